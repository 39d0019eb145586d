/** What an operator's monitoring reads (Prometheus), counted where it happens. Numbers only: never a
 *  name, an id or a word of anybody's. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** From what a keystroke should take to what a failing disk takes, in seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const register = new Registry();
const registers = [register];
const prefix = 'meemaak_';

/** Of the process, with the lag of its event loop. */
collectDefaultMetrics({ register, prefix });

export const metrics = {
  connections: new Gauge({ name: `${prefix}connections`, help: 'Open lines.', registers }),
  pollLines: new Gauge({
    name: `${prefix}poll_lines`,
    help: 'Open lines that go over requests, because no WebSocket gets through.',
    registers,
  }),
  rooms: new Gauge({ name: `${prefix}rooms`, help: 'Documents in memory.', registers }),
  receivedBytes: new Counter({
    name: `${prefix}received_bytes_total`,
    help: 'Bytes of messages that came in over lines.',
    registers,
  }),
  sentBytes: new Counter({
    name: `${prefix}sent_bytes_total`,
    help: 'Bytes that went out over lines.',
    registers,
  }),
  storeSeconds: new Histogram({
    name: `${prefix}store_seconds`,
    help: 'From handing a batch of updates to the writing thread until it is on disk.',
    buckets: SECONDS,
    registers,
  }),
  ackSeconds: new Histogram({
    name: `${prefix}ack_seconds`,
    help: 'From a storable message coming in until it is acknowledged.',
    buckets: SECONDS,
    registers,
  }),
  refusals: new Counter({
    name: `${prefix}refusals_total`,
    help: 'Messages and lines refused, by kind.',
    labelNames: ['kind'],
    registers,
  }),
  storeFailures: new Counter({
    name: `${prefix}store_failures_total`,
    help: 'Batches of updates that the disk did not take.',
    registers,
  }),
  rottenRecords: new Gauge({
    name: `${prefix}rotten_records`,
    help: 'Records and pictures on disk that the last scrub found not as they were stored.',
    registers,
  }),
  rottenDocuments: new Gauge({
    name: `${prefix}rotten_documents`,
    help: 'Documents of which the last scrub found that they cannot be read whole.',
    registers,
  }),
  scrubbedAt: new Gauge({
    name: `${prefix}scrubbed_timestamp_seconds`,
    help: 'When the last scrub ended; 0: none has since the start.',
    registers,
  }),
  damagedDocuments: new Counter({
    name: `${prefix}damaged_documents_total`,
    help: 'Times a document was opened of which part could not be read.',
    registers,
  }),
} as const;

/** Everything, as text. */
export function readMetrics(): Promise<string> {
  return register.metrics();
}

export const METRICS_CONTENT_TYPE: string = register.contentType;
