import { MOST_BRANCH_NODES } from '@meemaak/model';

/** The bounds of what is read from outside. Whatever is larger gets a plain no, and nothing of it is
 *  read further. */
export const TRANSFER_LIMITS = {
  /** A file, or what the clipboard holds as HTML. */
  fileBytes: 8 * 1024 * 1024,
  /** Everything that is unpacked of one file. */
  unpackedBytes: 32 * 1024 * 1024,
  /** Entries in a packed file; a long document with many pictures has some hundreds. */
  packedParts: 5_000,
  /** Pasted text, in characters. */
  textLength: 1_000_000,
  rows: 5_000,
  columns: 200,
  nodes: MOST_BRANCH_NODES,
  /** Levels in what comes in; a tree may be deeper, but nobody writes a list like that. */
  levels: 32,
} as const;
