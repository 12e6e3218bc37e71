import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/app/index.ts';
import { createBox } from '../../src/encryption/index.ts';
import { getIdentity, readEvents } from '../../src/store/index.ts';
import { published, secretKey as oldKey, until } from '../crash/crash-harness.ts';
import { minute, startHere, startPublishing, type Publishing } from './publisher.ts';

const newKey = 'n'.repeat(64);
const day = 24 * 60 * minute;

let here: Publishing;
beforeEach(async () => {
  here = await startPublishing({ accounts: 3 });
  await here.stop(); // Each test starts the processes it needs.
});
afterEach(() => here.close());

const start = (secretKey: string, ...acceptedSecretKeys: string[]) =>
  startHere(here.harness, { clock: here.clock.now, keys: { secretKey, acceptedSecretKeys } });

test('a key is replaced under two processes while Pins are due: none gives up, none is lost or doubled', async () => {
  const { harness, pass } = here;
  const titles: string[] = [];
  const plan = async (round: string) => {
    const pins = harness.accounts.map((account, index) => ({
      account,
      title: `${round} ${index}`,
    }));
    titles.push(...pins.map(({ title }) => title));
    const ids = await harness.schedule(pins);
    for (const id of ids) await here.see(id, ({ status }) => status === 'published');
  };
  // Both know both keys, and seal with the old one.
  let processes: App[] = await Promise.all([start(oldKey, newKey), start(oldKey, newKey)]);
  await plan('before');
  // One after the other is restarted, and seals with the new key.
  await processes[0]?.close();
  processes = [await start(newKey, oldKey), ...processes.slice(1)];
  await pass(31 * day); // Every token is renewed now, by either of them.
  await plan('between');
  await processes[1]?.close();
  processes = [...processes.slice(0, 1), await start(newKey, oldKey)];
  await plan('after');
  const box = createBox(newKey);
  await until('everything is sealed with the new key', async () => {
    const rows = await Promise.all(
      harness.accounts.map(({ identityId }) => getIdentity(harness.store.db, identityId)),
    );
    return rows.every(
      ({ accessToken, refreshToken }) =>
        accessToken && refreshToken && box.isCurrent(accessToken) && box.isCurrent(refreshToken),
    );
  });
  await Promise.all(processes.map((app) => app.close()));
  // The old key is forgotten.
  processes = [await start(newKey)];
  await plan('with the new key alone');
  await Promise.all(processes.map((app) => app.close()));

  expect(Object.fromEntries(published(harness))).toEqual(
    Object.fromEntries(titles.map((title) => [title, 1])),
  );
  const { events } = await readEvents(harness.store.db, null, null, 1000);
  expect(events.filter(({ kind }) => kind === 'pin.failed')).toEqual([]);
});

test('a process that knows the new key alone says so at its start, before the old one has resealed anything', async () => {
  await (await start(oldKey)).close();
  await expect(start(newKey)).rejects.toThrow('is not the one this database was filled with');
});
