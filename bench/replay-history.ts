/** The history as the file has it, and what every transaction knew of each author's work. */

export interface Patch {
  readonly position: number;
  readonly deletedCount: number;
  readonly insertedText: string;
}

export interface Transaction {
  readonly author: number;
  /** How many transactions of each author this one had seen, its own earlier ones included. */
  readonly known: readonly number[];
  readonly patches: readonly Patch[];
}

export interface History {
  readonly authorCount: number;
  readonly transactions: readonly Transaction[];
  /** How many transactions know more of others than their author's one before. */
  readonly mergeCount: number;
  /** The text at the end; undefined when only a beginning of the history is replayed. */
  readonly endContent: string | undefined;
}

interface StoredHistory {
  readonly endContent: string;
  readonly numAgents: number;
  readonly txns: readonly {
    readonly parents: readonly number[];
    readonly agent: number;
    readonly patches: readonly (readonly [number, number, string])[];
  }[];
}

/** Reads josephg/editing-traces' concurrent format (README of the data). Positions there count code
 *  points and Yjs counts UTF-16 units: the same as long as no character lies outside the base plane. */
export function readHistory(stored: StoredHistory, limit?: number): History {
  const transactions: Transaction[] = [];
  const lastKnown = new Map<number, readonly number[]>();
  let mergeCount = 0;
  for (const { parents, agent, patches } of stored.txns.slice(0, limit)) {
    const known = Array.from({ length: stored.numAgents }, () => 0);
    for (const parent of parents) {
      const earlier = transactions[parent];
      if (earlier === undefined) throw new Error('A transaction before its parent.');
      earlier.known.forEach((count, author) => {
        const own = author === earlier.author ? count + 1 : count;
        known[author] = Math.max(known[author] ?? 0, own);
      });
    }
    const before = lastKnown.get(agent) ?? [];
    if (known.some((count, author) => author !== agent && count > (before[author] ?? 0))) {
      mergeCount += 1;
    }
    lastKnown.set(agent, known);
    transactions.push({
      author: agent,
      known,
      patches: patches.map(([position, deletedCount, insertedText]) => {
        if (insertedText.length !== Array.from(insertedText).length) {
          throw new Error('A character outside the base plane: positions would not agree.');
        }
        return { position, deletedCount, insertedText };
      }),
    });
  }
  return {
    authorCount: stored.numAgents,
    transactions,
    mergeCount,
    endContent: limit === undefined ? stored.endContent : undefined,
  };
}
