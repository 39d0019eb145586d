/** One file with the work that this device holds: a page that anybody can open and read, with the raw
 *  documents inside, so that nothing is lost. It runs nothing and fetches nothing. */
import type { KindName, PartyId } from '@meemaak/model';
import { toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import {
  WRITTEN_DOCUMENTS,
  readWork,
  type DeviceWork,
  type Passage,
  type TitlePassage,
  type WorkText,
} from '../../rooms/device-work.ts';

export interface WorkFileFacts {
  readonly dossierId: string;
  readonly generation: number;
  /** Ms UTC. */
  readonly madeAt: number;
  readonly locale: string;
}

/** Everything on the page that is not the person's own. */
export interface WorkFileWords {
  readonly title: string;
  readonly intro: string;
  readonly unsaved: string;
  readonly unsavedNone: string;
  readonly all: string;
  readonly narrative: string;
  readonly tree: string;
  readonly board: string;
  readonly marked: string;
  readonly empty: string;
  readonly untitled: string;
  readonly raw: string;
  kind(kind: KindName): string;
  party(partyId: PartyId): string | undefined;
}

const STYLE =
  'body{font:1.1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}' +
  'p,li{white-space:pre-wrap}mark{background:#fe9}';
/** A page on somebody's disk must not call out, whatever words are in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export function writeWorkFile(
  work: DeviceWork,
  facts: WorkFileFacts,
  words: WorkFileWords,
): string {
  const text = readWork(work);
  const parts = [
    `<h1>${escape(words.title)}</h1><p>${escape(words.intro)}</p>`,
    ...(holdsUnsaved(work) ? [`<h2>${escape(words.unsaved)}</h2>${unsavedPart(text, words)}`] : []),
    `<h2>${escape(words.all)}</h2><p><mark>${escape(words.marked)}</mark></p>`,
    allPart(text, words),
    `<p><small>${escape(words.raw)}</small></p>`,
    `<script type="application/json" id="meemaak-work">${rawPart(work, facts)}</script>`,
  ];
  return `<!doctype html>
<html lang="${escape(facts.locale)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(words.title)}</title><style>${STYLE}</style></head>
<body>
${parts.join('\n')}
</body></html>
`;
}

/** Who takes along what the server has as well needs no word about it. */
function holdsUnsaved(work: DeviceWork): boolean {
  return WRITTEN_DOCUMENTS.some((name) => work[name].unsaved.isAny);
}

function unsavedPart(text: WorkText, words: WorkFileWords): string {
  const part = allPart(
    {
      narrative: text.narrative.filter(({ isUnsaved }) => isUnsaved),
      tree: text.tree.filter(({ isUnsaved }) => isUnsaved),
      board: text.board.filter(({ isUnsaved }) => isUnsaved),
    },
    words,
    false,
  );
  return part === '' ? `<p>${escape(words.unsavedNone)}</p>` : part;
}

/** Faces without words are left out, unless they are told to be empty. */
function allPart(text: WorkText, words: WorkFileWords, tellsEmpty = true): string {
  const faces = [
    [words.narrative, text.narrative.map((passage) => `<p>${marked(passage)}</p>`).join('\n')],
    [words.tree, text.tree.map((title) => titleLine(title, words)).join('\n')],
    [words.board, text.board.map((passage) => `<p>${marked(passage)}</p>`).join('\n')],
  ] as const;
  return faces
    .filter(([, lines]) => tellsEmpty || lines !== '')
    .map(([name, lines]) => {
      const body = lines === '' ? `<p>${escape(words.empty)}</p>` : lines;
      return `<h3>${escape(name)}</h3>\n${body}`;
    })
    .join('\n');
}

function titleLine(title: TitlePassage, words: WorkFileWords): string {
  const owner = title.owner === null ? undefined : words.party(title.owner);
  const facts = [words.kind(title.kind), owner].filter(Boolean).join(', ');
  const text = title.text.trim() === '' ? words.untitled : title.text;
  const indent = Math.min(title.level - 1, 12) * 1.5;
  return `<p style="margin:.2em 0 .2em ${indent}rem">${marked({ ...title, text })} (${escape(facts)})</p>`;
}

function marked({ text, isUnsaved }: Passage): string {
  return isUnsaved ? `<mark>${escape(text)}</mark>` : escape(text);
}

function rawPart(work: DeviceWork, facts: WorkFileFacts): string {
  const documents = WRITTEN_DOCUMENTS.map((name) => {
    const { doc, unsaved } = work[name];
    return [
      name,
      {
        update: toBase64(Y.encodeStateAsUpdate(doc)),
        unsavedFrom: Object.fromEntries(unsaved.fromByClient),
      },
    ] as const;
  });
  const { dossierId, generation, madeAt } = facts;
  const raw = {
    format: 'meemaak-work',
    formatVersion: 1,
    dossierId,
    generation,
    madeAt: new Date(madeAt).toISOString(),
    documents: Object.fromEntries(documents),
  };
  // Nothing in it may end the element that it stands in.
  return JSON.stringify(raw, null, 1).replaceAll('<', String.raw`\u003c`);
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
