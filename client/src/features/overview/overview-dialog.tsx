import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { WorkMessage } from '../../ui/work-message.tsx';
import type { OverviewWork } from './use-overview-work.ts';
import './overview-dialog.css';

export interface OverviewDialogProps {
  readonly title: string;
  readonly work: OverviewWork;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** The tree looked at as a whole, in front of the page. Beside the page and not in it, so that it can be
 *  put on paper without what is behind it. */
export function OverviewDialog({ title, work, tools, children, onClose }: OverviewDialogProps) {
  const t = useTranslations('overview');
  const { message, undo } = work;
  const actions = (
    <>
      <Button look="main" onClick={onClose}>
        {t('close')}
      </Button>
      {tools}
      <div className="overview-message">
        <WorkMessage
          text={message?.text}
          isRefusal={message?.isRefusal ?? false}
          undoLabel={t('undo')}
          onUndo={undo}
        />
      </div>
    </>
  );
  return createPortal(
    <Dialog isOpen title={title} actions={actions} onClose={onClose}>
      <div className="overview">{children}</div>
    </Dialog>,
    document.body,
  );
}
