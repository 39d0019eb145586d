import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface LeaveButtonProps {
  /** Is there anything on this device, also of other windows, that is not on the server? */
  readonly holdsUnsaved: () => Promise<boolean>;
  readonly onLeave: () => void;
}

/** Leaves the dossier on this device, after a question. */
export function LeaveButton({ holdsUnsaved, onLeave }: LeaveButtonProps) {
  const t = useTranslations('participant');
  const saving = useWatch(useRoom().saveState);
  const [isAsking, setAsking] = useState(false);
  const [isUnsavedElsewhere, setUnsavedElsewhere] = useState(false);
  const isUnsaved = saving.kind === 'saving' || ('unsaved' in saving && saving.unsaved);
  // Who is asked before the answer is there might say yes without the warning.
  const ask = async () => {
    setUnsavedElsewhere(await holdsUnsaved());
    setAsking(true);
  };
  const warning = isUnsaved ? 'leaveUnsaved' : 'leaveUnsavedElsewhere';
  return (
    <>
      <Button look="plain" onClick={() => void ask()}>
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
        {isUnsaved || isUnsavedElsewhere ? <p className="enter-form-fault">{t(warning)}</p> : null}
      </Dialog>
    </>
  );
}
