/** Attacks by number, not by content: each message is one that a browser could send, or nearly. */
import { MESSAGE_KINDS, encodeFrame, encodeSyncMessage } from '@meemaak/protocol';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { handMadeUpdate, letters } from '../hand-made-update.ts';
import { PollPeer, openPollLine, requestLine } from '../poll-peer.ts';
import { AttackLine } from './attack-line.ts';
import type { AttackDeed, Attacker } from './attacker.ts';
import type { UpdateAttack } from './update-attack.ts';

/** Each goes on for so long; who is let in again goes on with the next. */
const FLOOD_MS = 300;
/** Between two looks at the clock. */
const AT_ONCE = 20;
const EMPTY = encodeSyncMessage('update', new Uint8Array([0, 0]));
const SERVED = ['served'];
/** Somebody who used up what one may write in a day. */
const WRITTEN = ['served', 'updateRefused'];
const STATE_LETTERS = 30_000;
const PASTED = 5_000;
const LINES_AT_ONCE = 8;

/** Until its time is over, or the line is: `sayOne` as often as there is room. */
async function flood(line: AttackLine, { share }: Attacker, sayOne: () => void): Promise<string> {
  const until = performance.now() + FLOOD_MS;
  while (performance.now() < until && line.end === undefined) {
    for (let at = 0; at < AT_ONCE && line.hasRoom; at += 1) sayOne();
    await share.rest();
    await new Promise((resolve) => {
      setTimeout(resolve, line.hasRoom ? 0 : 5);
    });
  }
  return endOf(line);
}

/** What became of it; the line is left. */
function endOf(line: AttackLine): string {
  const end = line.end ?? 'served';
  line.leave();
  return end;
}

type Say = (line: AttackLine, attacker: Attacker) => () => void;

/** A flood of messages over one line. */
function messages(
  name: string,
  document: UpdateAttack['document'],
  say: Say,
  { answers = SERVED, isDeaf = false } = {},
): AttackDeed {
  return {
    name,
    answers,
    async perform(attacker) {
      const line = await AttackLine.open(attacker.script, document, 'shared');
      await line.until(() => line.questionCount > 0);
      if (isDeaf) line.stopReading();
      return flood(line, attacker, say(line, attacker));
    },
  };
}

/** Names nobody whom the server knows: all of the document is the answer. */
const stranger: Say = (line) => () => {
  const clocks = new Map([[below(2 ** 31), 1]]);
  line.say(encodeSyncMessage('step1', Y.encodeStateVector(clocks)));
};

/** Claims to have a part of everybody's work, each time another: no answer can have been kept. */
const forgetful: Say = (line) => {
  const known = Y.decodeStateVector(line.serverVector);
  return () => {
    const clocks = new Map([...known].map(([id, clock]) => [id, below(clock) + 1]));
    line.say(encodeSyncMessage('step1', Y.encodeStateVector(clocks)));
  };
};

const below = (end: number): number => Math.floor(Math.random() * end);

function presenceOf(clientId: number, clock: number, letter: string): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify({ pointer: letter.repeat(STATE_LETTERS) }));
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** A message that shows so many people. */
export function crowdOf(count: number): Uint8Array {
  const claims = Buffer.alloc(3 * count, Uint8Array.of(7, 1, 0));
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count);
    encoding.writeUint8Array(encoder, claims);
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** Types as fast as a script can, each letter an update. */
const typing: Say = (line, { nextClientId }) => {
  const doc = new Y.Doc();
  doc.clientID = nextClientId();
  const text = new Y.Text();
  doc.on('update', (update: Uint8Array) => line.say(encodeSyncMessage('update', update)));
  doc.getMap('records').set(`typed-${doc.clientID}`, text);
  return () => text.insert(text.length, 'x');
};

const moving: Say = (line, { nextClientId }) => {
  const clientId = nextClientId();
  const states = [presenceOf(clientId, 1, 'a'), presenceOf(clientId, 2, 'b')];
  let at = 0;
  return () => {
    at += 1;
    const state = states[at % states.length];
    if (state !== undefined) line.say(state);
  };
};

const strayFrame = encodeFrame({ channel: 77, op: 'sync', message: EMPTY });

const noise: AttackDeed = {
  name: 'a flood of noise',
  answers: ['malformedFrame'],
  async perform({ script }) {
    const line = await AttackLine.open(script, 'tree', 'whole');
    await line.until(() => line.questionCount > 0);
    for (let at = 0; at < 1_000; at += 1) line.say(new Uint8Array([9, 9, 9]));
    await line.until(() => false);
    return endOf(line);
  },
};

/** Thousands of notes in one message, as a paste brings them. */
const paste: AttackDeed = {
  name: `a paste of ${PASTED} records`,
  answers: WRITTEN,
  async perform({ script, nextClientId }) {
    const line = await AttackLine.open(script, 'board', 'shared');
    await line.until(() => line.questionCount > 0);
    const client = nextClientId();
    const items = Array.from({ length: PASTED }, (_, at) => ({
      parent: 'records',
      key: `pasted-${client}-${at}`,
      content: letters('x'),
    }));
    line.say(encodeSyncMessage('update', handMadeUpdate({ client, clock: 0, items })));
    await line.until(() => line.ackCount > 0);
    return endOf(line);
  },
};

const crowd: AttackDeed = {
  name: 'presence of a million people in one message',
  answers: ['malformedFrame'],
  async perform({ script }) {
    const line = await AttackLine.open(script, 'board', 'shared');
    line.say(crowdOf(1_000_000));
    await line.until(() => false);
    return endOf(line);
  },
};

const comeAndGo: AttackDeed = {
  name: 'lines that are opened and closed as fast as can be',
  answers: SERVED,
  async perform({ script, share }) {
    const until = performance.now() + FLOOD_MS;
    const opened = new Set<string>();
    while (performance.now() < until) {
      const lines = await Promise.all(
        Array.from({ length: LINES_AT_ONCE }, () => AttackLine.open(script, 'tree', 'shared')),
      );
      for (const line of lines) {
        opened.add(line.end ?? 'served');
        line.leave();
      }
      await share.rest();
    }
    return [...opened].find((end) => end !== 'served') ?? 'served';
  },
};

/** Lines over requests: each says what is no message, and some are never left. */
const requests: AttackDeed = {
  name: 'lines over requests, as fast as can be',
  answers: ['served', 'tooManyLines'],
  async perform({ script, share }) {
    const until = performance.now() + FLOOD_MS;
    while (performance.now() < until) {
      await share.rest();
      const lineId = await openPollLine(script).catch((error: Error) => error.message);
      if (lineId.includes('tooManyLines')) return 'tooManyLines';
      if (lineId.startsWith('No line')) return lineId;
      const send = async (request: Parameters<typeof requestLine>[1]) =>
        (await requestLine(script, request)).answer;
      const peer = new PollPeer(lineId, send);
      peer.say(new Uint8Array(2_000).fill(255));
      await peer.takeOnce();
      await peer.leave();
    }
    return 'served';
  },
};

export const floodAttacks: readonly AttackDeed[] = [
  messages('a flood of empty updates', 'tree', (line) => () => line.say(EMPTY)),
  messages('a flood for a channel that is not open', 'tree', (line) => () => {
    line.sayBytes(strayFrame);
  }),
  messages('a flood of letters', 'board', typing, { answers: WRITTEN }),
  messages('a flood of states of 30 kB', 'narrative', moving),
  messages('a flood of questions of strangers', 'narrative', stranger),
  messages('a flood of questions, each another', 'board', forgetful),
  messages('the same, and nothing of the answers is read', 'board', forgetful, {
    answers: ['served', 'tooSlow'],
    isDeaf: true,
  }),
  noise,
  crowd,
  paste,
  comeAndGo,
  requests,
];
