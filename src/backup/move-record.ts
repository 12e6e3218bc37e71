import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Which files were found whole at a place, so that a further run need not read them again. */
export interface MoveRecord {
  has(key: string, bytes: number): boolean;
  note(key: string, bytes: number): Promise<void>;
  close(): Promise<void>;
}

const Line = z.object({ to: z.string(), key: z.string(), bytes: z.number() });

/** A file of one line each in the data directory; without it, everything is compared again. */
export async function openMoveRecord(dataDir: string, to: string): Promise<MoveRecord> {
  const path = join(dataDir, 'media-move.jsonl');
  const known = new Map<string, number>();
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  for (const line of text.split('\n')) {
    const read = parse(line);
    if (read?.to === to) known.set(read.key, read.bytes);
  }
  await mkdir(dataDir, { recursive: true });
  const file = await open(path, 'a', 0o600);
  return {
    has: (key, bytes) => known.get(key) === bytes,
    async note(key, bytes) {
      if (known.get(key) === bytes) return;
      known.set(key, bytes);
      await file.appendFile(`${JSON.stringify({ to, key, bytes })}\n`);
    },
    close: () => file.close(),
  };
}

/** null: a line that was cut off. */
function parse(line: string): z.output<typeof Line> | null {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
