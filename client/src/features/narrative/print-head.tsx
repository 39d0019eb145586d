import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useFormatter } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import type { WritingWords } from './load-writing.ts';
import './print.css';

/** On paper only: what this is, whose it is, and how old. A text that lives on needs its date. */
export function PrintHead({ t }: { readonly t: WritingWords }) {
  const { view, me, partiesById } = useRoom();
  const format = useFormatter();
  const printedAt = usePrintedAt();
  return (
    <div className="print-head">
      <p className="print-title">{view.title}</p>
      <p>{t('print.parties', { parties: format.list(view.parties.map(({ name }) => name)) })}</p>
      <p>
        {t('print.made', {
          when: format.dateTime(printedAt, { dateStyle: 'long', timeStyle: 'short' }),
          name: me.name,
          party: partiesById.get(me.partyId)?.name ?? '',
        })}
      </p>
    </div>
  );
}

/** The moment of the last print; until then that at which this appeared. */
function usePrintedAt(): Date {
  const [printedAt, setPrintedAt] = useState(() => new Date());
  useEffect(() => {
    // At once: the browser takes the page as it is when this returns.
    const look = (): void => flushSync(() => setPrintedAt(new Date()));
    addEventListener('beforeprint', look);
    return () => removeEventListener('beforeprint', look);
  }, []);
  return printedAt;
}
