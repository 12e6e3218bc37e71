import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { keyFileNames, replaceSecret, type MediaConfig } from '../config/index.ts';
import { createBox } from '../encryption/index.ts';
import { checkSecretKey } from '../pinterest-access/index.ts';
import { SetupError } from '../domain/setup-error.ts';
import { journalPlace, readJournals, type JournalFacts } from '../journal/index.ts';
import { openStorage } from '../media/index.ts';
import { replaceRows, type DatabaseConfig } from '../store/index.ts';
import { readArchive, verifyArchive } from './archive.ts';
import type { Manifest } from './manifest.ts';
import { bucketTarget, directoryTarget, type MediaTarget } from './media-target.ts';

export interface RestoreOptions {
  file: string;
  database: DatabaseConfig;
  dataDir: string;
  /** Where media are kept. */
  mediaConfig: Pick<MediaConfig, 's3' | 'credentials'>;
  /** Whether what is there now may be thrown away. */
  replace: boolean;
  /** LINCHPIN_SECRET_KEY, or null: the one in the backup or the data directory. */
  secretKey: string | null;
  /** Keys that only read; a backup may be of their time. */
  acceptedSecretKeys?: readonly string[];
  onStep: (text: string) => void;
}

export interface RestoreResult {
  takenAt: string;
  version: string;
  rows: number;
  media: number;
  missingMedia: string[];
  keys: string[];
  /** Pins that were published since, as the journal of this installation says. */
  pinsPublishedSince: number;
  /** Pins that are looked for on Pinterest before they are sent. */
  pinsLookedFor: number;
  /** Whether the journal reaches back to the backup: otherwise what was due since is asked about. */
  journalReachesBack: boolean;
}

/**
 * Restores database, media and keys from a backup. Everything is checked and staged before the present data is
 * replaced; a restore that fails changes nothing.
 * @throws SetupError
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { dataDir, replace } = options;
  options.onStep('Checking the backup');
  const manifest = await verifyArchive(options.file);
  await mkdir(dataDir, { recursive: true });
  const opened = openStorage(options.mediaConfig, join(dataDir, 'media'));
  try {
    await opened.check();
    const target =
      options.mediaConfig.s3 === null ? directoryTarget(dataDir) : bucketTarget(opened.storage);
    if (!replace) await refuseFilled(dataDir, target);
    // What was published before the media were moved to an object store is in the directory.
    const places = [journalPlace(dataDir, null)];
    if (opened.notes !== null) places.push(journalPlace(dataDir, opened.notes));
    return await restoreInto(target, manifest, await readJournals(places), options);
  } finally {
    await opened.close();
  }
}

async function restoreInto(
  target: MediaTarget,
  manifest: Manifest,
  journal: JournalFacts,
  options: RestoreOptions,
): Promise<RestoreResult> {
  const { file, dataDir, replace, onStep } = options;
  // Media missing from the backup: processes with another data directory use this database, and their journals are not
  // here.
  const reachesBack = journal.reachesBackTo(manifest.id) && manifest.missingMedia.length === 0;
  const keys = new Map<string, string>();
  let media = 0;
  try {
    onStep('Restoring rows and media');
    const { published, marked } = await replaceRows(
      options.database,
      {
        takenAt: manifest.takenAt,
        journal: { pins: journal.pins, reachesBack },
        migration: manifest.migration,
        replace,
        accept: async (db) => {
          await checkSecretKey(
            db,
            createBox(secretKeyAfter(options, keys), options.acceptedSecretKeys),
          );
          await target.prepare();
        },
      },
      (into) =>
        readArchive(file, async (entry, _path, content) => {
          if (entry.kind === 'rows')
            await pipeline(content, await into.fill(tableOf(manifest, entry.name)));
          if (entry.kind === 'media') {
            await target.put(entry.name, content);
            media++;
          }
          if (entry.kind === 'keys') keys.set(entry.name, await textOf(content));
        }),
    );
    onStep('Putting files in place');
    for (const name of keyFileNames) {
      const key = keys.get(name);
      if (key !== undefined) replaceSecret(join(dataDir, name), key);
    }
    await target.finish();
    return {
      takenAt: manifest.takenAt.toISOString(),
      version: manifest.version,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      media,
      missingMedia: manifest.missingMedia,
      keys: [...keys.keys()],
      pinsPublishedSince: published,
      pinsLookedFor: marked,
      journalReachesBack: reachesBack,
    };
  } finally {
    await target.cleanUp();
  }
}

async function refuseFilled(dataDir: string, target: MediaTarget): Promise<void> {
  const held: string[] = keyFileNames.filter((name) => existsSync(join(dataDir, name)));
  if (!(await target.isEmpty())) held.push('media');
  if (held.length > 0)
    throw new SetupError(
      `There is an installation already, in ${dataDir} or its object store: it holds ${held.join(', ')}.`,
      'Choose another place with LINCHPIN_DATA_DIR and LINCHPIN_MEDIA_URL, or add --replace: what is there now is then lost.',
    );
}

/** The secret key that a server of this data directory will have. */
function secretKeyAfter(
  { secretKey, dataDir }: RestoreOptions,
  keys: ReadonlyMap<string, string>,
): string {
  const file = join(dataDir, 'secret-key');
  const key =
    secretKey ??
    keys.get('secret-key') ??
    (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  if (key === undefined)
    throw new SetupError(
      'The backup was made without keys, so its Pinterest sign-ins cannot be read.',
      'Set LINCHPIN_SECRET_KEY to the key of the installation it comes from.',
    );
  return key.trim();
}

function tableOf(manifest: Manifest, name: string): Manifest['tables'][number] {
  const table = manifest.tables.find((item) => item.name === name);
  if (!table) throw new SetupError(`The backup does not describe its table "${name}".`, '');
  return table;
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
