import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { insertMedia, insertWorkspace, upsertAccount } from '../../src/store/index.ts';
import { until, type HarnessAccount } from '../crash/crash-harness.ts';
import { startPublishing, type Publishing } from './publisher.ts';

let here: Publishing;
let ours: HarnessAccount;
let theirs: HarnessAccount;

beforeEach(async () => {
  here = await startPublishing();
  ours = here.harness.account(0);
  theirs = await linkElsewhere(ours);
});
afterEach(() => here.close());

/** Another workspace connects the same Pinterest user. */
async function linkElsewhere(account: HarnessAccount): Promise<HarnessAccount> {
  const { store, sandbox } = here.harness;
  const workspace = await insertWorkspace(store.db, 'Agency');
  const user = sandbox.control.state().users.find((item) => item.username === account.username);
  const linked = await upsertAccount(store.db, workspace.id, {
    host: 'sandbox',
    pinterestUserId: user?.id ?? '',
    username: account.username,
    displayName: account.username,
    profileImage: null,
    scopes: [],
  });
  const [picture] = await store.db
    .selectFrom('media')
    .selectAll()
    .where('kind', '=', 'image')
    .execute();
  if (!picture) throw new Error('The harness has a picture.');
  const { createdAt: _, advice: __, ...columns } = picture;
  const copy = { ...columns, id: newId(), workspaceId: workspace.id };
  await insertMedia(store.db, copy);
  const { id, identityId } = linked;
  return { ...account, id, identityId, workspaceId: workspace.id, pictureId: copy.id };
}

const creates = () => here.harness.sandbox.control.requests({ operation: 'pins/create' });

test('two workspaces with one Pinterest user are one writer, with one sign-in', async () => {
  const { harness } = here;
  expect(theirs).toMatchObject({ identityId: ours.identityId });
  expect(theirs.id).not.toBe(ours.id);
  // Their token ends today, so the first that needs it renews it.
  await harness.store.db
    .updateTable('identity')
    .set({ accessExpiresAt: new Date(here.clock.now() + 3600_000) })
    .execute();
  const pins = Array.from({ length: 50 }, (_, index) => [
    { account: ours, title: `Ours ${index}` },
    { account: theirs, title: `Theirs ${index}` },
  ]).flat();
  const ids = await harness.schedule(pins);
  await until(
    'all are out',
    async () => {
      const open = await harness.store.db
        .selectFrom('pin')
        .select('id')
        .where('id', 'in', ids)
        .where('status', '<>', 'published')
        .execute();
      return open.length === 0;
    },
    60_000,
  );
  const writes = creates().toSorted((a, b) => a.beganMs - b.beganMs);
  expect(writes).toHaveLength(100);
  const overlapping = writes.filter((write, index) => {
    const before = writes[index - 1];
    return before !== undefined && write.beganMs < before.endedMs;
  });
  expect(overlapping).toEqual([]);
  expect(harness.sandbox.control.counts()['oauth/token']).toBe(1);
  expect(new Set(harness.sandbox.control.state().pins.map(({ title }) => title)).size).toBe(100);
}, 90_000);

test('a new consent in one workspace lets the Pins of the other go out', async () => {
  const { harness, see } = here;
  await here.pass(61 * 24 * 3600_000); // Both tokens have ended.
  const [mine = '', other = ''] = await harness.schedule([
    { account: ours, title: 'Mine' },
    { account: theirs, title: 'Other' },
  ]);
  for (const id of [mine, other])
    await see(
      id,
      (pin) => pin.status === 'held' && pin.heldReason?.code === 'ACCOUNT_DISCONNECTED',
    );
  await here.reconnect(theirs);
  for (const id of [mine, other]) await see(id, (pin) => pin.status === 'published');
});
