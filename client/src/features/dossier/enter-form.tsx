import type { DossierView } from '@meemaak/protocol';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { send } from '../../commands/send.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NAME_MAX, readEntry, type EntryFault } from './entry.ts';
import { PartyChoice } from './party-choice.tsx';
import { RightChoice } from './right-choice.tsx';
import './enter-form.css';

export interface EnterFormProps {
  readonly view: DossierView;
  readonly onEntered: (view: DossierView) => void;
}

type Trouble = 'serverDown' | 'enterFailed';

/** The way in: a name, a party, a right. No account. */
export function EnterForm({ view, onEntered }: EnterFormProps) {
  const app = useTranslations('app');
  const t = useTranslations('participant');
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<readonly EntryFault[]>([]);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isEntering, setEntering] = useState(false);

  const enter = async (entries: FormData) => {
    const entry = readEntry(entries, view.parties);
    setFaults(entry.ok ? [] : entry.refusal.faults);
    setTrouble(undefined);
    if (!entry.ok) return focusFirstFault(form.current, entry.refusal.faults);
    setEntering(true);
    const outcome = await send('participant.enter', { dossierId: view.dossierId, ...entry.value });
    setEntering(false);
    if (outcome.ok) onEntered(outcome.value);
    else setTrouble(outcome.refusal.kind === 'serverUnreachable' ? 'serverDown' : 'enterFailed');
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void enter(new FormData(event.currentTarget));
  };
  const nameFault = faults.find(({ field }) => field === 'name');
  return (
    <form className="enter-form" ref={form} onSubmit={onSubmit} noValidate>
      <h2>{t('enterTitle')}</h2>
      <p>{t('enterIntro')}</p>
      {faults.length > 0 ? (
        <Notice tone="danger" spoken="now">
          {t('fixErrors')}
        </Notice>
      ) : null}
      <NameField fault={nameFault?.kind} />
      <PartyChoice
        parties={view.parties}
        isMissing={faults.some(({ field }) => field === 'partyId')}
      />
      <RightChoice />
      <p className="enter-form-stored">{t('stored')}</p>
      {trouble === undefined ? null : (
        <Notice tone="danger" spoken="now">
          {trouble === 'serverDown' ? `${app('serverDown')}. ${app('serverDownText')}` : t(trouble)}
        </Notice>
      )}
      <Button look="main" type="submit" disabled={isEntering}>
        {isEntering ? t('entering') : t('enter')}
      </Button>
    </form>
  );
}

function NameField({ fault }: { readonly fault: EntryFault['kind'] | undefined }) {
  const t = useTranslations('participant');
  return (
    <div className="enter-form-field">
      <label htmlFor="enter-name">{t('name')}</label>
      <p id="enter-name-hint" className="enter-form-hint">
        {t('nameHint')}
      </p>
      {fault === undefined ? null : (
        <p id="enter-name-fault" className="enter-form-fault">
          {t(fault)}
        </p>
      )}
      <input
        id="enter-name"
        name="name"
        type="text"
        autoComplete="name"
        required
        maxLength={NAME_MAX * 2}
        aria-invalid={fault !== undefined}
        aria-describedby={
          fault === undefined ? 'enter-name-hint' : 'enter-name-fault enter-name-hint'
        }
      />
    </div>
  );
}

function focusFirstFault(form: HTMLFormElement | null, faults: readonly EntryFault[]): void {
  const first = faults[0];
  if (first === undefined) return;
  form?.querySelector<HTMLElement>(`[name="${first.field}"]`)?.focus();
}
