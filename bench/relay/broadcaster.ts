/** The least that a relay can be: whoever is on the same path hears what the others say, a frame
 *  each. It reads nothing, checks nothing and keeps nothing: a floor, not a peer. */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const http = createServer((_request, response) => response.end('bare'));
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on('connection', (socket, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('error', () => {});
  socket.on('close', () => room.delete(socket));
  socket.on('message', (message, isBinary) => {
    for (const other of room) if (other !== socket) other.send(message, { binary: isBinary });
  });
});

http.listen(Number(process.env['PORT']), '127.0.0.1');
