/** The parts of `late-outline`, each with the words it needs. */
import { loadOutlineWords } from '@meemaak/messages';
import type { ComponentType } from 'react';
import { LateWords } from '../../view/late-words.tsx';
import { ArchiveList as PlainArchiveList } from './archive-list.tsx';
import { ChosenBar as PlainChosenBar } from './chosen-bar.tsx';
import { FindBar as PlainFindBar } from './find-bar.tsx';
import { GuardBar as PlainGuardBar } from './guard-bar.tsx';
import { KeyHelp as PlainKeyHelp } from './key-help.tsx';
import { MoveDialog as PlainMoveDialog } from './move-dialog.tsx';
import { NodePanel as PlainNodePanel } from './node-panel.tsx';
import { RowMenuItems as PlainRowMenuItems } from './row-menu-items.tsx';
import { ZoomPath as PlainZoomPath } from './zoom-path.tsx';

function worded<Props extends object>(Part: ComponentType<Props>) {
  return function WordedPart(props: Props) {
    return (
      <LateWords load={loadOutlineWords}>
        <Part {...props} />
      </LateWords>
    );
  };
}

export const ArchiveList = worded(PlainArchiveList);
export const ChosenBar = worded(PlainChosenBar);
export const FindBar = worded(PlainFindBar);
export const GuardBar = worded(PlainGuardBar);
export const KeyHelp = worded(PlainKeyHelp);
export const MoveDialog = worded(PlainMoveDialog);
export const NodePanel = worded(PlainNodePanel);
export const RowMenuItems = worded(PlainRowMenuItems);
export const ZoomPath = worded(PlainZoomPath);
