import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createBackup, restoreBackup } from '../../backup/index.ts';
import { keptAcceptedKeys, loadConfig, type Config } from '../../config/index.ts';
import { SetupError } from '../../domain/setup-error.ts';
import { databaseDir, runningServer } from '../../postgres/index.ts';
import type { DatabaseConfig } from '../../store/index.ts';
import { formatBytes, print, printFields, printJson, startProgress } from '../output.ts';
import { startDatabase } from './serve.ts';

/** Writes everything into one file, while Linchpin keeps running. */
export async function backup(
  given: string | undefined,
  options: { withoutKeys?: boolean; json?: boolean },
): Promise<void> {
  const config = loadConfig();
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const file = resolve(given ?? `linchpin-${stamp}Z.tar.gz`);
  const { dataDir, version, media: mediaConfig } = config;
  const result = await working(options, async (onStep) => {
    onStep('Opening the database');
    const database = await openDatabase(config);
    try {
      const keys = options.withoutKeys !== true;
      return await createBackup({
        file,
        database: database.value,
        dataDir,
        mediaConfig,
        keys,
        version,
        onStep,
      });
    } finally {
      await database.stop();
    }
  });
  if (options.json) return printJson(result);
  print('Backup written.');
  printFields([
    ['File', result.file],
    ['Size', formatBytes(result.bytes)],
    ['As of', result.takenAt],
    ['Rows', String(result.rows)],
    ['Media', `${result.media} files`],
    ['Keys', result.keys.join(', ') || 'none: keep LINCHPIN_SECRET_KEY elsewhere'],
  ]);
  reportMissing(result.missingMedia);
}

/** Restores everything from a backup. No server may run during it. */
export async function restore(
  file: string,
  options: { replace?: boolean; json?: boolean },
): Promise<void> {
  const config = loadConfig();
  const { dataDir, secretKey } = config;
  const result = await working(options, async (onStep) => {
    onStep('Opening the database');
    const database = await startDatabase(config);
    try {
      return await restoreBackup({
        file: resolve(file),
        database: database.value,
        dataDir,
        mediaConfig: config.media,
        replace: options.replace === true,
        secretKey,
        acceptedSecretKeys: [...config.acceptedSecretKeys, ...keptAcceptedKeys(dataDir)],
        onStep,
      });
    } finally {
      await database.stop();
    }
  });
  if (options.json) return printJson(result);
  print('Restored.');
  printFields([
    ['As of', `${result.takenAt}, by Linchpin ${result.version}`],
    ['Rows', String(result.rows)],
    ['Media', `${result.media} files`],
    ['Keys', result.keys.join(', ') || 'as they were'],
    ['Published since', `${result.pinsPublishedSince} Pins, as the journal says`],
    ['Waiting Pins', `${result.pinsLookedFor}; each is looked for on Pinterest before it is sent`],
  ]);
  reportMissing(result.missingMedia);
  if (!result.journalReachesBack)
    process.stderr.write(
      '! The journal does not reach back to this backup. Pins that were due since and are not found wait for your answer: see "linchpin restored" some minutes after the start.\n',
    );
}

/** Runs `work` with one line per step on stderr. */
async function working<T>(
  { json }: { json?: boolean },
  work: (onStep: (text: string) => void) => Promise<T>,
): Promise<T> {
  const progress = startProgress(json === true);
  try {
    const result = await work(progress.step);
    progress.done();
    return result;
  } catch (error) {
    progress.fail();
    throw error;
  }
}

/** The database as it runs now; the built-in one is started when it does not. */
async function openDatabase(
  config: Config,
): Promise<{ value: DatabaseConfig; stop: () => Promise<void> }> {
  if (config.databaseUrl === null) {
    if (!existsSync(join(config.dataDir, 'postgres')))
      throw new SetupError(
        `There is no database in ${config.dataDir}.`,
        'Set LINCHPIN_DATA_DIR to the data directory of the installation, or DATABASE_URL to its server.',
      );
    const value = await runningServer(databaseDir(config.dataDir));
    if (value !== null) return { value, stop: () => Promise.resolve() };
  }
  return startDatabase(config);
}

function reportMissing(keys: readonly string[]): void {
  if (keys.length === 0) return;
  process.stderr.write(
    `! ${keys.length} media files were not there when the backup was made, for example ${keys[0]}.\n`,
  );
}
