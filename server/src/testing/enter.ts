/** Somebody in a room, without a line: what they are told is kept. */
import {
  decodeSyncMessage,
  encodeSyncMessage,
  isStorable,
  type CloseReason,
} from '@meemaak/protocol';
import * as Y from 'yjs';
import { Channel } from '../relay/channel.ts';
import type { Room } from '../relay/room.ts';
import type { Work } from '../relay/work.ts';

const fatma = {
  participantId: 'p-fatma',
  name: 'Fatma',
  partyId: 'samen',
  partyShortName: 'Samen',
  colour: 'green',
} as Channel['participant'];

export { encodeSyncMessage as syncMessage } from '@meemaak/protocol';

export interface Heard {
  readonly channel: Channel;
  readonly messages: Uint8Array[];
  readonly acks: number[];
  readonly closed: CloseReason[];
}

export function enter(room: Room, participantId = 'p-fatma'): Heard {
  const heard = { messages: [] as Uint8Array[], acks: [] as number[], closed: [] as CloseReason[] };
  const channel = new Channel({ ...fatma, participantId } as Channel['participant'], true, {
    send: ({ message }) => heard.messages.push(message),
    tell: ({ message }) => heard.messages.push(message),
    isPrompt: () => true,
    show: ({ message }) => heard.messages.push(message),
    ack: (count) => heard.acks.push(count),
    close: (reason) => heard.closed.push(reason),
  });
  room.join(channel);
  return { channel, ...heard };
}

/** The document as one makes it up from what they were told, beside what they had; `afterEach` sees every state between. */
export function documentOf(
  { messages }: Pick<Heard, 'messages'>,
  afterEach: (doc: Y.Doc) => void = () => {},
  doc = new Y.Doc(),
): Y.Doc {
  for (const message of messages.filter(isStorable)) {
    Y.applyUpdate(doc, decodeSyncMessage(message)?.body ?? new Uint8Array());
    afterEach(doc);
  }
  return doc;
}

/** Asks for all that is there. */
export function askEverything(room: Room, { channel }: Heard): void {
  room.receive(channel, encodeSyncMessage('step1', new Uint8Array([0])));
}

/** Does work to its end, as a connection does in turns; `between` is called after every part. */
export async function finish(
  work: Work | undefined,
  between: () => void = () => {},
): Promise<void> {
  for (const wait of work ?? []) {
    await wait;
    between();
  }
}
