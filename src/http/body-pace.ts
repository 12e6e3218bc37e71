import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface BodyPace {
  /** Milliseconds. */
  windowMs: number;
  /** Bytes that must come within each window; with fewer the connection is closed. */
  minBytes: number;
}

/** 100 bytes per second: below any real connection, above a client that sends single bytes to keep one open. */
export const usualPace: BodyPace = { windowMs: 60_000, minBytes: 6_000 };

/**
 * Closes connections whose request body arrives too slowly. Node's limit for a whole request would cut off a large video on a
 * slow line, and Fastify switches it off.
 */
export function watchBodyPace(app: FastifyInstance, pace: BodyPace): void {
  app.addHook('onRequest', async ({ raw }) => {
    if (
      raw.complete ||
      !(raw.headers['transfer-encoding'] ?? Number(raw.headers['content-length']))
    )
      return;
    let before = raw.socket.bytesRead;
    const timer = setInterval(() => {
      const { bytesRead } = raw.socket;
      const isSlow = bytesRead - before < pace.minBytes;
      before = bytesRead;
      if (raw.complete) clearInterval(timer);
      else if (isSlow) {
        clearInterval(timer);
        closeTimedOut(raw.socket);
      }
    }, pace.windowMs).unref();
    // Of the request, not of its socket, which carries many requests.
    raw.once('close', () => clearInterval(timer));
  });
}

/** Answers 408, as Node does when headers take too long. */
function closeTimedOut(socket: Socket): void {
  socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  socket.destroySoon();
}
