import { expect, test } from 'vitest';
import { NODE_KINDS, kindName } from './node.ts';

test('an effect is a sub-effect as soon as it hangs under another node', () => {
  expect(kindName({ kind: 'effect', level: 1 })).toBe('effect');
  for (const level of [2, 3, 40]) expect(kindName({ kind: 'effect', level })).toBe('subEffect');
});

test.each(NODE_KINDS.filter((kind) => kind !== 'effect'))(
  '%s is called so at any level',
  (kind) => {
    for (const level of [1, 2, 40]) expect(kindName({ kind, level })).toBe(kind);
  },
);
