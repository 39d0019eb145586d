export { en } from './en.ts';
export { nl } from './nl.ts';
export type { MessageShape } from './shape.ts';

/** Dutch first. */
export const LOCALES = ['nl', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
