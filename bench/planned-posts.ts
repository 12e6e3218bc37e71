import sharp from 'sharp';
import type { BenchHarness } from './bench-harness.ts';

const imageCount = 250;
const day = 86_400_000;

/** Posts as a person plans them: on each account an hour apart, and each with another image, link and title. */
export async function planPosts(harness: BenchHarness) {
  const mediaIds = await uploadImages(harness);
  const { accounts } = harness;
  let planned = 0;
  const nextTime = (): Date =>
    new Date(Date.now() + 30 * day + Math.floor(planned++ / accounts.length) * 3_600_000);
  const post = (label: string, index: number) => {
    const account = accounts[index % accounts.length];
    const title = `${label}-${index}`;
    const link = `https://example.com/${title}`;
    const platformSpecificData = { boardId: account?.boardId, title, link };
    return {
      mediaIds: [mediaIds[planned % mediaIds.length]],
      scheduledFor: nextTime().toISOString(),
      platforms: [{ accountId: account?.id, platformSpecificData }],
    };
  };
  return { post, nextTime };
}

/** @returns the ids of different images */
async function uploadImages({ client }: BenchHarness): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < imageCount; index++) {
    const background = { r: index, g: 255 - index, b: (index * 37) % 256 };
    const image = await sharp({ create: { width: 200, height: 300, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const { media } = await client.media.upload(new Blob([new Uint8Array(image)]), `${index}.jpg`);
    ids.push(media.id);
  }
  return ids;
}
