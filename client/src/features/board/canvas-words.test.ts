import dutch from '@tldraw/assets/translations/nl.json';
import { describe, expect, test } from 'vitest';
import { canvasWords } from './canvas-words.ts';

/** What is said on parts of the canvas that are not here: its sharing, its files, its comments. */
const ABSENT =
  /^(?:share-menu|people-menu|help-menu|file-system|sharing|vscode|comments|embed-dialog|page-menu|cursor-chat|tool\.embed|tool\.bookmark|action\.(?:fork|.*embed|.*bookmark|.*cursor-chat|.*debug|.*shared-project|share-project))/;

const shown: Readonly<Record<string, string | undefined>> = { ...dutch, ...canvasWords['nl'] };

describe('the Dutch of the canvas', () => {
  test.each([
    'wybertje',
    'diamant',
    'violet',
    'ellips',
    'medium',
    'centraal',
    'dupliceren',
    'exporteren',
    'voorkeuren',
    'sneltoets',
    'snelmenu',
    'alternatieve',
    'uitlijn',
    'uitvullen',
    'schikken',
    'transform',
    'modus',
    'zoom',
  ])('has no “%s”, which is no plain word', (word) => {
    const found = Object.entries(shown).filter(
      ([key, words]) => !ABSENT.test(key) && words?.toLowerCase().includes(word),
    );
    expect(found).toEqual([]);
  });

  test('calls a form the same where it is chosen and where it is told', () => {
    const forms = Object.keys(dutch).filter((key) => key.startsWith('geo-style.'));
    const tools = forms.filter((key) => key.replace('geo-style', 'tool') in shown);
    expect(tools.length).toBeGreaterThan(15);
    for (const key of tools) expect(shown[key]).toBe(shown[key.replace('geo-style', 'tool')]);
    const names = forms.map((key) => shown[key]);
    expect(new Set(names).size).toBe(names.length);
  });
});
