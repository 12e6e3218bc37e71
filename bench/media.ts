import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { probeVideoUrl, prepareImage } from '../src/media/index.ts';
import { makeHeic } from '../src/media/testing/make-heic.ts';
import { makeVideo } from '../src/media/testing/make-video.ts';
import type { Bench, Figure } from './report.ts';
import { createWorld, type World } from './world.ts';

const megabyte = 1024 * 1024;
const largeBytes = 2_000_000_000;
const probedBytes = 1_000_000_000;

/** Memory while a large video is published, what probing one costs, and how fast images are prepared. */
export const media: Bench = {
  name: 'media',
  about:
    'memory while publishing a 2 GB video, bytes read to probe 1 GB, images prepared per second',
  async run(log) {
    const dir = mkdtempSync(join(tmpdir(), 'linchpin-bench-media-'));
    try {
      // The video goes first: memory that images needed would hide what it takes.
      const large = await publishingLarge(join(dir, 'large.mp4'), log);
      const probes = await probing(join(dir, 'probed.mp4'), log);
      return [...large, ...probes, ...(await imagesPerSecond(log))];
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

/**
 * A video that plays, with a `free` box of nothing that makes it large. The file has holes, so it takes no space
 * until somebody copies it.
 * @param index in front of the padding, or behind it as cameras write it
 */
async function writeLarge(path: string, bytes: number, index: 'front' | 'end'): Promise<void> {
  const video = await makeVideo({ seconds: 6, moov: index });
  const at = index === 'front' ? video.length : video.lastIndexOf('moov') - 4;
  const header = Buffer.alloc(8);
  header.writeUInt32BE(bytes - video.length);
  header.write('free', 4, 'latin1');
  const file = await open(path, 'w');
  try {
    await file.truncate(bytes);
    await file.write(Buffer.concat([video.subarray(0, at), header]), 0, at + 8, 0);
    await file.write(video, at, video.length - at, bytes - (video.length - at));
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

async function uploadAs(world: World, path: string): Promise<string> {
  const slot = await world.client.media.presign({
    filename: 'large.mp4',
    contentType: 'video/mp4',
  });
  await promisify(execFile)(process.execPath, ['-e', sender, path, slot.uploadUrl]);
  return slot.mediaId;
}

async function publish(world: World, mediaId: string, title: string): Promise<void> {
  const [account] = world.accounts;
  const { post } = await world.client.posts.create({
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
    now = (await world.client.posts.get(post._id)).post;
  }
}

/** The product is this process; PostgreSQL, the sandbox and the sender are others. */
async function publishingLarge(path: string, log: (text: string) => void): Promise<Figure[]> {
  const world = await createWorld(1);
  try {
    const small = join(path, '..', 'small.mp4');
    await writeLarge(small, 20_000_000, 'front');
    await publish(world, await uploadAs(world, small), 'Warm');
    await writeLarge(path, largeBytes, 'front');
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    const mediaId = await uploadAs(world, path);
    const uploaded = performance.now();
    await publish(world, mediaId, 'Large');
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
    await world.close();
  }
}

const rate = (bytes: number, ms: number): string => (bytes / megabyte / (ms / 1000)).toFixed(0);

/** Probes a video over HTTP with its index behind a gigabyte, the worst place. */
async function probing(path: string, log: (text: string) => void): Promise<Figure[]> {
  await writeLarge(path, probedBytes, 'end');
  const file = await open(path, 'r');
  let sent = 0;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const [start, end] = (/bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [])
      .slice(1)
      .map(Number);
    if (start === undefined || end === undefined) {
      response.writeHead(416).end();
      return;
    }
    const last = Math.min(end, probedBytes - 1);
    sent += last - start + 1;
    response.writeHead(206, {
      'content-range': `bytes ${start}-${last}/${probedBytes}`,
      'content-length': last - start + 1,
    });
    file
      .read(Buffer.alloc(last - start + 1), 0, last - start + 1, start)
      .then(({ buffer }) => response.end(buffer))
      .catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  try {
    const began = performance.now();
    const facts = await probeVideoUrl(`http://127.0.0.1:${port}/large.mp4`, {
      timeoutMs: 60_000,
      allowPrivate: true,
    });
    const ms = performance.now() - began;
    if (facts?.durationSeconds !== 6 || facts.truncated) throw new Error('The probe is wrong.');
    log(`probed 1 GB by address with ${requests} requests`);
    return [
      {
        name: 'Bytes read to probe a 1 GB video by address',
        value: sent / 1024,
        unit: 'KB',
        aim: '≤ 1024',
        met: sent <= megabyte,
      },
      { name: 'Time to probe a 1 GB video by address', value: ms, unit: 'ms' },
    ];
  } finally {
    server.closeAllConnections();
    server.close();
    await file.close();
  }
}

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
