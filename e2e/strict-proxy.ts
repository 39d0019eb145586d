/** What some offices put between their people and the world: requests pass, and every answer only when it
 *  is whole; it looks into tunnels, and refuses whoever asks for a WebSocket in one. */
import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const REFUSED = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

export class StrictProxy {
  /** For the `proxy` of a browser. */
  readonly url: string;
  private readonly server: Server;
  private readonly tunnels = new Set<Duplex>();
  private refused = 0;

  private constructor(server: Server) {
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', passOn);
    server.on('connect', (asked, socket) => void this.openTunnel(asked, socket));
  }

  static async start(): Promise<StrictProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new StrictProxy(server);
  }

  /** How many WebSockets were asked for in vain. */
  get refusedSockets(): number {
    return this.refused;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    for (const tunnel of this.tunnels) tunnel.destroy();
    await once(this.server, 'close');
  }

  private async openTunnel(asked: IncomingMessage, socket: Duplex): Promise<void> {
    socket.on('error', () => {});
    this.tunnels.add(socket);
    socket.on('close', () => this.tunnels.delete(socket));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const [head] = (await once(socket, 'data')) as [Buffer];
    if (/\r\nupgrade: *websocket/i.test(head.toString('latin1'))) {
      this.refused += 1;
      socket.end(REFUSED);
      return;
    }
    const { hostname, port } = new URL(`http://${asked.url ?? ''}`);
    const onward: Socket = connect(Number(port), hostname);
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  }
}

/** A browser names the whole address to a proxy. */
function passOn(asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers, url = '' } = asked;
  const onward = request(url, { method, headers }, (answered) => {
    answered
      .toArray()
      .then((pieces: Buffer[]) => {
        const { 'transfer-encoding': _, ...kept } = answered.headers;
        const body = Buffer.concat(pieces);
        answer.writeHead(answered.statusCode ?? 502, { ...kept, 'content-length': body.length });
        answer.end(body);
      })
      .catch(() => answer.destroy());
  });
  onward.on('error', () => answer.writeHead(502).end());
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}
