/** Which styles of a Word document make a heading or a list item. */
import { accept, type Outcome } from '@meemaak/model';
import type { TransferRefusal } from '../refusal.ts';
import { walkXml } from './xml.ts';

/** Levels count from 0, as Word counts them; 9 is no heading. */
export interface WordStyle {
  readonly heading: number | undefined;
  readonly item: number | undefined;
}

/** By the id of the style. */
export type WordStyles = ReadonlyMap<string, WordStyle>;

interface RawStyle {
  basedOn?: string;
  heading?: number;
  item?: number;
}

/** Longer chains of styles are no chains but circles. */
const LONGEST_CHAIN = 20;

export function readWordStyles(
  bytes: Uint8Array | undefined,
): Outcome<WordStyles, TransferRefusal> {
  const raw = new Map<string, RawStyle>();
  if (bytes === undefined) return accept(new Map());
  let style: RawStyle = {};
  const walked = walkXml(bytes, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'style') {
        style = {};
        raw.set(attributes['w:styleId'] ?? '', style);
      } else if (name === 'name') style.heading ??= headingByName(value);
      else if (name === 'basedOn') style.basedOn = value;
      else if (name === 'outlineLvl') style.heading = Number(value);
      else if (name === 'ilvl') style.item = Number(value);
      else if (name === 'numId') style.item = value === '0' ? -1 : (style.item ?? 0);
    },
  });
  if (!walked.ok) return walked;
  return accept(new Map([...raw.keys()].map((id) => [id, resolveStyle(raw, id)])));
}

/** Word's own headings are called so in every language of the program. */
function headingByName(name: string): number | undefined {
  const level = /^heading ([1-9])$/iu.exec(name)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}

function resolveStyle(raw: ReadonlyMap<string, RawStyle>, id: string): WordStyle {
  let [heading, item]: (number | undefined)[] = [];
  let at = raw.get(id);
  for (let steps = 0; at !== undefined && steps < LONGEST_CHAIN; steps += 1) {
    heading ??= at.heading;
    item ??= at.item;
    at = raw.get(at.basedOn ?? '');
  }
  return { heading, item };
}
