/** The ways to look at the tree as a whole: two buttons, and what they open. */
import type { Act, NodeId } from '@meemaak/model';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { RedThreadDialog } from './red-thread-dialog.tsx';
import { WhoOwnsDialog } from './who-owns-dialog.tsx';

export interface OverviewsProps {
  readonly act: Act;
  readonly mayWrite: boolean;
  readonly onGoTo: (nodeId: NodeId, part?: 'helpers') => void;
}

export function Overviews({ onGoTo, ...props }: OverviewsProps) {
  const t = useTranslations('overview');
  const [open, setOpen] = useState<'thread' | 'owners'>();
  const shared = {
    ...props,
    onClose: () => setOpen(undefined),
    onGoTo: (nodeId: NodeId, part?: 'helpers') => {
      // What stands in front of the page keeps the keyboard from it.
      flushSync(() => setOpen(undefined));
      onGoTo(nodeId, part);
    },
  };
  return (
    <>
      <Button onClick={() => setOpen('thread')}>{t('thread.title')}</Button>
      <Button onClick={() => setOpen('owners')}>{t('owners.title')}</Button>
      {open === 'thread' && <RedThreadDialog {...shared} />}
      {open === 'owners' && <WhoOwnsDialog {...shared} />}
    </>
  );
}
