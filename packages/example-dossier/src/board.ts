/** The board: the tree's cards in the middle, and beside them what people said and thought. */
import {
  BOARD_PAGE_ID,
  CARD_SIZE,
  cardRecordId,
  layoutTree,
  placeCard,
  seedBoardRecords,
  writeRecord,
  type BoardDocument,
  type NodeId,
  type PlainRecord,
  type TreeIndex,
} from '@meemaak/model';

const NOTE_PX = 200;
const GAP_PX = 32;
const BETWEEN_ZONES_PX = 80;
/** Zones stand in a row above the tree, so that the whole fits a narrow pane and a wide screen. */
const ZONES_BOTTOM_PX = -180;
const HEADING_PX = 230;

interface Note {
  readonly id: string;
  readonly text: string;
  readonly colour: string;
}

interface Zone {
  readonly id: string;
  readonly name: string;
  readonly columns: number;
  readonly notes: readonly Note[];
}

const zones: readonly Zone[] = [
  {
    id: 'zone-bewoners',
    name: 'Wat bewoners zeggen',
    columns: 3,
    notes: [
      { id: 'note-lift', colour: 'yellow', text: 'Mijn rollator past net niet in de lift.' },
      {
        id: 'note-brief',
        colour: 'yellow',
        text: 'Een blauwe envelop laat ik liggen. Bel me liever.',
      },
      {
        id: 'note-soep',
        colour: 'yellow',
        text: 'Op donderdag ruikt het hele gebouw naar soep. Heerlijk!',
      },
      {
        id: 'note-voetstappen',
        colour: 'yellow',
        text: 'Ik hoor mijn bovenburen lopen, maar ik weet niet hoe ze heten.',
      },
      { id: 'note-koud', colour: 'yellow', text: 'In januari stook ik alleen de woonkamer.' },
      {
        id: 'note-pad',
        colour: 'yellow',
        text: 'Het pad langs de sporthal is pikdonker. Mijn dochter fietst om.',
      },
    ],
  },
  {
    id: 'zone-ideeen',
    name: 'Ideeën',
    columns: 2,
    notes: [
      {
        id: 'note-bankje',
        colour: 'light-green',
        text: 'Een bankje bij elke voordeur van de flat',
      },
      {
        id: 'note-boormachine',
        colour: 'light-green',
        text: 'Eén boormachine per portiek is genoeg',
      },
      { id: 'note-jongeren', colour: 'light-green', text: 'Laat jongeren zelf een avond leiden' },
      { id: 'note-taart', colour: 'light-green', text: 'Ik bak graag een taart voor nieuwe buren' },
    ],
  },
  {
    id: 'zone-eerst',
    name: 'Eerst doen',
    columns: 2,
    notes: [
      {
        id: 'note-zes',
        colour: 'light-blue',
        text: 'Nog zes portieken met een gastvrouw of gastheer',
      },
      { id: 'note-nacht', colour: 'light-red', text: 'Wie is er ’s nachts? Nog geen antwoord!' },
      { id: 'note-lampen', colour: 'light-blue', text: 'Vóór de winter: lampen langs het pad' },
      { id: 'note-proef', colour: 'light-blue', text: 'Drie maanden proef met het avondteam' },
    ],
  },
];

/** From a note to the node that it led to. */
const arrows = [
  { id: 'arrow-buren', from: 'note-voetstappen', to: 'effect-buren' },
  { id: 'arrow-licht', from: 'note-pad', to: 'effect-licht' },
  { id: 'arrow-lampen', from: 'note-lampen', to: 'prestatie-lampen' },
] as const;

/** Writes a laid-out board with a card for every node of the tree. */
export function writeBoard(board: BoardDocument, index: TreeIndex): void {
  seedBoardRecords(board);
  const nextIndex = countIndexKeys();
  writeHeading(board, nextIndex());
  writeZones(board, nextIndex);
  for (const [nodeId, place] of layoutTree(index, CARD_SIZE)) {
    placeCard(board, { nodeId, ...place, index: nextIndex() }, 'seed');
  }
  for (const arrow of arrows) writeArrow(board, arrow, nextIndex());
}

function writeHeading(board: BoardDocument, index: string): void {
  const tallest = Math.max(...zones.map((zone) => sizeOfZone(zone).h));
  writeShape(board, {
    id: 'shape:heading',
    type: 'text',
    index,
    x: 0,
    y: ZONES_BOTTOM_PX - tallest - HEADING_PX,
    props: {
      color: 'black',
      size: 'xl',
      font: 'sans',
      textAlign: 'start',
      w: 1_200,
      richText: richText('Zo willen wij wonen in de Rozenbuurt'),
      scale: 1.5,
      autoSize: false,
    },
  });
}

function sizeOfZone({ columns, notes }: Zone): { readonly w: number; readonly h: number } {
  const rows = Math.ceil(notes.length / columns);
  return {
    w: columns * (NOTE_PX + GAP_PX) + GAP_PX,
    h: rows * (NOTE_PX + GAP_PX) + GAP_PX,
  };
}

function writeZones(board: BoardDocument, nextIndex: () => string): void {
  let x = 0;
  for (const zone of zones) {
    const { w, h } = sizeOfZone(zone);
    const id = `shape:${zone.id}`;
    writeShape(board, {
      id,
      type: 'frame',
      index: nextIndex(),
      x,
      y: ZONES_BOTTOM_PX - h,
      props: { w, h, name: zone.name, color: 'black' },
    });
    for (const [at, note] of zone.notes.entries()) {
      const [column, row] = [at % zone.columns, Math.floor(at / zone.columns)];
      writeNote(board, note, { zoneId: id, column, row, index: indexKey(at + 1) });
    }
    x += w + BETWEEN_ZONES_PX;
  }
}

interface NotePlace {
  readonly zoneId: string;
  readonly column: number;
  readonly row: number;
  readonly index: string;
}

function writeNote(board: BoardDocument, note: Note, place: NotePlace): void {
  const { zoneId, column, row, index } = place;
  writeShape(board, {
    id: `shape:${note.id}`,
    type: 'note',
    parentId: zoneId,
    index,
    x: GAP_PX + column * (NOTE_PX + GAP_PX),
    y: GAP_PX + row * (NOTE_PX + GAP_PX),
    props: {
      color: note.colour,
      labelColor: 'black',
      size: 'm',
      font: 'sans',
      fontSizeAdjustment: null,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      richText: richText(note.text),
      scale: 1,
      textLastEditedBy: null,
    },
  });
}

function writeArrow(board: BoardDocument, arrow: (typeof arrows)[number], index: string): void {
  const id = `shape:${arrow.id}`;
  writeShape(board, {
    id,
    type: 'arrow',
    index,
    x: 0,
    y: 0,
    props: {
      kind: 'arc',
      labelColor: 'black',
      color: 'grey',
      fill: 'none',
      dash: 'dashed',
      size: 's',
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      font: 'sans',
      start: { x: 0, y: 0 },
      end: { x: 100, y: 0 },
      bend: 0,
      richText: richText(''),
      labelPosition: 0.5,
      scale: 1,
      elbowMidPoint: 0.5,
    },
  });
  writeArrowEnd(board, id, 'start', `shape:${arrow.from}`);
  writeArrowEnd(board, id, 'end', cardRecordId(arrow.to as NodeId));
}

function writeArrowEnd(
  board: BoardDocument,
  fromId: string,
  terminal: 'start' | 'end',
  toId: string,
): void {
  writeRecord(board, {
    id: `binding:${fromId.slice('shape:'.length)}-${terminal}`,
    typeName: 'binding',
    type: 'arrow',
    fromId,
    toId,
    props: {
      terminal,
      normalizedAnchor: { x: 0.5, y: 0.5 },
      isExact: false,
      isPrecise: false,
      snap: 'none',
    },
    meta: {},
  });
}

function writeShape(board: BoardDocument, shape: PlainRecord): void {
  writeRecord(board, {
    typeName: 'shape',
    parentId: BOARD_PAGE_ID,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    ...shape,
  });
}

/** Words as the canvas stores them: one paragraph. */
function richText(text: string): object {
  const content = text === '' ? {} : { content: [{ type: 'text', text }] };
  return { type: 'doc', content: [{ type: 'paragraph', attrs: { dir: 'auto' }, ...content }] };
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The n-th key of painting order in the canvas's form: a1 … az, b00 … bzz. */
function indexKey(n: number): string {
  if (n < DIGITS.length) return `a${DIGITS.charAt(n)}`;
  const rest = n - DIGITS.length;
  return `b${DIGITS.charAt(Math.floor(rest / 62))}${DIGITS.charAt(rest % 62)}`;
}

function countIndexKeys(): () => string {
  let n = 0;
  return () => {
    n += 1;
    return indexKey(n);
  };
}
