import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface LeaveButtonProps {
  readonly onLeave: () => void;
}

/** Leaves the dossier on this device, after a question. */
export function LeaveButton({ onLeave }: LeaveButtonProps) {
  const t = useTranslations('participant');
  const saving = useWatch(useRoom().saveState);
  const [isAsking, setAsking] = useState(false);
  const isUnsaved = saving.kind === 'saving' || ('unsaved' in saving && saving.unsaved);
  return (
    <>
      <Button look="plain" onClick={() => setAsking(true)}>
        {t('leave')}
      </Button>
      <Dialog
        isOpen={isAsking}
        title={t('leaveTitle')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="main" onClick={() => setAsking(false)}>
              {t('stay')}
            </Button>
            <Button look="danger" onClick={onLeave}>
              {t('leaveConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('leaveText')}</p>
        {isUnsaved ? <p className="enter-form-fault">{t('leaveUnsaved')}</p> : null}
      </Dialog>
    </>
  );
}
