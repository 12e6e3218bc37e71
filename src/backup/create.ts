import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keyFileNames, type MediaConfig } from '../config/index.ts';
import { SetupError } from '../domain/setup-error.ts';
import { journalPlace, openJournal, type JournalPlace } from '../journal/index.ts';
import { openStorage, type MediaStorage } from '../media/index.ts';
import { openSnapshot, type DatabaseConfig, type Snapshot } from '../store/index.ts';
import { writeArchive, type ArchiveWriter } from './archive.ts';
import { entryName, manifestName, type Manifest } from './manifest.ts';

export interface BackupOptions {
  file: string;
  database: DatabaseConfig;
  dataDir: string;
  /** Where media are kept. */
  mediaConfig: Pick<MediaConfig, 's3' | 'credentials'>;
  /** Whether the generated keys go along. */
  keys: boolean;
  version: string;
  onStep: (text: string) => void;
}

export interface BackupResult {
  file: string;
  bytes: number;
  takenAt: string;
  rows: number;
  media: number;
  missingMedia: string[];
  /** Names of the keys in it. */
  keys: string[];
}

/** Writes everything into one file while Linchpin goes on: rows of one moment, and the files they name. */
export async function createBackup(options: BackupOptions): Promise<BackupResult> {
  const { file, dataDir } = options;
  if (existsSync(file))
    throw new SetupError(`${file} exists already.`, 'Choose another name, or remove it first.');
  const opened = openStorage(options.mediaConfig, join(dataDir, 'media'));
  try {
    await opened.check();
    const id = await markInJournal(journalPlace(dataDir, opened.notes));
    return await backUp(options, opened.storage, id);
  } finally {
    await opened.close();
  }
}

/** @param id that names the backup in the journal; null: it could not be written there. */
async function backUp(
  options: BackupOptions,
  storage: MediaStorage,
  id: string | null,
): Promise<BackupResult> {
  const { file, onStep } = options;
  const snapshot = await openSnapshot(options.database);
  if (snapshot.migration === '') {
    await snapshot.close();
    throw new SetupError(
      'The database holds nothing of Linchpin.',
      'Check DATABASE_URL, or LINCHPIN_DATA_DIR for the built-in database.',
    );
  }
  const rowsDir = await mkdtemp(join(dirname(file), '.linchpin-rows-'));
  try {
    const missingMedia: string[] = [];
    const keys: string[] = [];
    let tables: Manifest['tables'] = [];
    let media = 0;
    const { bytes } = await writeArchive(file, async (archive) => {
      onStep('Reading the rows');
      tables = await addRows(archive, snapshot, rowsDir);
      onStep('Copying media');
      for (const key of await snapshot.mediaKeys()) {
        const size = await storage.size(key);
        if (size === null) missingMedia.push(key);
        else await archive.add(entryName.media(key), size, storage.read(key));
        if (size !== null) media++;
      }
      for (const name of options.keys ? keyFileNames : []) {
        const path = join(options.dataDir, name);
        if (!existsSync(path)) continue; // It comes from the settings.
        await archive.addText(entryName.key(name), await readFile(path, 'utf8'));
        keys.push(name);
      }
      const manifest: Manifest = {
        format: 1,
        ...(id !== null && { id }),
        version: options.version,
        takenAt: snapshot.takenAt,
        migration: snapshot.migration,
        tables,
        missingMedia,
        entries: { ...archive.sums },
      };
      await archive.addText(manifestName, JSON.stringify(manifest));
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const takenAt = snapshot.takenAt.toISOString();
    return { file, bytes, takenAt, rows, media, missingMedia, keys };
  } finally {
    await snapshot.close();
    await rm(rowsDir, { recursive: true, force: true });
  }
}

/** Called before the rows are read, so that every later create request is journaled after the mark. */
async function markInJournal(place: JournalPlace): Promise<string | null> {
  const backupId = randomUUID();
  let written = true;
  const journal = openJournal(place, () => {
    written = false;
  });
  await journal.keep({ kind: 'backup', backupId });
  await journal.close();
  // Without the mark the backup is still valid; a restore asks about Pins due since.
  return written ? backupId : null;
}

/** A tar entry begins with its size, so rows go to a file first. */
async function addRows(
  archive: ArchiveWriter,
  snapshot: Snapshot,
  dir: string,
): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = [];
  for (const table of snapshot.tables) {
    const path = join(dir, 'rows');
    let rows = 0;
    await pipeline(
      snapshot.rows(table),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          for (const byte of chunk) if (byte === lineFeed) rows++;
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    const { size } = await stat(path);
    await archive.add(entryName.rows(table.name), size, createReadStream(path));
    tables.push({ ...table, rows });
  }
  return tables;
}

/** Ends each row; within values it is escaped. */
const lineFeed = 0x0a;
