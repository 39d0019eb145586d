/** The one way in: everything about reading in and copying, with its words, fetched when it is wanted. */
import {
  loadMessages,
  loadTransferMessages,
  type Locale,
  type TransferMessages,
} from '@meemaak/messages';
import { createTranslator } from 'use-intl';
import { copyRows } from './copy-rows.ts';
import { pasteOnRow } from './paste-on-row.ts';
import { TransferDialog } from './transfer-dialog.tsx';

export type { CopyForm } from './copy-rows.ts';

export async function loadTransfer(locale: Locale) {
  const words = await loadTransferMessages(locale);
  const { kinds } = (await loadMessages(locale)).node;
  return {
    locale,
    words,
    kinds,
    t: translatorOf(locale, words),
    TransferDialog,
    copyRows,
    pasteOnRow,
  };
}

export type LoadedTransfer = Awaited<ReturnType<typeof loadTransfer>>;

function translatorOf(locale: Locale, words: TransferMessages) {
  return createTranslator({ locale, messages: { transfer: words }, namespace: 'transfer' });
}
