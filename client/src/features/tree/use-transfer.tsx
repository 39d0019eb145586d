/** The way to copying and to reading in. Their code is fetched when it is wanted. */
import type { NodeId } from '@meemaak/model';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLocale, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { selectNode } from '../../view/selection.ts';
import type { CopyForm, LoadedTransfer } from '../transfer/load-transfer.ts';
import type { AddedBranch, Pasted } from '../transfer/paste-on-row.ts';
import { focusRow } from './tree-focus.ts';
import { TREE_ORIGIN } from './tree-origin.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { actIn } from '../../view/act.ts';

export interface TreeTransfer {
  /** To the clipboard, with all that hangs under it: for texts, or for a spreadsheet. */
  copy(nodeIds: ReadonlySet<NodeId>, form: CopyForm): void;
  /** Lets the person read in many nodes, to come under a node or (null) at the top. Our own copy comes
   *  at once where it fits. */
  open(parentId: NodeId | null, pasted?: Pasted): void;
  /** What stands in front of the page while that is asked. */
  readonly dialog: ReactNode;
}

interface Asked {
  readonly parentId: NodeId | null;
  readonly pasted: Pasted | undefined;
  readonly loaded: LoadedTransfer;
}

export function useTransfer(verbs: TreeVerbs): TreeTransfer {
  const room = useRoom();
  const load = useLoaded(verbs);
  const commands = useTranslations('tree.commands');
  const [asked, setAsked] = useState<Asked>();
  const act = useMemo(() => actIn(room, TREE_ORIGIN), [room]);
  const finish = ({ t }: LoadedTransfer, added: AddedBranch): void => {
    const { firstId, count } = added;
    flushSync(() => {
      setAsked(undefined);
      verbs.note(added.step);
      // Its row comes onto the page.
      selectNode(firstId, 'tree');
    });
    focusRow(firstId);
    const undo = { name: commands('undo'), nodeId: firstId, act: () => verbs.undo() };
    verbs.tell({ text: t('added', { count }), look: 'seen', waysOn: [undo] });
  };
  return {
    copy: (nodeIds, form) =>
      load(({ copyRows, kinds, t }) => {
        const count = copyRows(room, nodeIds, form, { kinds, t });
        const text = count === undefined ? t('notCopied') : t('branchCopied', { count });
        verbs.tell({ text, look: 'seen' });
      }),
    open: (parentId, pasted) =>
      load((loaded) => {
        const added = parentId !== null && pasted && loaded.pasteOnRow(room, parentId, pasted, act);
        if (added) finish(loaded, added);
        else setAsked({ parentId, pasted, loaded });
      }),
    dialog: asked && (
      <asked.loaded.TransferDialog
        words={asked.loaded.words}
        parentId={asked.parentId}
        pasted={asked.pasted}
        act={act}
        onAdded={(added) => finish(asked.loaded, added)}
        onClose={() => setAsked(undefined)}
      />
    ),
  };
}

/** Does something with the code once it is here, at once when it is already: copying is allowed only
 *  right after a key. */
function useLoaded(verbs: TreeVerbs) {
  const t = useTranslations('dossier');
  const locale = useLocale();
  const kept = useRef<LoadedTransfer>(undefined);
  return (use: (loaded: LoadedTransfer) => void): void => {
    if (kept.current?.locale === locale) {
      use(kept.current);
      return;
    }
    void import('../transfer/load-transfer.ts')
      .then(({ loadTransfer }) => loadTransfer(locale))
      .then((loaded) => {
        kept.current = loaded;
        use(loaded);
      })
      .catch(() => verbs.tell({ text: t('faceNotFetched'), look: 'seen' }));
  };
}
