import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface DiscardButtonProps {
  readonly label: string;
  readonly onDiscard: () => void;
}

/** Throws work on this device away, after a question: nobody can bring it back. */
export function DiscardButton({ label, onDiscard }: DiscardButtonProps) {
  const t = useTranslations('save');
  const [isAsking, setAsking] = useState(false);
  const discard = () => {
    setAsking(false);
    onDiscard();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{label}</Button>
      <Dialog
        isOpen={isAsking}
        title={t('discardTitle')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="main" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
            <Button look="danger" onClick={discard}>
              {t('discardConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('discardText')}</p>
      </Dialog>
    </>
  );
}
