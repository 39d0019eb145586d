import { describe, expect, it } from 'vitest';
import { Credit, Turns, type Taker } from './turns.ts';

/** A clock that only work moves. */
class Clock {
  now = 0;
}

class Hand implements Taker {
  readonly credit: Credit;
  readonly handledAt: number[] = [];
  waiting = 0;
  readonly #clock: Clock;
  readonly #costMs: number;

  constructor(clock: Clock, costMs: number, credit = new Credit()) {
    this.credit = credit;
    this.#clock = clock;
    this.#costMs = costMs;
  }

  takeOne(): boolean {
    if (this.waiting === 0) return false;
    this.waiting -= 1;
    this.#clock.now += this.#costMs;
    this.handledAt.push(this.#clock.now);
    return this.waiting > 0;
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('handle a message at once when nobody waits', () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const hand = new Hand(clock, 1);
    hand.waiting = 1;
    turns.ask(hand);
    expect(hand.handledAt).toEqual([1]);
  });

  it('[T39] let somebody with one message through a flood of another within two turns', async () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const flood = new Hand(clock, 1);
    flood.waiting = 5_000;
    turns.ask(flood);
    const startedAt = clock.now;
    const honest = new Hand(clock, 1);
    honest.waiting = 1;
    turns.ask(honest);
    while (honest.handledAt.length === 0) await nextTurn();
    expect((honest.handledAt[0] ?? Infinity) - startedAt).toBeLessThanOrEqual(20);
  });

  it('[T19] give whoever spent their credit a quarter of the time, and everybody else theirs first', async () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const dear = new Hand(clock, 50);
    dear.waiting = 100;
    turns.ask(dear);
    while (dear.credit.weight(clock.now) !== 'spent') await nextTurn();
    const before = dear.handledAt.length;
    const startedAt = clock.now;
    const others = Array.from({ length: 20 }, () => new Hand(clock, 1));
    while (clock.now - startedAt < 2_000) {
      for (const other of others) {
        other.waiting += 1;
        turns.ask(other);
      }
      await nextTurn();
    }
    const dearMs = (dear.handledAt.length - before) * 50;
    expect(dearMs / (clock.now - startedAt)).toBeLessThan(0.3);
    expect(dearMs).toBeGreaterThan(0);
  });

  it('[T19] handle somebody with credit at once while only the patient wait', async () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const dear = new Hand(clock, 400);
    dear.waiting = 100;
    turns.ask(dear);
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
    expect(dear.credit.weight(clock.now)).toBe('spent');
    const before = clock.now;
    const honest = new Hand(clock, 1);
    honest.waiting = 1;
    turns.ask(honest);
    expect(honest.handledAt).toEqual([before + 1]);
    turns.forget(dear);
  });

  it('[T19] let fifty lines of one participant wait behind everybody else after their first message', async () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const credit = turns.creditOf('p-attacker');
    expect(turns.creditOf('p-attacker')).toBe(credit);
    const attackers = Array.from({ length: 50 }, () => new Hand(clock, 80, credit));
    for (const attacker of attackers) {
      attacker.waiting = 10;
      turns.ask(attacker);
    }
    const waits: number[] = [];
    for (let at = 0; at < 30; at += 1) {
      const honest = new Hand(clock, 1);
      honest.waiting = 1;
      const askedAt = clock.now;
      turns.ask(honest);
      while (honest.handledAt.length === 0) await nextTurn();
      waits.push((honest.handledAt[0] ?? Infinity) - askedAt);
      await nextTurn();
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(100);
    for (const attacker of attackers) turns.forget(attacker);
  });

  it('forget who went away', async () => {
    const clock = new Clock();
    const turns = new Turns(() => clock.now);
    const flood = new Hand(clock, 30);
    flood.waiting = 10;
    turns.ask(flood);
    turns.forget(flood);
    const handled = flood.handledAt.length;
    await nextTurn();
    await nextTurn();
    expect(flood.handledAt).toHaveLength(handled);
  });
});
