import { loadMessages, LOCALES } from '@meemaak/messages';
import compile from 'icu-minify/compile';
import {
  _createCache as createCache,
  _createIntlFormatters as createFormatters,
} from 'use-intl/core';
import readAndFormat from 'use-intl/format-message';
import formatCompiled from 'use-intl/format-message/format-only';
import { describe, expect, it } from 'vitest';
import { compileCatalogue, type Catalogue } from './precompile-messages.ts';

const NUMBERS = [0, 1, 2, 1_234];
const CASE = /\s(\w+) \{/g;

/** Every message, with the group it stands in. */
function* messagesOf(catalogue: Catalogue, above = ''): Generator<[key: string, words: string]> {
  for (const [name, words] of Object.entries(catalogue)) {
    if (typeof words === 'string') yield [`${above}${name}`, words];
    else yield* messagesOf(words, `${above}${name}.`);
  }
}

/** What its places may be filled with. */
function* fillingsOf(words: string): Generator<Record<string, string | number>> {
  const places = [...words.matchAll(/\{(\w+)(?:, (\w+))?/g)].map(([, name = '', kind]) => [
    name,
    kind,
  ]);
  const choices = ['', ...[...words.matchAll(CASE)].map(([, choice = '']) => choice)];
  for (const number of NUMBERS) {
    for (const choice of choices) {
      yield Object.fromEntries(
        places.map(([name, kind]) => [
          name,
          kind === 'plural' || kind === 'number'
            ? number
            : kind === 'select'
              ? choice
              : `‹${name}›`,
        ]),
      );
    }
  }
}

describe('messages that were read while building', () => {
  it.each(LOCALES)('say in %s what they say when they are read in the browser', async (locale) => {
    const cache = createCache();
    const options = { cache, formatters: createFormatters(cache), locale, timeZone: 'UTC' };
    let compared = 0;
    for (const [key, words] of messagesOf(await loadMessages(locale))) {
      for (const filling of fillingsOf(words)) {
        const said = formatCompiled(key, compile(words), filling, options);
        expect(said, key).toBe(readAndFormat(key, words, filling, options));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it('stay in their groups', () => {
    const compiled = compileCatalogue({ tree: { empty: 'Leeg', count: '{count} rijen' } });
    expect(compiled).toEqual({ tree: { empty: 'Leeg', count: [['count'], ' rijen'] } });
  });
});
