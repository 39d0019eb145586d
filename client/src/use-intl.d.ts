import type {
  AbsenceWords,
  LanguageWords,
  Locale,
  MeasuringMessages,
  OutlineWords,
  OverviewWords,
  TransferMessages,
  WritingMessages,
  nl,
} from '@meemaak/messages';

// Unknown keys, missing arguments and wrong arguments of messages are compile errors.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    // `transfer` is there only within what `load-transfer` brought, `lamp` and `glossary` within the
    // narrative's `text-aids`, `writing` with `load-writing`, `measuring` within
    // `measuring-words`, `overview` within the tree's `tree-overviews`,
    // `outline`, `agreement` and `remarks` within the tree's `outline-parts`, `clashes` within
    // `clash-list`.
    Messages: typeof nl & { readonly transfer: TransferMessages } & LanguageWords &
      OverviewWords &
      OutlineWords &
      AbsenceWords & {
        readonly writing: WritingMessages;
        readonly measuring: MeasuringMessages;
      };
  }
}
