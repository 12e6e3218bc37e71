import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { newId } from '../../domain/ids.ts';

/** A file of an archive. */
export interface ArchiveFile {
  name: string;
  content: AsyncIterable<string | Uint8Array>;
}

/**
 * These files as a tar.gz, made as fast as it is read. A tar names the length of a file before its bytes, so each lies
 * on the disk for a moment, and no more than one of them.
 */
export function writeArchive(
  files: AsyncIterable<ArchiveFile>,
  { incomingDir }: { incomingDir: string },
): Readable {
  const tar = pack();
  const zipped = createGzip();
  void pipeline(tar, zipped).catch(() => {}); // The reader of `zipped` gets the error.
  addAll(tar, files, incomingDir).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return zipped;
}

async function addAll(
  tar: Pack,
  files: AsyncIterable<ArchiveFile>,
  incomingDir: string,
): Promise<void> {
  for await (const { name, content } of files) {
    const path = join(incomingDir, newId());
    try {
      await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }));
      const { size } = await stat(path);
      await pipeline(createReadStream(path), tar.entry({ name, size, mode: 0o600 }));
    } finally {
      await rm(path, { force: true });
    }
  }
}
