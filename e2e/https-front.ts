/** What a host's proxy does: speaks TLS under a public name and passes the bytes on. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { selfSigned } from './self-signed.ts';

export class HttpsFront {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(hostName: string, targetPort: number) {
    const options = { ...selfSigned(hostName), ALPNProtocols: ['http/1.1'] };
    this.server = createServer(options, (socket) => {
      const target = connect(targetPort, '127.0.0.1');
      this.sockets.add(socket);
      socket.on('error', () => target.destroy());
      socket.on('close', () => this.sockets.delete(socket));
      target.on('error', () => socket.destroy());
      socket.pipe(target).pipe(socket);
    });
  }

  /** Listens on `port` and passes everything to `targetPort` on this machine. */
  static async start(hostName: string, port: number, targetPort: number): Promise<HttpsFront> {
    const front = new HttpsFront(hostName, targetPort);
    front.server.listen(port, '127.0.0.1');
    await once(front.server, 'listening');
    return front;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }
}
