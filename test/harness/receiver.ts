import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a receiver got, with the raw bytes of its body. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  atMs: number;
}

export type Answering = (
  request: Received,
  count: number,
) =>
  | { status: number; body?: string; headers?: Record<string, string> }
  /** Never answers. */
  | 'silence';

/** A receiver of webhooks on 127.0.0.1. */
export interface Receiver {
  url: string;
  got: Received[];
  /** How it answers from now on; 200 at first. `count`: of this request among all. */
  answer(how: Answering): void;
  /** Waits until this many requests arrived. */
  until(count: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  const waiting = new Set<() => void>();
  let how: Answering = () => ({ status: 200 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
        atMs: Date.now(),
      };
      got.push(received);
      const answer = how(received, got.length);
      if (answer !== 'silence')
        response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    answer: (next) => {
      how = next;
    },
    until: (count, timeoutMs = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${got.length} of ${count} requests arrived.`));
        }, timeoutMs);
        const look = () => {
          if (got.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
