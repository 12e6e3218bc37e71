import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { postStatus, type PinStatus } from '../../src/domain/pins/statuses.ts';
import { openPool, type Pool } from '../../src/store/database/pool.ts';
import { insertWorkspace, upsertAccount } from '../../src/store/index.ts';
import { temporaryDatabase } from '../harness/database.ts';

const statuses: PinStatus[] = [
  'draft',
  'scheduled',
  'publishing',
  'held',
  'published',
  'failed',
  'cancelled',
];

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let pool: Pool;
beforeAll(async () => {
  database = await temporaryDatabase();
  pool = openPool(database.connection, 2, (error) => {
    throw error;
  });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

test('the trigger derives the status of a post as the domain does, for any Pins and any change', async () => {
  const { db } = pool;
  const { id: workspaceId } = await insertWorkspace(db, 'Status');
  const account = await upsertAccount(db, workspaceId, {
    pinterestUserId: '1',
    username: 'status',
    displayName: 'Status',
    profileImage: null,
    scopes: [],
    host: 'sandbox',
  });
  const anyStatus = fc.constantFrom(...statuses);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStatus, { minLength: 1, maxLength: 5 }),
      anyStatus,
      async (before, changed) => {
        const postId = newId();
        await db
          .insertInto('post')
          .values({ id: postId, workspaceId, content: '', timezone: 'UTC', mediaIds: [] })
          .execute();
        const ids = before.map(() => newId());
        for (const [position, status] of before.entries())
          await db
            .insertInto('pin')
            .values({
              id: ids[position] ?? '',
              postId,
              workspaceId,
              accountId: account.id,
              identityId: account.identityId,
              position,
              boardId: '1',
              mediaIds: [],
              status,
              pinterestPinId: status === 'published' ? newId() : null,
            })
            .execute();
        const stored = () =>
          db.selectFrom('post').select('status').where('id', '=', postId).executeTakeFirstOrThrow();
        expect((await stored()).status).toBe(postStatus(before));
        await db
          .updateTable('pin')
          .set({ status: changed, ...(changed === 'published' && { pinterestPinId: newId() }) })
          .where('id', '=', ids[0] ?? '')
          .execute();
        expect((await stored()).status).toBe(postStatus([changed, ...before.slice(1)]));
      },
    ),
    { numRuns: 60 },
  );
});
