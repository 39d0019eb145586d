/** What a host's proxy does: speaks TLS under a public name and passes the bytes on. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { selfSigned } from './self-signed.ts';

export class HttpsFront {
  private readonly server: Server;
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.server = server;
    this.port = port;
  }

  /** Listens on `port` and passes everything to `targetPort` on this machine. */
  static async start(hostName: string, port: number, targetPort: number): Promise<HttpsFront> {
    const server = createServer(
      { ...selfSigned(hostName), ALPNProtocols: ['http/1.1'] },
      (socket) => {
        const target = connect(targetPort, '127.0.0.1');
        socket.on('error', () => target.destroy());
        target.on('error', () => socket.destroy());
        socket.pipe(target).pipe(socket);
      },
    );
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new HttpsFront(server, port);
  }

  async stop(): Promise<void> {
    this.server.close();
    await Promise.race([once(this.server, 'close'), Promise.resolve()]);
  }
}
