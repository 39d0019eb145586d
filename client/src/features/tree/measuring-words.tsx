import { loadMeasuringMessages, type Locale } from '@meemaak/messages';
import type { ReactNode } from 'react';
import { LateWords } from '../../view/late-words.tsx';

const load = async (locale: Locale) => ({ measuring: await loadMeasuringMessages(locale) });

/** Brings the words for measuring to what stands inside. */
export function MeasuringWords({ children }: { readonly children: ReactNode }) {
  return <LateWords load={load}>{children}</LateWords>;
}
