import type { BulkResult, BulkRow, ProblemBody } from '../../contract/index.ts';
import { LinchpinError, type Problem } from '../../domain/errors/index.ts';
import type { Context } from '../context.ts';

/** One row of a call that takes many. */
export interface Row {
  index: number;
  action: NonNullable<BulkRow['action']>;
  /** The input of the call it stands for, without what belongs to the row itself. */
  body: Record<string, unknown>;
  postId: string | null;
  /** Its idempotency key; null: it has none. */
  key: string | null;
  /** What was wrong with its texts. */
  found: readonly Problem[];
}

/** How a row ended. */
export interface RowEnd {
  outcome: BulkResult['outcome'];
  postId: string | null;
  /** Why it was refused; else warnings. */
  problems: readonly ProblemBody[];
}

/** @param found problems of the whole call, whose fields begin with that of the row */
export function readRow(
  { rowsKey }: Context,
  { action = 'create', postId, requestId, ...body }: BulkRow,
  index: number,
  found: readonly Problem[],
): Row {
  const prefix = `posts[${index}].`;
  const own = found.flatMap((item) =>
    item.field?.startsWith(prefix) ? { ...item, field: item.field.slice(prefix.length) } : [],
  );
  const key = requestId ?? (rowsKey && `${rowsKey.value}#${index}`);
  return { index, action, body, postId: postId ?? null, key, found: own };
}

export const refused = (
  problems: readonly Problem[],
  { postId }: Pick<Row, 'postId'> = { postId: null },
): RowEnd => ({ outcome: 'refused', postId, problems });

/** What the work says, or its refusal: a row that is refused stops no other one. */
export async function orRefused<T>(row: Row, work: () => Promise<T> | T): Promise<T | RowEnd> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    return refused(error.problems, row);
  }
}
