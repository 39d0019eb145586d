/** From an outline to the branch that will come: what kind each line is, and whose.
 *
 *  What the source says of a line counts; where it says nothing, its level does; and what a person
 *  chooses for a whole level counts over both. */
import {
  mayHangUnder,
  newId,
  type BranchNode,
  type IndicatorId,
  type NodeId,
  type NodeKind,
  type Party,
  type PartyId,
} from '@meemaak/model';
import type { Outline, OutlineIndicator, OutlineLine } from './outline/outline.ts';

export interface PlanChoices {
  /** What the branch comes under; null: the top. */
  readonly parentKind: NodeKind | null;
  /** Chosen by the person, by level. */
  readonly chosenKinds: ReadonlyMap<number, NodeKind>;
  readonly parties: readonly Party[];
}

/** A line as it will be. */
export interface PlannedLine {
  readonly level: number;
  readonly title: string;
  readonly kind: NodeKind;
  readonly owner: PartyId | null;
  readonly indicators: readonly OutlineIndicator[];
  readonly at: number;
  /** The kind of what it comes under, where it may not be; undefined: it fits. */
  readonly unfitUnder: NodeKind | undefined;
}

export interface BranchPlan {
  readonly lines: readonly PlannedLine[];
  /** How deep it is. */
  readonly levelCount: number;
  /** The names of owners that this dossier does not have. */
  readonly unknownParties: readonly string[];
}

export function planBranch(outline: Outline, choices: PlanChoices): BranchPlan {
  const { parentKind, chosenKinds, parties } = choices;
  const levelCount = Math.max(0, ...outline.lines.map(({ level }) => level));
  const usual = usualKinds(levelCount, parentKind);
  const unknown = new Set<string>();
  const kindsAbove: NodeKind[] = [];
  const lines = outline.lines.map((line): PlannedLine => {
    const { level, indicators, at } = line;
    const kind = chosenKinds.get(level) ?? line.kind ?? usual[level - 1] ?? 'activity';
    kindsAbove[level - 1] = kind;
    const above = level === 1 ? parentKind : (kindsAbove[level - 2] ?? null);
    const unfitUnder = above !== null && !mayHangUnder(kind, above) ? above : undefined;
    const { title, owner } = readOwner(line, parties, unknown);
    return { level, title, kind, owner, indicators, at, unfitUnder };
  });
  return { lines, levelCount, unknownParties: [...unknown] };
}

/** What lines are by their level, when nothing is said: the lowest are what is done, and above that
 *  as many levels of effects as it takes. */
export function usualKinds(levelCount: number, parentKind: NodeKind | null): readonly NodeKind[] {
  if (parentKind === 'performance' || parentKind === 'activity') {
    return Array<NodeKind>(levelCount).fill('activity');
  }
  const own: readonly NodeKind[] = ['effect', 'performance', 'activity'];
  if (levelCount < own.length) {
    const from = parentKind === null ? 0 : 1;
    return own.slice(from, from + levelCount);
  }
  return [...Array<NodeKind>(levelCount - own.length).fill('effect'), ...own];
}

function readOwner(
  { title, party }: OutlineLine,
  parties: readonly Party[],
  unknown: Set<string>,
): { title: string; owner: PartyId | null } {
  if (party === undefined) return readBracketedOwner(title, parties);
  const owner = party.flatMap((name) => partyCalled(name, parties) ?? [])[0];
  const [, called = party[0]] = party;
  if (owner === undefined && called !== undefined) unknown.add(called);
  return { title, owner: owner?.partyId ?? null };
}

/** `Een huiskamer in elke flat (Het Dak)`, where there is a party of that name. */
function readBracketedOwner(title: string, parties: readonly Party[]) {
  const [, bare = '', name = ''] = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/u.exec(title) ?? [];
  const owner = partyCalled(name, parties);
  return owner === undefined ? { title, owner: null } : { title: bare, owner: owner.partyId };
}

function partyCalled(name: string, parties: readonly Party[]): Party | undefined {
  const wanted = name.trim().toLowerCase();
  return parties.find(
    (party) =>
      party.partyId === name ||
      party.name.toLowerCase() === wanted ||
      party.shortName.toLowerCase() === wanted,
  );
}

/** The plan as the model adds it, with an id for everything. */
export function planToNodes(plan: BranchPlan): readonly BranchNode[] {
  const above: NodeId[] = [];
  return plan.lines.map(({ level, title, kind, owner, indicators }) => {
    const nodeId = newId<NodeId>();
    above[level - 1] = nodeId;
    return {
      nodeId,
      parentId: above[level - 2] ?? null,
      kind,
      title,
      owner,
      indicators: indicators.map((indicator) => ({
        ...indicator,
        indicatorId: newId<IndicatorId>(),
        holder: null,
      })),
    };
  });
}
