/** The process of the attackers (see `attackers`). */
import type { DocumentName } from '@meemaak/model';
import type * as Y from 'yjs';
import { openProvider, whenSynced, type Script } from '../script.ts';
import { AttackLine, STILL_WAITING } from './attack-line.ts';
import { updateDeed, type AttackDeed, type AttackScene, type Attacker } from './attacker.ts';
import type {
  AttackersAnswer,
  AttackersOrder,
  Gathering,
  Strike,
  StrikeReport,
} from './attackers.ts';
import { floodAttacks } from './flood-attacks.ts';
import { ProcessorShare } from './processor-share.ts';
import { updateAttacks } from './update-attacks.ts';

const DOCUMENTS = ['narrative', 'tree', 'board'] as const;
/** Lower than the victim's, higher than what is never kept. */
const FIRST_CLIENT_ID = 1_000_000;
/** Of so many deeds it is told how long they took. */
const SLOWEST = 8;
/** One deed takes at most 300. */
const IDS_A_DEED = 1_000;

let share = new ProcessorShare(1);
let attackers: readonly Attacker[] = [];
let deeds: readonly AttackDeed[] = [];
let clientIds = FIRST_CLIENT_ID;

// A test that ends badly must not leave attackers behind.
process.once('disconnect', () => process.exit());
process.on('message', (order: AttackersOrder) => {
  const done = order.kind === 'gather' ? gather(order.gathering) : strike(order.strike);
  void done
    .catch((error: unknown): AttackersAnswer => ({ kind: 'failed', fault: String(error) }))
    .then((answer) => process.send?.(answer));
});

async function gather({ scripts, victim, share: part }: Gathering): Promise<AttackersAnswer> {
  share = new ProcessorShare(part);
  attackers = scripts.map((script) => ({ script, share, nextClientId }));
  const [first] = scripts;
  if (first === undefined) throw new Error('There are no attackers.');
  const docs: Partial<Record<DocumentName, Y.Doc>> = {};
  for (const document of DOCUMENTS) docs[document] = await readDocument(first, document);
  const scene: AttackScene = { docs: docs as AttackScene['docs'], victim };
  deeds = mixed([...updateAttacks.map((attack) => updateDeed(attack, scene)), ...floodAttacks]);
  return { kind: 'gathered' };
}

function nextClientId(): number {
  clientIds += IDS_A_DEED;
  return clientIds;
}

async function readDocument(script: Script, document: string): Promise<Y.Doc> {
  const provider = openProvider(script, document);
  await whenSynced(provider);
  provider.destroy();
  return provider.doc;
}

/** The floods among the others, always in the same order. */
function mixed(ordered: readonly AttackDeed[]): AttackDeed[] {
  const step = 7;
  return Array.from({ length: step }, (_, start) =>
    ordered.filter((_deed, at) => at % step === start),
  ).flat();
}

async function strike({ count, atLeastMs }: Strike): Promise<AttackersAnswer> {
  const answers: Record<string, Record<string, number>> = {};
  const unforeseen: string[] = [];
  let deedCount = 0;
  const tookMs = new Map<string, number>();
  share.begin();
  const endsAt = performance.now() + atLeastMs;
  const isCrowd = count > 1;
  const isOver = () =>
    performance.now() > endsAt && (isCrowd || deeds.every(({ name }) => name in answers));
  const ending = isCrowd ? setTimeout(() => AttackLine.endAll(), atLeastMs) : undefined;
  const note = ({ name, answers: foreseen }: AttackDeed, answer: string) => {
    deedCount += 1;
    const counts = (answers[name] ??= {});
    counts[answer] = (counts[answer] ?? 0) + 1;
    const isKnown = foreseen.includes(answer) || answer === STILL_WAITING;
    if (!isKnown) unforeseen.push(`${name}: ${answer}`);
  };
  await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      for (let at = firstOf(number, count); !isOver(); at += 1) {
        const deed = deeds[at % deeds.length];
        // Somebody else each time: whose credit is spent comes back under another name.
        const attacker = attackers[(number + at) % attackers.length];
        if (deed === undefined || attacker === undefined) return;
        await share.rest();
        const beganAt = performance.now();
        note(deed, await deed.perform(attacker));
        const ms = Math.round(performance.now() - beganAt);
        tookMs.set(deed.name, Math.max(ms, tookMs.get(deed.name) ?? 0));
      }
    }),
  );
  clearTimeout(ending);
  const slowest = [...tookMs].toSorted(([, a], [, b]) => b - a).slice(0, SLOWEST);
  const report: StrikeReport = { answers, slowest, unforeseen, deedCount, usedShare: share.used };
  return { kind: 'report', report };
}

/** Each begins elsewhere, so that all is done at once. */
function firstOf(number: number, count: number): number {
  return Math.floor((number * deeds.length) / count);
}
