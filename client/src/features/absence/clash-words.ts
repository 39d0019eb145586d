/** What a clash is about, what stands there now and what was mine, in words. */
import {
  isId,
  readField,
  readRichText,
  type Clash,
  type NodeId,
  type NotePart,
  type PartyId,
} from '@meemaak/model';
import type { Face } from '@meemaak/protocol';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import { readStandingRecord, readStandingTitle } from './standing.ts';

export interface ClashWords {
  readonly what: string;
  readonly face: Face;
  /** The node to choose when somebody goes there; undefined: it is out of sight, or no node. */
  readonly nodeId?: NodeId | undefined;
  /** What stands there now and what was mine, where that can be said in a line. */
  readonly now?: string;
  readonly mine?: string;
  /** More to say, each with the titles that it is about. */
  readonly lists?: readonly { readonly label: string; readonly titles: readonly ListedTitle[] }[];
  /** Words of mine that one may want to take along. */
  readonly copy?: string;
}

/** Two nodes may have one title. */
interface ListedTitle {
  readonly key: string;
  readonly title: string;
}

type Of<Kind extends Clash['kind']> = Extract<Clash, { kind: Kind }>;

/** Of many, the first few; the rest is a number. */
const MOST_TITLES = 5;

export function useClashWords(): (clash: Clash) => ClashWords {
  const room = useRoom();
  const t = useTranslations('clashes');
  const tree = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const board = useTranslations('board');
  const shownTitle = useShownTitle();
  const { treeIndex } = room;
  const titleOf = (nodeId: NodeId) => shownTitle(readStandingTitle(room, nodeId));
  const visible = (nodeId: NodeId) => (treeIndex.node(nodeId) === undefined ? undefined : nodeId);

  const place = (parentId: NodeId | null) =>
    parentId === null ? t('atTop') : t('under', { title: titleOf(parentId) });
  const list = (key: 'hidden' | 'surfaced', nodeIds: readonly NodeId[]) => {
    if (nodeIds.length === 0) return [];
    const titles = nodeIds
      .slice(0, MOST_TITLES)
      .map((nodeId): ListedTitle => ({ key: nodeId, title: titleOf(nodeId) }));
    const rest = nodeIds.length - titles.length;
    const more = rest > 0 ? [{ key: 'more', title: t('more', { count: String(rest) }) }] : [];
    return [{ label: t(key, { count: nodeIds.length }), titles: [...titles, ...more] }];
  };

  const archived = (clash: Of<'parentArchived' | 'archivedWhileWorkedIn'>): ClashWords => ({
    what: t(`what.${clash.kind}`, { title: titleOf(clash.nodeId) }),
    face: 'tree',
    nodeId:
      clash.kind === 'parentArchived'
        ? (clash.surfacedIds.find(visible) ?? visible(clash.nodeId))
        : visible(clash.nodeId),
    lists: [
      ...list('hidden', clash.hiddenIds),
      ...list('surfaced', clash.kind === 'parentArchived' ? clash.surfacedIds : []),
    ],
  });
  const moved = ({ nodeId, because, mine }: Of<'movedTwice'>): ClashWords => {
    const node = treeIndex.node(nodeId);
    return {
      what: t(`what.${because}`, { title: titleOf(nodeId) }),
      face: 'tree',
      nodeId: visible(nodeId),
      now: node === undefined ? t('inArchive') : place(node.parentId),
      mine: place(mine.parentId),
    };
  };
  const owner = (id: unknown) =>
    (isId<PartyId>(id) ? room.partiesById.get(id)?.name : undefined) ?? tree('nobody');
  const kind = (name: unknown) =>
    name === 'effect' || name === 'performance' ? kinds(name) : kinds('activity');
  const field = ({ nodeId, path, mine }: Of<'fieldChangedTwice'>): ClashWords => {
    const what = (name: 'title' | 'owner' | 'kind' | 'indicators') =>
      t(`what.${name}`, { title: titleOf(nodeId) });
    const where = { face: 'tree', nodeId: visible(nodeId) } as const;
    const node = treeIndex.node(nodeId);
    const [name] = path;
    if (name === 'title') {
      const words = String(mine);
      return { ...where, what: what(name), now: titleOf(nodeId), mine: words, copy: words };
    }
    if (name === 'owner') {
      return { ...where, what: what(name), now: owner(node?.owner), mine: owner(mine) };
    }
    if (name === 'kind') {
      return { ...where, what: what(name), now: kind(node?.kind), mine: kind(mine) };
    }
    return { ...where, what: what('indicators') };
  };

  const elementName = (record: unknown): string => {
    const type = readField(record, 'type');
    const props = readField(record, 'props');
    const nodeId = readField(props, 'nodeId');
    if (isId<NodeId>(nodeId)) return `${board('elements.card')}, ${titleOf(nodeId)}`;
    const name = board(`elements.${knownElement(type)}`);
    const words = wordsOf(record).slice(0, 60);
    return words === '' ? name : `${name}, “${words}”`;
  };
  const partName = ({ path }: NotePart) => {
    if (path.includes('richText') || path.includes('name')) return t('parts.text');
    return path[0] === 'pos' || path[0] === 'parentId' ? t('parts.place') : t('parts.look');
  };
  const changed = ({ recordId, parts }: Of<'noteChangedTwice'>): ClashWords => {
    const record: unknown = readStandingRecord(room, recordId);
    const text = parts.find(({ path }) => path.includes('richText'));
    const names = [...new Set(parts.map(partName))];
    const words = text === undefined ? undefined : readRichText(text.mine);
    return {
      what: `${t('what.noteChangedTwice', { name: elementName(record) })} ${t('partsChanged', { parts: names.join(', ') })}`,
      face: 'board',
      ...(words === undefined
        ? {}
        : {
            now: record === undefined ? t('removed') : wordsOf(record) || t('nothing'),
            mine: words || t('nothing'),
            copy: words,
          }),
    };
  };
  const removed = ({ recordId, mine }: Of<'noteRemoved'>): ClashWords => {
    const words = wordsOf(mine);
    const isBack = readStandingRecord(room, recordId) !== undefined;
    return {
      what: t('what.noteRemoved', { name: elementName(mine) }),
      face: 'board',
      ...(isBack ? {} : { now: t('removed') }),
      ...(words === '' ? {} : { mine: words, copy: words }),
    };
  };

  return (clash) => {
    switch (clash.kind) {
      case 'parentArchived':
      case 'archivedWhileWorkedIn':
        return archived(clash);
      case 'movedTwice':
        return moved(clash);
      case 'fieldChangedTwice':
        return field(clash);
      case 'paragraphRemoved': {
        const { words } = clash;
        return { what: t('what.paragraphRemoved'), face: 'narrative', mine: words, copy: words };
      }
      case 'noteChangedTwice':
        return changed(clash);
      case 'noteRemoved':
        return removed(clash);
    }
  };
}

function wordsOf(record: unknown): string {
  const props = readField(record, 'props');
  const name = readField(props, 'name');
  return readRichText(readField(props, 'richText')) || (typeof name === 'string' ? name : '');
}

const ELEMENTS = [
  'note',
  'text',
  'geo',
  'frame',
  'line',
  'arrow',
  'draw',
  'highlight',
  'image',
] as const;

function knownElement(type: unknown): (typeof ELEMENTS)[number] {
  return ELEMENTS.find((known) => known === type) ?? 'geo';
}
