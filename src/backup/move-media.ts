import { join } from 'node:path';
import type { MediaConfig } from '../config/index.ts';
import { LinchpinError } from '../domain/errors/index.ts';
import { SetupError } from '../domain/setup-error.ts';
import { journalPlace, moveJournals } from '../journal/index.ts';
import { openStorage, sha256Of, type MediaStorage } from '../media/index.ts';
import { openMoveRecord, type MoveRecord } from './move-record.ts';

/** A place of media. */
export type MediaPlace = Pick<MediaConfig, 's3' | 'credentials'>;

export interface MoveOptions {
  from: MediaPlace;
  to: MediaPlace;
  dataDir: string;
  /** Whether what was found whole at the other place is removed at the first one. */
  deleteSource: boolean;
  onStep: (text: string) => void;
}

export interface MoveResult {
  copied: number;
  /** Bytes that were copied. */
  bytes: number;
  /** Files that were at the other place already, whole. */
  alreadyThere: number;
  removed: number;
}

/** Files on their way at the same time. */
const atOnce = 4;
/** Files between two lines of progress. */
const progressEvery = 500;

/**
 * Copies all media and the journal from one place to another; each file is read back and compared. Can be broken off and
 * called again: what is there with the same bytes is left out. The first place is not changed, unless it is to be emptied.
 * @throws SetupError, LinchpinError of either place
 */
export async function moveMedia(options: MoveOptions): Promise<MoveResult> {
  const { dataDir, onStep } = options;
  const mediaDir = join(dataDir, 'media');
  const [from, to] = [openStorage(options.from, mediaDir), openStorage(options.to, mediaDir)];
  try {
    await Promise.all([from.check(), to.check()]);
    onStep('Looking at both places');
    const record = await openMoveRecord(dataDir, nameOf(options.to));
    try {
      const result = await copyAll(from.storage, to.storage, record, options);
      onStep('Copying the journal');
      await moveJournals(journalPlace(dataDir, from.notes), journalPlace(dataDir, to.notes));
      return result;
    } finally {
      await record.close();
    }
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}

/** Names a place in words, without its key. */
export const nameOf = ({ s3 }: MediaPlace): string =>
  s3 === null ? 'disk' : `${s3.endpoint}/${s3.bucket}/${s3.prefix}`;

async function copyAll(
  from: MediaStorage,
  to: MediaStorage,
  record: MoveRecord,
  { deleteSource, onStep }: MoveOptions,
): Promise<MoveResult> {
  const sizes = new Map<string, number>();
  for await (const { key, bytes } of to.list()) sizes.set(key, bytes);
  const result: MoveResult = { copied: 0, bytes: 0, alreadyThere: 0, removed: 0 };
  const whole: string[] = [];
  let seen = 0;

  const one = async ({ key, bytes }: { key: string; bytes: number }): Promise<void> => {
    if (sizes.get(key) === bytes && (record.has(key, bytes) || (await isSame(from, to, key)))) {
      result.alreadyThere++;
    } else {
      const copied = await copyOne(from, to, key);
      if (copied === null) return;
      result.copied++;
      result.bytes += copied;
    }
    await record.note(key, bytes);
    whole.push(key);
    if (++seen % progressEvery === 0) onStep(`${seen} files so far`);
  };
  onStep('Copying media');
  await inParallel(from.list(), atOnce, one);
  if (deleteSource) {
    onStep('Emptying the first place');
    for (const key of whole) await from.remove(key);
    result.removed = whole.length;
  }
  return result;
}

/** @returns its bytes; null: it was removed meanwhile, as nothing used it. */
async function copyOne(from: MediaStorage, to: MediaStorage, key: string): Promise<number | null> {
  const stored = await to.put(key, from.read(key)).catch((error: unknown) => {
    if (error instanceof LinchpinError && error.code === 'MEDIA_FILE_MISSING') return null;
    throw error;
  });
  if (stored === null) return null;
  // Read outside of that: a file that is missing at the other place is a failure.
  if ((await sha256Of(to.read(key))) === stored.sha256) return stored.bytes;
  await to.remove(key);
  throw new SetupError(
    `The file ${key} is not what was written when it is read back.`,
    'Nothing was removed at the first place. Look at the disk or the store, then run the command again: it goes on where it stopped.',
  );
}

const isSame = async (from: MediaStorage, to: MediaStorage, key: string): Promise<boolean> => {
  const [one, other] = await Promise.all([sha256Of(from.read(key)), sha256Of(to.read(key))]);
  return one === other;
};

/** Works on items as they come, a few at a time; the first failure ends it. */
async function inParallel<T>(
  items: AsyncIterable<T>,
  count: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      await work(next.value);
  };
  const stopAll = async (error: unknown): Promise<never> => {
    await iterator.return?.();
    throw error;
  };
  const ends = await Promise.allSettled(
    Array.from({ length: count }, () => worker().catch(stopAll)),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
