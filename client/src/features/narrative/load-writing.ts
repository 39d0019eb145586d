/** The one way in: the windows and helps around the text, with their words, fetched after the text. */
import { loadWritingMessages, type Locale, type WritingMessages } from '@meemaak/messages';
import { createTranslator } from 'use-intl';
import { AroundText } from './around-text.tsx';
import { CaretSwitch } from './caret-switch.tsx';
import { cleanPasted } from './clean-pasted.ts';
import { NarrativeContents } from './narrative-contents.tsx';
import { PrintHead } from './print-head.tsx';
import { TemplateOffer } from './template-offer.tsx';
import { WhoWrote } from './who-wrote.tsx';

/** Says something in the words of these tools. */
export type WritingWords = ReturnType<typeof translatorOf>;

export async function loadWriting(locale: Locale) {
  const words = await loadWritingMessages(locale);
  const t = translatorOf(locale, words);
  return {
    locale,
    t,
    cleanPasted,
    AroundText,
    CaretSwitch,
    NarrativeContents,
    PrintHead,
    TemplateOffer,
    WhoWrote,
  };
}

export type LoadedWriting = Awaited<ReturnType<typeof loadWriting>>;

function translatorOf(locale: Locale, words: WritingMessages) {
  return createTranslator({ locale, messages: { writing: words }, namespace: 'writing' });
}
