import { openTree } from '@meemaak/model';
import { openFrame } from '@meemaak/protocol';
import {
  HandMadeSocket,
  RunningServer,
  createDossier,
  openProvider,
  syncUrl,
  whenSynced,
  type Script,
} from '@meemaak/test-kit';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';

/** More with KILLS=100. */
const KILLS = Number(process.env['KILLS'] ?? 10);
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

let server: RunningServer;
let host: Script;
beforeEach(async () => {
  server = await RunningServer.start();
  host = await createDossier(server.url);
});
afterEach(() => server.remove());

/** Writes in bursts over the shared socket, and keeps what was acknowledged. */
class Writer {
  readonly #socket: HandMadeSocket;
  readonly #doc = new Y.Doc();
  readonly written: string[] = [];

  private constructor(socket: HandMadeSocket) {
    this.#socket = socket;
    this.#doc.on('update', (update: Uint8Array) => {
      // One byte of length is enough for one entry.
      const message = new Uint8Array([0, 2, update.length, ...update]);
      this.#socket.sayFrame({ channel: 1, op: 'sync', message });
    });
  }

  static async open(script: Script): Promise<Writer> {
    const socket = await HandMadeSocket.open(syncUrl(script), { cookie: script.cookie });
    socket.sayFrame(openFrame(1, 'tree'));
    await socket.until(() => socket.frames().find(({ op }) => op === 'mode'));
    return new Writer(socket);
  }

  /** Writes so many entries at once; resolves when the first of them is acknowledged. */
  async writeBurst(prefix: string, size: number): Promise<void> {
    const before = this.written.length;
    for (let at = 0; at < size; at += 1) {
      const key = `${prefix}-${at}`;
      this.written.push(key);
      openTree(this.#doc).pos.set(key, 1);
    }
    await this.#socket.until(() => (this.acked().length > before ? true : undefined));
  }

  /** The first so many of what was written are on disk, the server said. */
  acked(): string[] {
    const counts = this.#socket.frames().flatMap((f) => (f.op === 'ack' ? [f.count] : []));
    return this.written.slice(0, Math.max(0, ...counts));
  }

  end(): void {
    this.#socket.end();
  }
}

describe('a server that is killed', () => {
  it(
    `[F01] keeps all that was acknowledged and all that others saw, ${KILLS} times`,
    async () => {
      const counts = { acked: 0, seen: 0, written: 0 };
      for (let life = 0; life < KILLS; life += 1) {
        const peer = openProvider(host, 'tree');
        await whenSynced(peer);
        const writer = await Writer.open(host);
        for (let burst = 0; burst < 8 + life; burst += 1) {
          await writer.writeBurst(`k${life}-${burst}`, 10);
        }
        // The plug is pulled with a burst under way.
        void writer.writeBurst(`k${life}-last`, 40).catch(() => {});
        await server.kill();
        // What reached them before the line broke, counted only now.
        const acked = writer.acked();
        const seen = [...openTree(peer.doc).pos.keys()];
        peer.destroy();
        writer.end();

        await server.run();
        const after = openProvider(host, 'tree');
        await whenSynced(after);
        const { pos } = openTree(after.doc);
        expect(
          acked.filter((key) => !pos.has(key)),
          'acknowledged and lost',
        ).toEqual([]);
        expect(
          seen.filter((key) => !pos.has(key)),
          'seen and lost',
        ).toEqual([]);
        expect(after.doc.store.pendingStructs).toBeNull();
        after.destroy();
        counts.acked += acked.length;
        counts.seen += seen.filter((key) => key.startsWith(`k${life}-`)).length;
        counts.written += writer.written.length;
      }
      expect(counts.acked).toBeGreaterThan(KILLS * 20);
      expect(counts.seen).toBeGreaterThan(KILLS);
      console.log(`${KILLS} kills: ${JSON.stringify(counts)}`);
      // Real processes: on a busy machine each takes seconds to start.
    },
    KILLS * 30_000,
  );
});

describe('a server that is stopped', () => {
  it('[F22] says "later" to everybody, stores what it has and ends within ten seconds', async () => {
    const socket = await HandMadeSocket.open(`${syncUrl(host)}/tree`, { cookie: host.cookie });
    const peer = openProvider(host, 'tree');
    await whenSynced(peer);
    openTree(peer.doc).pos.set('last', 1);
    // The other one saw it, so it is stored; the stop comes right behind it.
    await socket.until(() => socket.heard.find(([kind, sort]) => kind === 0 && sort === 2));
    const startedAt = performance.now();
    const stopped = server.stop();
    expect(await socket.closed).toBe(1012);
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    peer.destroy();
    await server.run();
    const after = openProvider(host, 'tree');
    await whenSynced(after);
    expect(openTree(after.doc).pos.has('last')).toBe(true);
    after.destroy();
  });

  it('[F12] is the only one on its folder: a second one ends with a sentence', async () => {
    const second = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: '0', DATA_DIR: server.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(1);
    expect(said).toContain('Another server is using');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('has all faults in its settings named before it ends', async () => {
    const wrong = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PORT: 'many', PUBLIC_URL: 'nowhere', DATA_DIR: server.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    wrong.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(wrong, 'close');
    expect(code).toBe(1);
    expect(said).toContain('PORT');
    expect(said).toContain('PUBLIC_URL');
  });
});
