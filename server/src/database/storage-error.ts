const SQLITE_IOERR = 10;
/** A page of the file does not hold what SQLite put there, or the file is none of SQLite's. */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** A write that was refused: the volume is read-only, or a quota is used up. */
const SQLITE_IOERR_WRITE = 778;

/** The disk said no. */
export class StorageError extends Error {
  /** SQLite's result code. */
  readonly resultCode: number;

  constructor(resultCode: number, message: string) {
    super(message);
    this.name = 'StorageError';
    this.resultCode = resultCode;
  }

  /** Nobody knows what is on disk now: the system may have thrown the failed pages away, and would
   *  report the next sync as done [F08]. A write that was refused left no doubt: nothing of its commit
   *  counts, and it can be tried again when the volume takes writes again [F06]. */
  get isDoubtful(): boolean {
    return (this.resultCode & 0xff) === SQLITE_IOERR && this.resultCode !== SQLITE_IOERR_WRITE;
  }
}

/** What `node:sqlite` threw, as one of ours; anything else as it is. */
export function toStorageError(error: unknown): unknown {
  const isFromDatabase =
    error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
  if (!isFromDatabase) return error;
  const resultCode = 'errcode' in error ? Number(error.errcode) : 1;
  return new StorageError(resultCode, error.message);
}

/** Is what SQLite threw about the contents of its file, and not about getting at them? */
export function isSpoiled(thrown: unknown): boolean {
  const error = toStorageError(thrown);
  if (!(error instanceof StorageError)) return false;
  const kind = error.resultCode & 0xff;
  return kind === SQLITE_CORRUPT || kind === SQLITE_NOTADB;
}
