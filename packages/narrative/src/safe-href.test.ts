import { expect, test } from 'vitest';
import { narrativeSchema, safeHref, writeNarrative } from './index.ts';
import * as Y from 'yjs';

const SAFE = [
  ['https://rozenbuurt.nl', 'https://rozenbuurt.nl/'],
  [' http://rozenbuurt.nl/plan?jaar=2027#wonen ', 'http://rozenbuurt.nl/plan?jaar=2027#wonen'],
  ['HTTPS://Rozenbuurt.nl/A', 'https://rozenbuurt.nl/A'],
  ['mailto:wijk@rozenbuurt.nl', 'mailto:wijk@rozenbuurt.nl'],
] as const;

const HOSTILE_HREFS: readonly unknown[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript\u200b:alert(1)',
  'javascript://example.nl/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://rozenbuurt.nl/1',
  'ftp://rozenbuurt.nl',
  'tel:0101234567',
  'intent://scan/#Intent;scheme=zxing;end',
  'https://bank.nl@evil.example/',
  'https://bank.nl:geheim@evil.example/',
  'https://evil.example/\u202Elmth.knab',
  'https:rozenbuurt.nl',
  'https:/rozenbuurt.nl',
  'https:\\\\rozenbuurt.nl',
  'https://',
  'http://',
  'mailto:',
  'mailto:niemand',
  '//evil.example',
  '/d/een-dossier',
  '#kop',
  'rozenbuurt',
  '',
  ' ',
  `https://rozenbuurt.nl/${'a'.repeat(2000)}`,
  null,
  undefined,
  42,
  {},
  ['https://rozenbuurt.nl'],
  { toString: () => 'https://rozenbuurt.nl' },
];

test.each(SAFE)('[T27] %j is a link, in its normal form', (written, normal) => {
  expect(safeHref(written)).toBe(normal);
  expect(safeHref(normal)).toBe(normal);
});

test.each(HOSTILE_HREFS)('[T27] %j is not a link', (href) => {
  expect(safeHref(href)).toBeUndefined();
});

test.each(HOSTILE_HREFS)('[T27] a text with a link to %j is not written', (href) => {
  const body = new Y.Doc().getXmlFragment('body');
  const marks = [{ type: 'link', attrs: { href } }];
  const text = { type: 'text', text: 'klik hier', marks };
  const json = { type: 'doc', content: [{ type: 'paragraph', content: [text] }] };
  expect(() => writeNarrative(body, json)).toThrow(RangeError);
  expect(body.length).toBe(0);
});

test.each(HOSTILE_HREFS)(
  '[T27] a link to %j that came past us is drawn without address',
  (href) => {
    const mark = narrativeSchema.mark('link', { href });
    const toDom = narrativeSchema.marks['link']?.spec.toDOM;
    expect(JSON.stringify(toDom?.(mark, true))).toBe('["span",{},0]');
  },
);

test('[T27] a link tells nothing to where it leads and cannot reach back', () => {
  const mark = narrativeSchema.mark('link', { href: 'https://rozenbuurt.nl' });
  const toDom = narrativeSchema.marks['link']?.spec.toDOM;
  expect(toDom?.(mark, true)).toEqual([
    'a',
    { href: 'https://rozenbuurt.nl/', rel: 'noopener noreferrer nofollow' },
    0,
  ]);
});
