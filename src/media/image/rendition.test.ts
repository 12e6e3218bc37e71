import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskStorage } from '../storage/disk.ts';
import type { MediaStorage } from '../storage/storage.ts';
import { createRenditions, type Renditions } from './rendition.ts';

let dir: string;
let storage: MediaStorage;
let renditions: Renditions;
let reads: string[];
let errors: unknown[];
let full: boolean;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-renditions-'));
  [reads, errors, full] = [[], [], false];
  const disk = diskStorage(dir);
  storage = {
    ...disk,
    readBuffer: (key) => {
      reads.push(key);
      return disk.readBuffer(key);
    },
  };
  renditions = createRenditions(storage, {
    requireSpace: async () => {
      if (full) throw new Error('The disk is full.');
    },
    onError: (error) => errors.push(error),
  });
  const picture = sharp({ create: { width: 1000, height: 1500, channels: 3, background: '#456' } });
  await storage.put('photo', await picture.jpeg().toBuffer());
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const widthOf = async (data: Buffer | null) => data && (await sharp(data).metadata()).width;
const photoReads = () => reads.filter((key) => key === 'photo').length;

it.each([
  [1, 320],
  [320, 320],
  [321, 640],
  [640, 640],
])('of at least %i pixels is one of %i', async (wanted, width) => {
  expect(await widthOf(await renditions.find('photo', wanted))).toBe(width);
});

it('is the image itself where that alone is wide enough', async () => {
  expect(await renditions.find('photo', 641)).toBeNull();
  expect(errors).toEqual([]);
});

it('does not enlarge, and keeps what is transparent', async () => {
  const icon = sharp({ create: { width: 200, height: 200, channels: 4, background: '#0000' } });
  await storage.put('icon', await icon.png().toBuffer());
  const { width, hasAlpha } = await sharp(
    (await renditions.find('icon', 320)) ?? undefined,
  ).metadata();
  expect({ width, hasAlpha }).toEqual({ width: 200, hasAlpha: true });
});

it('is made once for all who ask at the same time, and kept', async () => {
  const [first, ...others] = await Promise.all(
    Array.from({ length: 8 }, () => renditions.find('photo', 320)),
  );
  expect(photoReads()).toBe(1);
  for (const other of others) expect(other).toEqual(first);
  expect(await renditions.find('photo', 320)).toEqual(first);
  expect(photoReads()).toBe(1);
});

it('is made again when it is gone', async () => {
  await renditions.find('photo', 320);
  await storage.remove('photo.w320.webp');
  expect(await widthOf(await renditions.find('photo', 320))).toBe(320);
  expect(photoReads()).toBe(2);
});

it('goes with its image', async () => {
  await renditions.find('photo', 320);
  await renditions.find('photo', 640);
  await renditions.remove('photo');
  expect(await storage.size('photo.w320.webp')).toBeNull();
  expect(await storage.size('photo.w640.webp')).toBeNull();
  expect(await storage.size('photo')).not.toBeNull();
});

it('is shown but not kept on a full disk', async () => {
  full = true;
  expect(await widthOf(await renditions.find('photo', 320))).toBe(320);
  expect(await storage.size('photo.w320.webp')).toBeNull();
  expect(errors).toHaveLength(1);
});

it('is not made of a file that is damaged or gone, and the next asks again', async () => {
  await storage.put('broken', Buffer.from('no picture'));
  expect(await renditions.find('broken', 320)).toBeNull();
  expect(await renditions.find('nowhere', 320)).toBeNull();
  expect(errors).toHaveLength(2);
  await storage.put('broken', await storage.readBuffer('photo'));
  expect(await widthOf(await renditions.find('broken', 320))).toBe(320);
});
