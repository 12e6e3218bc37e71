import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../../domain/errors/index.ts';
import { newId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { openArchive, type Archive } from './zip.ts';

/** Bytes of what is handed in: a table, or a table with the files it names. Ours. */
const mostBytes = 4 * 1024 ** 3;

/** What was handed in: a table, and the archive it came in. */
export interface HandedIn {
  csv: Readable;
  archive: Archive | null;
}

/**
 * Keeps what is handed in on the disk while `work` goes on: an archive is read from its end, and the memory stays
 * constant.
 * @throws LinchpinError BODY_TOO_LARGE, CSV_IS_WORKBOOK, ARCHIVE_UNREADABLE
 */
export async function whileHandedIn<T>(
  { incomingDir }: Pick<Context, 'incomingDir'>,
  stream: Readable,
  work: (given: HandedIn) => Promise<T>,
): Promise<T> {
  const path = join(incomingDir, newId());
  try {
    await pipeline(stream, capped(), createWriteStream(path, { mode: 0o600 }));
    if (!(await isArchive(path))) return await work({ csv: createReadStream(path), archive: null });
    const archive = await openArchive(path);
    try {
      return await work({ csv: await archive.csv.open(), archive });
    } finally {
      archive.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PK\x03\x04';
  } finally {
    await file.close();
  }
}

function capped(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= mostBytes) return done(null, chunk);
      done(refusal('BODY_TOO_LARGE', { values: { limit: `${mostBytes / 1024 ** 3} GB` } }));
    },
  });
}
