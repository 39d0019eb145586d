/** What is being read in: text that one can see and change, or a file or copy that is taken as a whole. */
import { refuse, type Outcome } from '@meemaak/model';
import {
  isTable,
  outlineToText,
  readFile,
  readHtml,
  readSheetOutline,
  readText,
  TRANSFER_LIMITS,
  type FileContents,
  type GridOptions,
  type Outline,
  type TransferRefusal,
} from '@meemaak/transfer';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { readOwnCopy, type Pasted } from './paste-on-row.ts';

/** Something that is no text to change. `name`: of the file; undefined: a copy of ours. */
export type Whole =
  | { readonly state: 'reading'; readonly name: string }
  | { readonly state: 'refused'; readonly name: string; readonly refusal: TransferRefusal }
  | {
      readonly state: 'read';
      readonly name: string | undefined;
      readonly contents: FileContents;
      readonly sheetName: string | undefined;
      readonly options: GridOptions;
    };

export interface Source {
  readonly text: string;
  readonly whole: Whole | undefined;
  /** Undefined: nothing to read yet. */
  readonly outcome: Outcome<Outline, TransferRefusal> | undefined;
  readonly setText: (text: string) => void;
  readonly setWhole: (whole: Whole | undefined) => void;
  readonly readFrom: (file: File) => void;
  /** Takes a paste into the text field; false: the browser may do what it does. */
  readonly take: (pasted: Pasted) => boolean;
}

export function useSource(start: Pasted | undefined): Source {
  const [text, setText] = useState(() => (start === undefined ? '' : textOf(start)));
  const [whole, setWhole] = useState(() => (start === undefined ? undefined : wholeOf(start)));
  const newest = useRef<File>(undefined);
  const outcome = useOutcome(useDeferredValue(text), whole);
  const readFrom = (file: File): void => {
    newest.current = file;
    setWhole({ state: 'reading', name: file.name });
    void readWhole(file).then((read) => {
      // Another one may have been chosen since.
      if (newest.current === file) setWhole(read);
    });
  };
  const take = (pasted: Pasted): boolean => {
    const kept = wholeOf(pasted);
    const listed = textOf(pasted);
    if (kept !== undefined) setWhole(kept);
    else if (listed !== pasted.text && text.trim() === '') setText(listed);
    else return false;
    return true;
  };
  return { text, whole, outcome, setText, setWhole, readFrom, take };
}

function useOutcome(text: string, whole: Whole | undefined): Source['outcome'] {
  return useMemo(() => {
    switch (whole?.state) {
      case 'reading':
        return undefined;
      case 'refused':
        return refuse(whole.refusal);
      case 'read':
        return readSheetOutline(whole.contents, whole.sheetName, whole.options);
      case undefined:
        return text.trim() === '' ? undefined : readText(text);
    }
  }, [text, whole]);
}

/** Lists from Word or a page as text that one can see and change; tables are text already. */
function textOf({ text, html }: Pasted): string {
  if (html === '' || isTable(text)) return text;
  const outline = readHtml(html);
  return outline?.ok === true ? outlineToText(outline.value) : text;
}

/** What holds more than text can say, or more than a field can hold. */
function wholeOf(pasted: Pasted): Whole | undefined {
  const limit = TRANSFER_LIMITS.textLength;
  if (pasted.text.length > limit) {
    return { state: 'refused', name: '', refusal: { kind: 'tooMuchText', limit } };
  }
  const outline = readOwnCopy(pasted);
  if (outline === undefined) return undefined;
  const contents = { kind: 'outline', outline } as const;
  return { state: 'read', name: undefined, contents, sheetName: undefined, options: {} };
}

async function readWhole(file: File): Promise<Whole> {
  const { name } = file;
  const contents = await readBytes(file);
  return contents.ok
    ? { state: 'read', name, contents: contents.value, sheetName: undefined, options: {} }
    : { state: 'refused', name, refusal: contents.refusal };
}

async function readBytes(file: File): Promise<Outcome<FileContents, TransferRefusal>> {
  const limit = TRANSFER_LIMITS.fileBytes;
  // Before it is in memory.
  if (file.size > limit) return refuse({ kind: 'fileTooLarge', limitMb: limit / 1024 ** 2 });
  // It may be gone or changed since it was chosen.
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return refuse({ kind: 'broken' });
  return readFile(new Uint8Array(bytes), file.name);
}
