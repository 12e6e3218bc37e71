import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack, type Pack } from 'tar-stream';
import { SetupError } from '../domain/setup-error.ts';
import { Manifest, manifestName, readEntryName, type Entry } from './manifest.ts';

export type Sums = Manifest['entries'];

export interface ArchiveWriter {
  /** Adds an entry of exactly this many bytes. */
  add(name: string, bytes: number, content: Readable): Promise<void>;
  addText(name: string, text: string): Promise<void>;
  sums: Sums;
}

/** Writes a tar.gz of mode 0600 under a temporary name and gives it its own name when it is whole and on the disk. */
export async function writeArchive(
  file: string,
  write: (writer: ArchiveWriter) => Promise<void>,
): Promise<{ bytes: number }> {
  const temporary = `${file}.partial-${process.pid}`;
  const tar = pack();
  try {
    const target = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
    // Images are compressed already; rows compress well at any level.
    const written = pipeline(tar, createGzip({ level: 1 }), target);
    written.catch((error: Error) => tar.destroy(error));
    await Promise.all([write(writerOf(tar)).then(() => tar.finalize()), written]);
    const { size } = await stat(temporary);
    await rename(temporary, file);
    await syncDirectory(dirname(file));
    return { bytes: size };
  } catch (error) {
    tar.destroy();
    await rm(temporary, { force: true });
    throw error;
  }
}

function writerOf(tar: Pack): ArchiveWriter {
  const sums: Sums = {};
  return {
    sums,
    add: async (name, bytes, content) => {
      const hash = createHash('sha256');
      const entry = tar.entry({ name, size: bytes, mode: 0o600 });
      await pipeline(
        content,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
          }
        },
        entry,
      );
      sums[name] = { bytes, sha256: hash.digest('hex') };
    },
    addText: (name, text) =>
      new Promise((resolve, reject) => {
        const bytes = Buffer.from(text);
        sums[name] = {
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        };
        tar.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function syncDirectory(dir: string): Promise<void> {
  const opened = await open(dir, 'r');
  await opened.sync();
  await opened.close();
}

/** Calls `use` with each entry in order; what it leaves unread is skipped. */
export async function readArchive(
  file: string,
  use: (entry: Entry, path: string, content: Readable) => Promise<void>,
): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), entries);
  reading.catch((error: Error) => entries.destroy(error));
  for await (const entry of entries) {
    const { name } = entry.header;
    await use(readEntryName(name), name, Readable.from(entry, { objectMode: false }));
    entry.resume();
  }
  await reading;
}

/**
 * Reads a whole backup once and compares every checksum, before anything is touched.
 * @throws SetupError when it is no backup, or damaged.
 */
export async function verifyArchive(file: string): Promise<Manifest> {
  const found: Sums = {};
  let text: string | null = null;
  try {
    await readArchive(file, async (entry, path, content) => {
      const hash = createHash('sha256');
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        if (entry.kind === 'manifest') chunks.push(chunk);
      }
      if (entry.kind === 'manifest') text = Buffer.concat(chunks).toString('utf8');
      else found[path] = { bytes, sha256: hash.digest('hex') };
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new SetupError(`There is no file ${file}.`, 'Give the path of a backup.', {
        cause: error,
      });
    throw damaged(error instanceof Error ? error.message : String(error), error);
  }
  if (text === null) throw damaged(`it has no ${manifestName}`);
  const manifest = parseManifest(text);
  const names = new Set([...Object.keys(found), ...Object.keys(manifest.entries)]);
  for (const name of names)
    if (found[name]?.sha256 !== manifest.entries[name]?.sha256)
      throw damaged(`${name} is not what was written`);
  return manifest;
}

function parseManifest(text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(`its ${manifestName} cannot be read`, error);
  }
}

const damaged = (reason: string, cause?: unknown) =>
  new SetupError(
    `The file is no whole backup of Linchpin: ${reason}.`,
    'Nothing was changed. Copy it again from where it is kept, or use another backup.',
    { cause },
  );
