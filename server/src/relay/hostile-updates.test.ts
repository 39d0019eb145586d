import type { DocumentName } from '@meemaak/model';
import { CLOSE_CODES, MESSAGE_KINDS, SYNC_KINDS } from '@meemaak/protocol';
import {
  HandMadeSocket,
  RunningServer,
  createDossier,
  enterDossier,
  handMadeUpdate,
  letters,
  nestedJson,
  nestedList,
  openProvider,
  syncUrl,
  whenSynced,
  type HandMadeContent,
  type HandMadeItem,
  type Script,
} from '@meemaak/test-kit';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

let server: RunningServer;
let host: Script;
let attacker: Script;
beforeAll(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
  attacker = await enterDossier(host, 'Iemand', 'edit');
});
afterAll(() => server.remove());

const row = (client: number, items: readonly HandMadeItem[], clock = 0) =>
  handMadeUpdate({ client, clock, items });

/** Nothing else that stands there: the adversary's text, where the document has its words. */
const victimText = row(900, [
  { parent: 'records', key: 'victim', content: { kind: 7, bytes: [2] } },
  { parent: [900, 0], content: letters('x'.repeat(4_000)) },
]);
const scattered = Array.from({ length: 4_000 }, (_, at): HandMadeItem => ({
  rightOrigin: [900, 1 + at],
  content: letters('y'),
}));
const chain = Array.from({ length: 2_000 }, (_, at): HandMadeItem =>
  at === 0
    ? { parent: 'pos', key: 'chain', content: letters('y') }
    : { rightOrigin: [6, at - 1], content: letters('y') },
);
const deep = (content: HandMadeContent): Uint8Array =>
  row(7, [{ parent: 'nodes', key: 'deep', content }]);
const inBody = (name: string): HandMadeItem => ({
  parent: 'body',
  content: { kind: 7, bytes: [3, name.length, ...new TextEncoder().encode(name)] },
});

interface Attack {
  readonly threat: string;
  readonly document: DocumentName;
  readonly updates: readonly Uint8Array[];
}

const attacks: Readonly<Record<string, Attack>> = {
  'items that each make Yjs look at everything': {
    threat: 'T19',
    document: 'board',
    updates: [victimText, row(5, scattered)],
  },
  'the same, one item a message': {
    threat: 'T19',
    document: 'board',
    updates: [victimText, ...scattered.toReversed().map((item, at) => row(5, [item], at))],
  },
  'a long chain under one key': { threat: 'T19', document: 'tree', updates: [row(6, chain)] },
  'a plain value 2,000 levels deep': {
    threat: 'T21',
    document: 'tree',
    updates: [deep(nestedList(2_000))],
  },
  'a plain value 6,000 levels deep': {
    threat: 'T21',
    document: 'tree',
    updates: [deep(nestedList(6_000))],
  },
  'a plain value too deep to be read at all': {
    threat: 'T21',
    document: 'tree',
    updates: [deep(nestedList(500_000))],
  },
  'a value of 5,000 levels as JSON': {
    threat: 'T21',
    document: 'tree',
    updates: [deep(nestedJson(5_000).json)],
  },
  'an embed of 5,000 levels': {
    threat: 'T21',
    document: 'tree',
    updates: [deep(nestedJson(5_000).embed)],
  },
  'an element that the text does not know': {
    threat: 'T24',
    document: 'narrative',
    updates: [row(8, [inBody('iframe')])],
  },
  'a heading in a paragraph': {
    threat: 'T24',
    document: 'narrative',
    updates: [row(8, [inBody('paragraph'), { ...inBody('heading'), parent: [8, 0] }])],
  },
};

const ROOTS = { narrative: 'body', tree: 'pos', board: 'records', talk: '' } as const;

function updateMessage(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, SYNC_KINDS.update);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** The closing code that the attacker hears. */
async function attack({ document, updates }: Attack): Promise<number> {
  const socket = await HandMadeSocket.open(`${syncUrl(attacker)}/${document}`, {
    cookie: attacker.cookie,
  });
  for (const update of updates) socket.say(updateMessage(update));
  return socket.closed;
}

let edits = 0;
/** Two others go on: what one does reaches the other, which is after it is on disk. */
async function expectOthersGoOn(document: DocumentName): Promise<void> {
  const [writer, reader] = [openProvider(host, document), openProvider(host, document)];
  await Promise.all([whenSynced(writer), whenSynced(reader)]);
  edits += 1;
  const key = `n${edits}`;
  const holds = (doc: Y.Doc) =>
    document === 'narrative'
      ? doc.getXmlFragment('body').toJSON().includes(key)
      : doc.getMap(ROOTS[document]).has(key);
  const arrived = new Promise<void>((resolve) => {
    reader.doc.on('update', () => holds(reader.doc) && resolve());
  });
  if (document === 'narrative') {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(key)]);
    writer.doc.getXmlFragment('body').push([paragraph]);
  } else writer.doc.getMap(ROOTS[document]).set(key, { p: '' });
  await arrived;
  writer.destroy();
  reader.destroy();
}

async function readWhole(document: DocumentName): Promise<unknown> {
  const provider = openProvider(host, document);
  await whenSynced(provider);
  const { doc } = provider;
  const whole =
    document === 'narrative'
      ? doc.getXmlFragment('body').toJSON()
      : doc.getMap(ROOTS[document]).toJSON();
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].filter(
    ([client]) => client !== doc.clientID,
  );
  provider.destroy();
  return { whole, clocks: clocks.toSorted(([a], [b]) => a - b) };
}

describe('an update that is made to harm', () => {
  for (const [name, made] of Object.entries(attacks)) {
    it(`[${made.threat}] is refused, and the document goes on and opens the same after a kill: ${name}`, async () => {
      await expectOthersGoOn(made.document);
      const code = await attack(made);
      expect([CLOSE_CODES.updateRefused, CLOSE_CODES.malformedFrame]).toContain(code);
      await expectOthersGoOn(made.document);
      const before = await readWhole(made.document);
      await server.kill();
      await server.run();
      expect(await readWhole(made.document)).toEqual(before);
      await expectOthersGoOn(made.document);
      expect(server.printed()).not.toContain('document.damaged');
    });
  }
});
