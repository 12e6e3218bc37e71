import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a path behaves. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A web server on 127.0.0.1 whose paths behave as the web does, well and badly. */
export interface MediaServer {
  origin: string;
  port: number;
  /** Serves bytes as JPEG, or lets a function answer; returns the address. */
  add(path: string, answer: Buffer | string | Behaviour): string;
  close(): Promise<void>;
}

export async function startMediaServer(): Promise<MediaServer> {
  const answers = new Map<string, Behaviour>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const answer = answers.get(path);
    if (!answer) {
      response.writeHead(404).end('not here');
      return;
    }
    Promise.resolve(answer(request, response)).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    port,
    add: (path, answer) => {
      answers.set(
        path,
        typeof answer === 'function'
          ? answer
          : (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(answer),
      );
      return origin + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
