import sharp from 'sharp';
import { newId } from '../src/domain/ids.ts';
import type { Bench } from './report.ts';
import { createHarness, perSecond, type BenchAccount, type BenchHarness } from './bench-harness.ts';

const accountCount = 8;
const postsPerRound = 640;
const rounds = 3;
const day = 86_400_000;

let planned = 0;
/** Half an hour after the last one of the same account: a plan as a person makes it. */
const nextTime = (): Date =>
  new Date(Date.now() + 30 * day + Math.floor(planned++ / accountCount) * 1_800_000);

/** What checking, keeping and answering add to the INSERT that any scheduler must do. */
export const accepting: Bench = {
  name: 'accepting',
  about: 'scheduled posts accepted per second over HTTP, against bare INSERTs of the same rows',
  async run(log) {
    const harness = await createHarness(accountCount);
    try {
      const background = '#a05030';
      const image = await sharp({ create: { width: 200, height: 300, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const { media } = await harness.client.media.upload(
        new Blob([new Uint8Array(image)]),
        'small.jpg',
      );
      const accept = (account: BenchAccount, title: string) =>
        harness.client.posts.create({
          mediaIds: [media.id],
          scheduledFor: nextTime().toISOString(),
          platforms: [
            {
              accountId: account.id,
              platformSpecificData: {
                boardId: account.boardId,
                title,
                link: `https://example.com/${encodeURIComponent(title)}`,
              },
            },
          ],
        });
      const bare = (account: BenchAccount, title: string) =>
        insert(harness, account, title, media.id);
      await perSecond(harness, 160, 'warm', bare);
      await perSecond(harness, 160, 'warm', accept);
      const ratios: number[] = [];
      let accepted = 0;
      let inserted = 0;
      for (let round = 1; round <= rounds; round++) {
        inserted = await perSecond(harness, postsPerRound, `bare ${round}`, bare);
        accepted = await perSecond(harness, postsPerRound, `post ${round}`, accept);
        ratios.push(accepted / inserted);
        log(`round ${round}: ${accepted.toFixed(0)} accepted/s, ${inserted.toFixed(0)} inserted/s`);
      }
      const ratio = ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
      return [
        { name: 'Accepted per second', value: accepted, unit: 'posts/s' },
        { name: 'Bare INSERTs of post and Pin per second', value: inserted, unit: '/s' },
        {
          name: 'Ratio to the bare INSERT (median)',
          value: ratio,
          unit: '×',
          aim: '≥ 0.5',
          met: ratio >= 0.5,
        },
      ];
    } finally {
      await harness.close();
    }
  },
};

/** The same two rows in one transaction, and nothing else. */
const insert = ({ app }: BenchHarness, account: BenchAccount, title: string, mediaId: string) =>
  app.store.transaction(async (tx) => {
    const { workspaceId } = app;
    const postId = newId();
    const link = `https://example.com/${encodeURIComponent(title)}`;
    const at = nextTime();
    const times = { scheduledFor: at, dueAt: at, acceptedAt: new Date() };
    await tx
      .insertInto('post')
      .values({
        id: postId,
        workspaceId,
        content: '',
        timezone: 'UTC',
        status: 'scheduled',
        scheduledFor: at,
        mediaIds: [mediaId],
      })
      .execute();
    await tx
      .insertInto('pin')
      .values({
        id: newId(),
        postId,
        workspaceId,
        accountId: account.id,
        identityId: account.identityId,
        boardId: account.boardId,
        position: 0,
        title,
        link,
        mediaIds: [mediaId],
        status: 'scheduled',
        ...times,
      })
      .execute();
  });
