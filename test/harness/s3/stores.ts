import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { s3Address, type MediaConfig } from '../../../src/config/index.ts';
import { openStorage, type OpenedStorage } from '../../../src/media/index.ts';
import { startStrictS3, type StrictS3 } from './server.ts';

/** A kind of storage that the contract is held for. */
export interface TestStore {
  opened: OpenedStorage;
  close(): Promise<void>;
}

/** What opens an object store; attempts follow each other at once. */
export const openS3 = (
  url: string,
  credentials: NonNullable<MediaConfig['credentials']>,
): OpenedStorage =>
  openStorage({ s3: s3Address.parse(url), credentials }, '/nowhere', {
    wait: () => Promise.resolve(),
  });

export async function strictStore(): Promise<TestStore & { server: StrictS3 }> {
  const server = await startStrictS3();
  const opened = openS3(server.url, server.identity);
  return {
    server,
    opened,
    close: async () => {
      await opened.close();
      await server.close();
    },
  };
}

export async function s3rverStore(): Promise<TestStore> {
  const directory = await mkdtemp(join(tmpdir(), 'linchpin-s3rver-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'media-bucket' }],
  });
  const { port } = await server.run();
  const url = `s3://media-bucket/some/where?endpoint=http://127.0.0.1:${port}`;
  const opened = openS3(url, { keyId: 'S3RVER', secret: 'S3RVER' });
  return {
    opened,
    close: async () => {
      await opened.close();
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

export async function diskStore(): Promise<TestStore> {
  const dir = await mkdtemp(join(tmpdir(), 'linchpin-disk-'));
  return {
    opened: openStorage({ s3: null, credentials: null }, dir),
    close: () => rm(dir, { recursive: true }),
  };
}
