/** Whether WHAT and HOW are kept apart here: said to everybody, and set by whoever facilitates. */
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { send } from '../../commands/send.ts';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { useGuard } from '../../view/use-guard.ts';
import './guard-bar.css';

export function GuardBar() {
  const t = useTranslations('guard');
  const room = useRoom();
  const isOn = useGuard() !== null;
  const [told, setTold] = useState<'failed' | undefined>();
  const [isSending, setSending] = useState(false);
  const maySet = room.may('dossier.facilitate');
  const isShown = isOn || maySet;

  const set = async (): Promise<void> => {
    setSending(true);
    const outcome = await send('dossier.guard', { dossierId: room.view.dossierId, isOn: !isOn });
    setSending(false);
    setTold(outcome.ok ? undefined : 'failed');
  };
  return (
    <div className={isShown ? 'guard-bar' : undefined}>
      {/* There all along, so that it is read aloud when it begins to say something. */}
      <output>{isShown && t(isOn ? 'on' : 'off')}</output>
      {maySet && (
        <Button look="quiet" disabled={isSending} onClick={() => void set()}>
          {t(isOn ? 'join' : 'part')}
        </Button>
      )}
      {told !== undefined && (
        <p role="alert" className="guard-bar-failed">
          {t('failed')}
        </p>
      )}
    </div>
  );
}
