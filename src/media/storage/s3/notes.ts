import { Readable } from 'node:stream';
import type { S3Client } from './client.ts';
import { downloadChunks } from './download.ts';
import { listObjects } from './list.ts';

/** Small texts of one folder in the bucket, each replaced as a whole. */
export interface StoredNotes {
  put(name: string, text: string): Promise<void>;
  names(): Promise<string[]>;
  read(name: string): Readable;
}

/** The journal's folder in the bucket. @throws StoreFault in each of them */
export function s3Notes(client: S3Client): StoredNotes {
  const folder = `${client.prefix}journal/`;
  return {
    put: async (name, text) => {
      await client.call((s3) => s3.putObject(folder + name, Buffer.from(text)));
    },
    names: async () => {
      const names: string[] = [];
      for await (const { path } of listObjects(client, folder))
        names.push(path.slice(folder.length));
      return names.sort();
    },
    read: (name) => Readable.from(downloadChunks(client, folder + name), { objectMode: false }),
  };
}
