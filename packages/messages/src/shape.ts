import type { nl as absenceNl } from './absence/nl.ts';
import type { nl as languageNl } from './language/nl.ts';
import type { nl as measuringNl } from './measuring/nl.ts';
import type { nl } from './nl.ts';
import type { nl as outlineNl } from './outline/nl.ts';
import type { nl as overviewNl } from './overview/nl.ts';
import type { nl as transferNl } from './transfer/nl.ts';
import type { nl as writingNl } from './writing/nl.ts';

type Shape<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Shape<Tree[Key]>;
};

/** The keys of the Dutch source, with any words. */
export type MessageShape = Shape<typeof nl>;

export type TransferShape = Shape<typeof transferNl>;
export type LanguageShape = Shape<typeof languageNl>;

export type MeasuringShape = Shape<typeof measuringNl>;

export type WritingShape = Shape<typeof writingNl>;

export type OverviewShape = Shape<typeof overviewNl>;

export type OutlineShape = Shape<typeof outlineNl>;

export type AbsenceShape = Shape<typeof absenceNl>;
