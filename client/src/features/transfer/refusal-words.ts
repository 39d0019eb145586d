import type { TransferRefusal } from '@meemaak/transfer';
import type { useTranslations } from 'use-intl';

type Words = ReturnType<typeof useTranslations<'transfer'>>;

/** Longer than this, what somebody wrote is no help in a sentence. */
const LONGEST_QUOTE = 40;

/** A refusal as a sentence. */
export function refusalWords(t: Words, { kind, ...facts }: TransferRefusal): string {
  const value = 'value' in facts ? shorten(facts.value) : '';
  const line = 'line' in facts ? String(facts.line) : '';
  const none = { length: 0, limit: 0, limitMb: 0, count: 0, cell: '' };
  return t(`refusals.${kind}`, { ...none, ...facts, line, value });
}

function shorten(words: string): string {
  return words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
}
