import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers with; status 200 unless it says otherwise. */
export interface ServedFile {
  type: string;
  body: Buffer | string;
  status?: number;
}

/** A web server on 127.0.0.1 from which media are fetched. */
export interface FileServer {
  url: string;
  /** Paths asked for, in order. */
  hits: string[];
  /** Serves `file` under a path of its own and returns the address. */
  add(path: `/${string}`, file: ServedFile): string;
  close(): Promise<void>;
}

export async function serveFiles(): Promise<FileServer> {
  const files = new Map<string, ServedFile>();
  const hits: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    hits.push(path);
    const file = files.get(path);
    response.writeHead(file ? (file.status ?? 200) : 404, {
      'content-type': file?.type ?? 'text/plain',
    });
    response.end(file?.body ?? 'not here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    hits,
    add: (path, file) => {
      files.set(path, file);
      return url + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
