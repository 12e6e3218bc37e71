import { UnreadableSecret, type Box } from '../encryption/index.ts';
import { resealKeyCheck } from '../pinterest-access/index.ts';
import { listSealedOtherwise, replaceSealed, sealedColumns, type Store } from '../store/index.ts';

/** Rows read together. */
const atOnce = 200;

/**
 * Seals every stored secret with the key this process seals with, after that key was replaced. A secret that is replaced
 * meanwhile is left alone. What cannot be opened stays as it is: another process may have its key.
 * @returns how many were sealed again, and how many cannot be opened.
 */
export async function resealSecrets(
  { db }: Pick<Store, 'db'>,
  box: Box,
): Promise<{ resealed: number; unreadable: number }> {
  const done = { resealed: 0, unreadable: 0 };
  await resealKeyCheck(db, box);
  for (const column of sealedColumns)
    for (let after = ''; ;) {
      const rows = await listSealedOtherwise(db, column, box.mark, after, atOnce);
      for (const row of rows) {
        const owner = column.owner(row.id);
        const text = opened(box, row.sealed, owner);
        if (text === null) done.unreadable++;
        else {
          await replaceSealed(db, column, row, box.seal(text, owner));
          done.resealed++;
        }
      }
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
  return done;
}

function opened(box: Box, sealed: Buffer, owner: string): string | null {
  try {
    return box.open(sealed, owner);
  } catch (error) {
    if (error instanceof UnreadableSecret) return null;
    throw error;
  }
}
