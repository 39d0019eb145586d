import type {
  LanguageWords,
  Locale,
  MeasuringMessages,
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
    // `measuring-words`, `overview` within the tree's `tree-overviews`.
    Messages: typeof nl & { readonly transfer: TransferMessages } & LanguageWords &
      OverviewWords & {
        readonly writing: WritingMessages;
        readonly measuring: MeasuringMessages;
      };
  }
}
