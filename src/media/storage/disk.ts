import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { refusal } from '../../domain/errors/index.ts';
import { removeOldFiles, requireSpace } from './media-dir.ts';
import {
  assertKey,
  type ByteRange,
  type ListedObject,
  type MediaSource,
  type MediaStorage,
  type StoredMedia,
} from './storage.ts';

/**
 * Objects as files of mode 0600 under `dir`, spread over 256 folders. An object appears whole or
 * not at all: it is written and synced under a temporary name, then renamed.
 */
export function diskStorage(dir: string): MediaStorage {
  const pathOf = (key: string): string => {
    assertKey(key);
    // Ids begin with the time, so their own first digits would put everything into one folder.
    const shard = createHash('sha256').update(key).digest('hex').slice(0, 2);
    return join(dir, shard, key);
  };

  return {
    async put(key, source) {
      const target = pathOf(key);
      const incoming = join(dir, 'incoming');
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const temporary = join(incoming, `${key}.${randomUUID()}`);
      try {
        const stored = await writeSynced(temporary, source);
        await rename(temporary, target);
        await syncFolder(dirname(target));
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read(key, range) {
      return Readable.from(chunks(pathOf(key), range), { objectMode: false });
    },
    async readBuffer(key) {
      return readFile(pathOf(key)).catch(unread);
    },
    async size(key) {
      return openedSize(pathOf(key)).catch((error: unknown) =>
        isNotFound(error) ? null : unread(error),
      );
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    list: () => listFolders(dir),
    removeLeftovers: () => removeOldFiles(join(dir, 'incoming')),
    requireSpace: () => requireSpace(dir),
    direct: null,
  };
}

/** Objects lie in the folders of two hexadecimal digits; others are not storage. */
async function* listFolders(dir: string): AsyncGenerator<ListedObject> {
  for (const folder of await readdir(dir).catch(noneIfAbsent)) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const key of await readdir(join(dir, folder)).catch(noneIfAbsent)) {
      const found = await stat(join(dir, folder, key)).catch(() => null); // It was removed meanwhile.
      if (found?.isFile()) yield { key, bytes: found.size };
    }
  }
}

function noneIfAbsent(error: unknown): string[] {
  if (isNotFound(error)) return [];
  throw error;
}

async function writeSynced(path: string, source: MediaSource): Promise<StoredMedia> {
  const file = await open(path, 'wx', 0o600);
  try {
    const stored = await writeAll(file, source);
    await file.sync();
    return stored;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, source: MediaSource): Promise<StoredMedia> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of toChunks(source)) {
    hash.update(chunk);
    bytes += chunk.length;
    await file.writeFile(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

function toChunks(source: MediaSource): AsyncIterable<Buffer> | Buffer[] {
  if (Buffer.isBuffer(source)) return [source];
  return source instanceof Readable ? source : createReadStream(source.path);
}

async function* chunks(path: string, range?: ByteRange): AsyncGenerator<Buffer> {
  try {
    if (range === undefined) yield* createReadStream(path);
    else if (range.end > range.start)
      yield* createReadStream(path, { start: range.start, end: range.end - 1 });
  } catch (error) {
    unread(error);
  }
}

/** Makes the new name survive a power failure. Windows cannot open folders and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Opens the file to learn its size: one whose folder can be read need not be readable itself. */
async function openedSize(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** @throws LinchpinError MEDIA_FILE_MISSING, MEDIA_FILE_UNREADABLE with what the system said, without the path */
function unread(error: unknown): never {
  if (isNotFound(error)) throw refusal('MEDIA_FILE_MISSING', { cause: error });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) throw error;
  throw refusal('MEDIA_FILE_UNREADABLE', { values: { reason: code ?? 'unknown' }, cause: error });
}
