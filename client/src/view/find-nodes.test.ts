import { NO_AGREEMENT, type NodeId, type TreeNode } from '@meemaak/model';
import { expect, test } from 'vitest';
import { findNodes } from './find-nodes.ts';

const rows = ['Samen eten', 'Één buurtkamer', 'Kamers verhuren', 'Een open buurt'].map(nodeOf);

test('without words everything is offered, in tree order', () => {
  expect(titles('')).toEqual(rows.map(({ title }) => title));
});

test('titles that begin with the words come first, then words inside, then anything', () => {
  expect(titles('buurt')).toEqual(['Één buurtkamer', 'Een open buurt']);
  expect(titles('kamer')).toEqual(['Kamers verhuren', 'Één buurtkamer']);
  expect(titles('e')).toEqual([
    'Één buurtkamer',
    'Een open buurt',
    'Samen eten',
    'Kamers verhuren',
  ]);
});

test('capitals, accents and spaces around do not matter', () => {
  expect(titles('  ÉEN ')).toEqual(['Één buurtkamer', 'Een open buurt']);
  expect(titles('zwembad')).toEqual([]);
});

test('a large tree does not make a long list', () => {
  const many = Array.from({ length: 2000 }, (_, at) => nodeOf(`Knoop ${String(at)}`));
  expect(findNodes(many, '')).toHaveLength(60);
  expect(findNodes(many, 'knoop')).toHaveLength(60);
});

function titles(words: string): string[] {
  return findNodes(rows, words).map(({ title }) => title);
}

function nodeOf(title: string): TreeNode {
  return {
    nodeId: `node-${title}` as NodeId,
    kind: 'effect',
    title,
    owner: null,
    indicators: [],
    ...NO_AGREEMENT,
    remarks: [],
    parentId: null,
    level: 1,
    position: 1,
    siblingCount: 1,
    childIds: [],
    surfaced: false,
    isArchived: false,
  };
}
