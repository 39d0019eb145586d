import { expect, test } from 'vitest';
import { readWrittenHref } from './written-href.ts';

test.each([
  ['www.rozenbuurt.nl', 'https://www.rozenbuurt.nl/'],
  ['  rozenbuurt.nl/plan?jaar=2027 ', 'https://rozenbuurt.nl/plan?jaar=2027'],
  ['http://rozenbuurt.nl', 'http://rozenbuurt.nl/'],
  ['wijk@rozenbuurt.nl', 'mailto:wijk@rozenbuurt.nl'],
  ['mailto:wijk@rozenbuurt.nl', 'mailto:wijk@rozenbuurt.nl'],
])('%j is meant as %j', (written, href) => {
  expect(readWrittenHref(written)).toEqual({ ok: true, value: href });
});

test.each(['zomaar', 'twee woorden.nl', 'javascript:alert(1)', '//evil.example', '/pad', 'a@b'])(
  '[T27] %j is refused as an address',
  (written) => {
    expect(readWrittenHref(written)).toEqual({ ok: false, refusal: { kind: 'invalid' } });
  },
);

test.each(['', '   '])('%j is refused as missing', (written) => {
  expect(readWrittenHref(written)).toEqual({ ok: false, refusal: { kind: 'missing' } });
});
