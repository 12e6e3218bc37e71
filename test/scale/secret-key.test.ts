import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBox } from '../../src/encryption/index.ts';
import { checkSecretKey } from '../../src/pinterest-access/index.ts';
import { createHarness, secretKey, type CrashHarness } from '../crash/crash-harness.ts';
import { temporaryDatabase } from '../harness/database.ts';
import { temporaryStore } from '../jobs/rows.ts';

const boxes = ['a', 'b'].map((letter) => createBox(letter.repeat(64)));

let harness: CrashHarness;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await temporaryDatabase();
  drop = database.drop;
  harness = await createHarness({ database: database.connection });
});
afterAll(async () => {
  await harness.close();
  await drop();
});

test('of processes with different keys on a new database, the first decides and the others refuse to start', async () => {
  const { store, close } = await temporaryStore();
  try {
    const outcomes = await Promise.allSettled(boxes.map((box) => checkSecretKey(store.db, box)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    await checkSecretKey(store.db, boxes[winner] ?? createBox(''));
    await expect(checkSecretKey(store.db, boxes[1 - winner] ?? createBox(''))).rejects.toThrow(
      /LINCHPIN_SECRET_KEY/,
    );
  } finally {
    await close();
  }
});

test('a database from before the check knows the key by its tokens', async () => {
  const { db } = harness.store;
  const [wrong = createBox('')] = boxes;
  await expect(checkSecretKey(db, wrong)).rejects.toThrow(/LINCHPIN_SECRET_KEY/);
  await checkSecretKey(db, createBox(secretKey));
});
