import type { Locale, nl } from '@meemaak/messages';

// Unknown keys, missing arguments and wrong arguments of messages are compile errors.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof nl;
  }
}
