/** An expected "no" is a value with facts; words for people live in `messages`.
 *  A bug is not a refusal: it throws. */

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Refusal> {
  readonly ok: false;
  readonly refusal: Refusal;
}

export type Outcome<Value, Refusal> = Accepted<Value> | Refused<Refusal>;

export function accept(): Accepted<undefined>;
export function accept<Value>(value: Value): Accepted<Value>;
export function accept(value?: unknown): Accepted<unknown> {
  return { ok: true, value };
}

export function refuse<const Refusal extends { readonly kind: string }>(
  refusal: Refusal,
): Refused<Refusal> {
  return { ok: false, refusal };
}
