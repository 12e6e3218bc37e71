import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { prepareImage } from '../src/media/index.ts';
import { makeHeic } from '../src/media/testing/make-heic.ts';
import { makeVideo } from '../src/media/testing/make-video.ts';
import type { Bench, Figure } from './report.ts';
import { createHarness, type BenchHarness } from './bench-harness.ts';

const megabyte = 1024 * 1024;
const largeBytes = 2_000_000_000;

/** Memory while a large video is published, and how fast images are prepared. */
export const media: Bench = {
  name: 'media',
  about: 'memory while publishing a 2 GB video, images prepared per second',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-media-'));
    try {
      // The video goes first: memory that images needed would hide what it takes.
      const large = await publishingLarge(join(dir, 'large.mp4'), log);
      return [...large, ...(await imagesPerSecond(log))];
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/**
 * A video that plays, with a `free` box of nothing that makes it large. The file has holes, so it takes no space
 * until it is copied.
 */
async function writeLarge(path: string, bytes: number): Promise<void> {
  const video = await makeVideo({ seconds: 6, moov: 'front' });
  const header = Buffer.alloc(8);
  header.writeUInt32BE(bytes - video.length);
  header.write('free', 4, 'latin1');
  const file = await open(path, 'w');
  try {
    await file.truncate(bytes);
    await file.write(Buffer.concat([video, header]), 0, video.length + header.length, 0);
  } finally {
    await file.close();
  }
}

/** Sends a file in a process of its own, so that reading it is not counted as ours. */
const sender = `
  const { createReadStream, statSync } = require('node:fs');
  const [path, url] = process.argv.slice(1);
  const headers = { 'content-length': statSync(path).size, 'content-type': 'video/mp4' };
  const request = require('node:http').request(url, { method: 'PUT', headers }, (response) => {
    response.pipe(process.stderr);
    response.on('end', () => process.exit(response.statusCode === 200 ? 0 : 1));
  });
  createReadStream(path).pipe(request);`;

async function uploadAs(harness: BenchHarness, path: string): Promise<string> {
  const slot = await harness.client.media.presign({
    filename: 'large.mp4',
    contentType: 'video/mp4',
  });
  await promisify(execFile)(process.execPath, ['-e', sender, path, slot.uploadUrl]);
  return slot.mediaId;
}

async function publish(harness: BenchHarness, mediaId: string, title: string): Promise<void> {
  const [account] = harness.accounts;
  const { post } = await harness.client.posts.create({
    mediaIds: [mediaId],
    publishNow: true,
    platforms: [
      {
        accountId: account?.id ?? '',
        platformSpecificData: { boardId: account?.boardId ?? '', title },
      },
    ],
  });
  for (let now = post; now.status !== 'published';) {
    if (now.status === 'failed') throw new Error(JSON.stringify(now.platforms[0]?.problem));
    await new Promise((resolve) => setTimeout(resolve, 250));
    now = (await harness.client.posts.get(post._id)).post;
  }
}

/** The product is this process; PostgreSQL, the sandbox and the sender are others. */
async function publishingLarge(path: string, log: (text: string) => void): Promise<Figure[]> {
  const harness = await createHarness(1);
  try {
    const small = join(path, '..', 'small.mp4');
    await writeLarge(small, 20_000_000);
    await publish(harness, await uploadAs(harness, small), 'Warm');
    await writeLarge(path, largeBytes);
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    const mediaId = await uploadAs(harness, path);
    const uploaded = performance.now();
    await publish(harness, mediaId, 'Large');
    const ended = performance.now();
    clearInterval(timer);
    const growth = (peak - before) / megabyte;
    log(
      `taken in at ${rate(largeBytes, uploaded - began)} MB/s, published at ${rate(largeBytes, ended - uploaded)} MB/s`,
    );
    log(
      `memory ${(before / megabyte).toFixed(0)} MB before, ${(peak / megabyte).toFixed(0)} MB at most`,
    );
    return [
      {
        name: 'Memory growth while publishing a 2 GB video',
        value: growth,
        unit: 'MB',
        aim: '≤ 100',
        met: growth <= 100,
      },
      { name: '2 GB video from PUT to published', value: (ended - began) / 1000, unit: 's' },
    ];
  } finally {
    await harness.close();
  }
}

const rate = (bytes: number, ms: number): string => (bytes / megabyte / (ms / 1000)).toFixed(0);

/** Seconds each kind of image is prepared for. */
const imageSeconds = 4;

async function imagesPerSecond(log: (text: string) => void): Promise<Figure[]> {
  const photo = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    })
      .jpeg({ quality: 85 })
      .toBuffer();
  const kinds: [string, Buffer][] = [
    ['1000×1500 JPEG, kept as it is', await photo(1000, 1500)],
    ['4000×6000 JPEG, scaled down', await photo(4000, 6000)],
    ['960×1440 HEIC, converted', makeHeic({ width: 960, height: 1440 })],
  ];
  const figures: Figure[] = [];
  for (const [name, file] of kinds) {
    await prepareImage(file);
    let done = 0;
    const began = performance.now();
    const lane = async () => {
      while (performance.now() - began < imageSeconds * 1000) {
        await prepareImage(file);
        done += 1;
      }
    };
    await Promise.all([lane(), lane()]);
    const value = done / ((performance.now() - began) / 1000);
    log(`${name}: ${(file.length / megabyte).toFixed(1)} MB, ${value.toFixed(2)}/s`);
    figures.push({ name: `Images prepared: ${name}`, value, unit: '/s' });
  }
  return figures;
}
