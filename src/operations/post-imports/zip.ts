import { basename } from 'node:path';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { refusal } from '../../domain/errors/index.ts';
import { groupBy } from '../../domain/group-by.ts';

/** The most an archive may have. Ours: its files are unpacked while a request waits. */
const most = { entries: 20_000, unpackedBytes: 8 * 1024 ** 3 };

/** A file within an archive. Its path is a name to find it by, and never a place on a disk. */
export interface PackedFile {
  path: string;
  name: string;
  bytes: number;
  /** Fails where the content is longer than it is said to be. */
  open(): Promise<Readable>;
}

export interface Archive {
  csv: PackedFile;
  /** The file a row means, by its path or its name; several: it has to say which of them. */
  find(name: string): PackedFile[];
  close(): void;
}

/** Opens an archive with one CSV file. @throws LinchpinError CSV_IS_WORKBOOK, ARCHIVE_UNREADABLE */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await readable(() => yauzl.openPromise(path, { autoClose: false }));
  try {
    const files = await readable(() => filesIn(zip));
    const tables = files.filter(({ name }) => /\.(csv|tsv|txt)$/i.test(name));
    const [csv, ...others] = tables;
    if (!csv || others.length > 0)
      throw unreadable(
        csv ? `it holds ${tables.length} tables, and not one alone` : 'it holds no CSV file',
      );
    return { csv, find: finderOf(files), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** @throws LinchpinError ARCHIVE_UNREADABLE where the files would take too much room */
export function requireRoom(files: readonly PackedFile[]): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > most.unpackedBytes)
    throw unreadable(`its files have more than ${most.unpackedBytes / 1024 ** 3} GB together`);
}

async function filesIn(zip: yauzl.ZipFile): Promise<PackedFile[]> {
  const files: PackedFile[] = [];
  if (zip.entryCount > most.entries) throw unreadable(`it holds more than ${most.entries} files`);
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName;
    if (path === '[Content_Types].xml') throw refusal('CSV_IS_WORKBOOK', { field: 'file' });
    const name = basename(path);
    // What macOS adds is no file of the person.
    if (path.endsWith('/') || path.startsWith('__MACOSX/') || name.startsWith('.')) continue;
    files.push({
      path,
      name,
      bytes: entry.uncompressedSize,
      open: async () => {
        const content = await readable(() => zip.openReadStreamPromise(entry));
        return Readable.from(contentOf(content), { objectMode: false });
      },
    });
  }
  return files;
}

/** The bytes of a file; what fails on the way is a fault of the archive. */
async function* contentOf(content: Readable): AsyncGenerator<Buffer> {
  try {
    yield* content as AsyncIterable<Buffer>; // A stream of bytes, whose type says nothing of them.
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
}

function finderOf(files: readonly PackedFile[]): Archive['find'] {
  const byName = groupBy(files, ({ name }) => name);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (name) => {
    const file = byPath.get(name.replaceAll('\\', '/'));
    return file ? [file] : (byName.get(name) ?? []);
  };
}

const unreadable = (reason: string, cause?: unknown) =>
  refusal('ARCHIVE_UNREADABLE', { field: 'file', values: { reason }, cause });

/** What the library says of an archive that is broken, or names files outside of itself. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name !== 'LinchpinError')
      throw unreadable(error.message, error);
    throw error;
  }
}
