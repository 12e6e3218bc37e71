import { join } from 'node:path';
import type { Config } from '../../../config/index.ts';
import { LinchpinError } from '../../../domain/errors/index.ts';
import { SetupError } from '../../../domain/setup-error.ts';
import { openStorage, probeStorage } from '../../../media/index.ts';
import { ok, warning, wrong, type Check } from './check.ts';

/** Milliseconds for three small requests, above which every picture waits noticeably. */
const slowMs = 3_000;

/** The object store of LINCHPIN_MEDIA_URL, asked from this machine. */
export async function storeChecks({ media, dataDir }: Config): Promise<Check[]> {
  if (media.s3 === null) return [];
  const { bucket, endpoint } = media.s3;
  const opened = openStorage(media, join(dataDir, 'media'));
  try {
    const ms = await probeStorage(opened);
    const found = `${bucket} at ${endpoint}: written, read and removed in ${ms} ms`;
    return [
      ms > slowMs
        ? warning('Object store', found, 'It is slow: look at its load, or at the way there.')
        : ok('Object store', found),
    ];
  } catch (error) {
    if (error instanceof SetupError) return [wrong('Object store', error.problem, error.fix)];
    if (!(error instanceof LinchpinError)) throw error;
    const [{ message, fix }] = error.problems;
    return [wrong('Object store', message, fix)];
  } finally {
    await opened.close();
  }
}
