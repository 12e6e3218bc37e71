import { createServer, isIP, Socket, type AddressInfo } from 'node:net';

/** What nothing may reach: it listens on every address of this machine, and counts whoever connects. */
export interface Canary {
  port: number;
  /** The first line of what each connection brought; TLS is `(TLS)`. */
  reached: string[];
  /** The address of this machine that each connection was made to. */
  visited: string[];
  close(): Promise<void>;
}

/** @param page what it answers with, as an image. */
export async function startCanary(page: Buffer): Promise<Canary> {
  const reached: string[] = [];
  const visited: string[] = [];
  const server = createServer((socket) => {
    const index = reached.push('(nothing yet)') - 1;
    visited.push(socket.localAddress?.replace('::ffff:', '') ?? '');
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      reached[index] = bytes[0] === 0x16 ? '(TLS)' : (bytes.toString().split('\r\n')[0] ?? '');
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: ${page.length}\r\nconnection: close\r\n\r\n`,
      );
      socket.end(page);
    });
  });
  const listen = (host: string) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
  // Of IPv4 and IPv6; where a machine has no IPv6, of IPv4.
  await listen('::').catch(() => listen('0.0.0.0'));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    port,
    reached,
    visited,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/**
 * Notes every address literal that this process tries to connect to, also where nobody listens.
 * @returns the list, and what stops the noting.
 */
export function watchConnections(): { tried: string[]; stop: () => void } {
  const tried: string[] = [];
  const { connect } = Socket.prototype;
  const watched = function (this: Socket, ...given: unknown[]): Socket {
    // `net.connect` hands on its normalized arguments, a list, as the first one.
    const [first] = given.flat(1) as [{ host?: string; port?: number | string } | undefined];
    if (typeof first === 'object' && isIP(first.host ?? '') !== 0)
      tried.push(`${first.host}:${first.port}`);
    return Reflect.apply(connect, this, given) as Socket;
  };
  Object.assign(Socket.prototype, { connect: watched });
  return { tried, stop: () => void Object.assign(Socket.prototype, { connect }) };
}
