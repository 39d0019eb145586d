import { basename } from 'node:path';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/** All of them, those that are fetched later too. */
const CATALOGUE = /\/packages\/messages\/src\/(?:[\w-]+\/)?(nl|en)\.ts$/;

/** Strings in groups, as deep as wanted. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue;
}

/** Reads the plurals and choices in messages while building, so that no browser has to carry what
 *  reads them. In tests and while developing they are read as they are written. */
export function precompileMessages(): Plugin {
  return {
    name: 'meemaak:precompile-messages',
    apply: 'build',
    config: () => ({
      resolve: {
        alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
      },
    }),
    async load(id) {
      if (!CATALOGUE.test(id)) return undefined;
      const locale = basename(id, '.ts');
      const written: Record<string, Catalogue> = await import(id);
      const catalogue = written[locale];
      if (catalogue === undefined) throw new Error(`${id} has no words under ${locale}.`);
      return `export const ${locale} = ${JSON.stringify(compileCatalogue(catalogue))};`;
    },
  };
}

export function compileCatalogue(catalogue: Catalogue): object {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, words]) => [
      name,
      typeof words === 'string' ? compile(words) : compileCatalogue(words),
    ]),
  );
}
