import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as a throw-away server received it. */
export interface Received {
  method: string;
  path: string;
  /** The last value of each name. */
  query: Record<string, string>;
  /** All of them. */
  search: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface TestServer {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** For tests: a real HTTP server on a free port that hands each complete request to `answer`. */
export function startServer(
  answer: (response: ServerResponse, request: Received, message: IncomingMessage) => void,
): Promise<TestServer> {
  const received: Received[] = [];
  return startRawServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const url = new URL(message.url ?? '/', 'http://test');
      const request = {
        method: message.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        search: url.searchParams,
        headers: message.headers,
        body: Buffer.concat(chunks),
      };
      received.push(request);
      answer(response, request, message);
    });
  }, received);
}

/** As {@link startServer}, for tests that break the connection before the body was read. */
export async function startRawServer(
  listener: (message: IncomingMessage, response: ServerResponse) => void,
  received: Received[] = [],
): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
