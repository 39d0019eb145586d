/** Branded identities. At runtime every one of them is a short string; the brand keeps a party's
 *  id from being handed over where a node's is wanted. This file holds the model's only randomness. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type DossierId = Branded<'DossierId'>;
export type PartyId = Branded<'PartyId'>;
export type ParticipantId = Branded<'ParticipantId'>;
/** An effect, performance or activity in the tree. */
export type NodeId = Branded<'NodeId'>;
export type IndicatorId = Branded<'IndicatorId'>;
/** Something said about a node to those whose it is. */
export type RemarkId = Branded<'RemarkId'>;
/** A word with an agreed meaning. */
export type TermId = Branded<'TermId'>;
/** One act of archiving: everything that went together comes back together. */
export type BatchId = Branded<'BatchId'>;
/** A record on the board, in the form the canvas gives it: `shape:…`, `binding:…`, `page:…`. */
export type RecordId = Branded<'RecordId'>;

// The model needs no DOM or Node types for this one function; every runtime we support has it.
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;

/** Random digits of the id alphabet (62 characters, no sign, safe in a URL). */
export function randomDigits(length: number): string {
  let digits = '';
  while (digits.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // 248 = 4 × 62: taking only bytes below it keeps every digit equally likely.
      if (byte < 248 && digits.length < length) digits += ALPHABET.charAt(byte % 62);
    }
  }
  return digits;
}

/** A new id: 12 random digits, about 71 bits. `newId<NodeId>()`. */
export function newId<Id extends string>(): Id {
  return randomDigits(ID_LENGTH) as Id;
}

/** Is this a string that one of our ids could be? (4 to 40 letters, digits, `-` or `_`.)
 *  `isId<NodeId>(value)`; says nothing about whether the thing exists. Record ids have their own
 *  form. */
export function isId<Id extends string = string>(value: unknown): value is Id {
  return typeof value === 'string' && /^[\w-]{4,40}$/.test(value);
}

/** Is this the id of a stored picture: the SHA-256 of its bytes, in 64 hexadecimal digits? */
export function isAssetId(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{64}$/.test(value);
}
