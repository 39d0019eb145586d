/** Walks through one XML part of an office file. */
import { Parser } from 'htmlparser2';
import { accept, refuse, type Outcome } from '@meemaak/model';
import type { TransferRefusal } from '../refusal.ts';

export interface XmlWalk {
  /** `name`: without the prefix of its namespace. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Thrown out of the parser, which knows no other way to stop. */
class StopReading extends Error {
  readonly refusal: TransferRefusal;

  constructor(refusal: TransferRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** Ends the walk from within: what is found is enough to say no. */
export function stopReading(refusal: TransferRefusal): never {
  throw new StopReading(refusal);
}

/** Deeper than any office program nests. */
const DEEPEST = 200;

/** Refuses `broken` when it is cut off, and `hostile` when it declares a document type: that is
 *  where entities come from that multiply or fetch. The parser follows neither; nor do we read on. */
export function walkXml(bytes: Uint8Array, walk: XmlWalk): Outcome<undefined, TransferRefusal> {
  const text = new TextDecoder().decode(bytes).trimEnd();
  let depth = 0;
  let root: string | undefined;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.startsWith('!')) stopReading({ kind: 'hostile' });
      },
      onopentag(name, attributes) {
        root ??= name;
        depth += 1;
        if (depth > DEEPEST) stopReading({ kind: 'hostile' });
        walk.open?.(localName(name), attributes);
      },
      ontext: (words) => walk.text?.(words),
      onclosetag(name) {
        depth -= 1;
        walk.close?.(localName(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.write(text);
    parser.end();
  } catch (error) {
    if (error instanceof StopReading) return refuse(error.refusal);
    throw error;
  }
  const isWhole = text.endsWith(`</${root}>`) || text.endsWith('/>');
  return root !== undefined && isWhole ? accept() : refuse({ kind: 'broken' });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
