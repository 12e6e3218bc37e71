import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackup, restoreBackup } from '../../src/backup/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import { newId } from '../../src/domain/ids.ts';
import { checkSecretKey } from '../../src/pinterest-access/index.ts';
import {
  handOutEvents,
  insertDeviceLogin,
  insertFeed,
  insertWebhook,
  openStore,
} from '../../src/store/index.ts';
import { createHarness, secretKey, until, type CrashHarness } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { startReceiver } from '../harness/receiver.ts';
import { startHere } from '../jobs/publisher.ts';
import { bodyOf, deliveriesOf, writeEvents } from '../webhooks/events.ts';

let dir: string;
let harness: CrashHarness;
const drops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'linchpin-backup-webhooks-'));
  const database = await temporaryDatabase();
  drops.push(database.drop);
  harness = await createHarness({ database: database.connection });
});
afterAll(async () => {
  await harness.close();
  for (const drop of drops) await drop();
  rmSync(dir, { recursive: true, force: true });
});

test('after a restore the past is not told again, and what happens then is', async () => {
  const receiver = await startReceiver();
  drops.push(receiver.close);
  const { db, transaction } = harness.store;
  const { workspaceId } = harness.account(0);
  await checkSecretKey(db, createBox(secretKey));
  const webhookId = newId();
  await transaction((tx) =>
    insertWebhook(tx, {
      id: webhookId,
      workspaceId,
      name: 'Restored',
      url: receiver.url,
      format: 'standard',
      events: ['pin.held'],
      kinds: ['pin.held'],
      secret: null,
      customHeaders: null,
      isActive: true,
    }),
  );
  await insertFeed(db, {
    id: newId(),
    workspaceId,
    accountId: harness.account(0).id,
    name: 'Restored',
    url: 'https://example.com/feed',
    title: null,
    board: 'Any',
    rules: '[]',
    makes: 'queue',
    needsApproval: false,
    firstReadAt: new Date(),
    readAt: null,
    dueAt: null,
  });
  const asked = { client: 'Any CLI', deviceName: null, address: null, keyPreview: '' };
  const codes = { id: newId(), deviceHash: 'a', userCode: 'BBBB-BBBB', keyHash: 'b' };
  await insertDeviceLogin(db, { ...asked, ...codes }, 600_000);
  const tell = (to: typeof db, number: number) =>
    writeEvents(to, workspaceId, [{ kind: 'pin.held', facts: { number } }]);
  await tell(db, 1);
  while ((await handOutEvents(harness.store)).waits);
  await tell(db, 2); // Written, and not handed out yet.
  const file = join(dir, 'backup');
  const quiet = { onStep: () => {}, mediaConfig: { s3: null, credentials: null } };
  await createBackup({
    file,
    database: harness.database,
    dataDir: harness.dataDir,
    keys: true,
    version: '0.1.0',
    ...quiet,
  });

  const restored = await temporaryDatabase({ empty: true });
  drops.push(restored.drop);
  const dataDir = join(dir, 'restored');
  await restoreBackup({
    file,
    database: restored.connection,
    dataDir,
    replace: false,
    secretKey,
    ...quiet,
  });
  const store = await openStore(restored.connection, { onError: () => {} });
  const app = await startHere(
    { ...harness, database: restored.connection, dataDir },
    { environment: { LINCHPIN_ALLOW_PRIVATE_URLS: '1' } },
  );
  try {
    // What the feed held meanwhile may be out, and who asked to be let in may have been answered.
    const feeds = await store.db.selectFrom('feed').select('firstReadAt').execute();
    expect(feeds).toEqual([{ firstReadAt: null }]);
    expect(await store.db.selectFrom('deviceLogin').select('id').execute()).toEqual([]);
    await tell(store.db, 3);
    await receiver.until(1);
    const states = async () =>
      (await deliveriesOf(store.db, webhookId)).map(({ state }) => state).join();
    await until(
      'the new one is delivered',
      async () => (await states()) === 'from_backup,delivered',
    );
    expect(receiver.got.map((request) => bodyOf(request).data['number'])).toEqual([3]);
  } finally {
    await app.close();
    await store.close();
  }
});
