import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPublishing, minute } from './publisher.ts';

test('a file that is not on this machine: its Pin waits, says why, and goes out when it is', async () => {
  const { harness, see, pass, close } = await startPublishing();
  try {
    const folder = join(harness.dataDir, 'media');
    const account = harness.account(0);
    renameSync(folder, `${folder}-away`);
    const [image = '', video = ''] = await harness.schedule([
      { account, title: 'Image' },
      { account, title: 'Video', inMs: minute },
    ]);
    const { db } = harness.store;
    await db
      .updateTable('pin')
      .set({ kind: 'video', dueAt: new Date() })
      .where('id', '=', video)
      .execute();
    for (const id of [image, video])
      expect(await see(id, ({ status }) => status === 'held')).toMatchObject({
        attempts: 0,
        heldReason: {
          code: 'MEDIA_FILE_MISSING',
          fix: expect.stringContaining('LINCHPIN_DATA_DIR'),
        },
      });

    // A folder that is no folder: every system and user gets that error.
    writeFileSync(folder, 'not mounted');
    await pass(minute);
    for (const id of [image, video])
      expect(
        await see(id, ({ heldReason }) => heldReason?.code === 'MEDIA_FILE_UNREADABLE'),
      ).toMatchObject({ attempts: 0, status: 'held' });
    rmSync(folder);
    await db.deleteFrom('pin').where('id', '=', video).execute();

    renameSync(`${folder}-away`, folder);
    await pass(minute);
    expect(await see(image, ({ status }) => status === 'published')).toMatchObject({ attempts: 1 });
  } finally {
    await close();
  }
});
