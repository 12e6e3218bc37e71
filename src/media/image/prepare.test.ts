import { createCipheriv } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LinchpinError } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { makeTiff, makeTiffOf } from '../testing/make-tiff.ts';
import { inspectImage } from './inspect.ts';
import { prepareImage } from './prepare.ts';

/** Four quarters of different colours, so that every rotation and mirroring shows. */
const quarters = (width = 240, height = 160): Sharp => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 2 2" preserveAspectRatio="none">
    <rect width="2" height="2" fill="#c00000"/><rect x="1" width="1" height="1" fill="#00c000"/>
    <rect y="1" width="1" height="1" fill="#0000c0"/><rect x="1" y="1" width="1" height="1" fill="#c0c0c0"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
};
const noise = (width: number, height: number, channels: 3 | 4 = 3): Sharp => {
  // A cipher over zeros: noise that is the same in every run.
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const data = cipher.update(Buffer.alloc(width * height * channels));
  return sharp(data, { raw: { width, height, channels } });
};

/** Colours in the middle of the four quarters, each channel rounded to 0–3. */
async function corners(data: Buffer): Promise<string[]> {
  const { data: raw, info } = await sharp(data)
    .removeAlpha()
    .resize(40, 40, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [10, 30].flatMap((y) =>
    [10, 30].map((x) => {
      const at = (y * 40 + x) * info.channels;
      return [...raw.subarray(at, at + 3)].map((value) => Math.round(value / 64)).join('');
    }),
  );
}

/** Says of a PNG that it is the first of several frames, a quarter of a second each. */
function animatedPng(png: Buffer, frames: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const [count, frame] = [Buffer.alloc(8), Buffer.alloc(26)];
  count.writeUInt32BE(frames);
  frame.writeUInt16BE(1, 20);
  frame.writeUInt16BE(4, 22);
  const [head, rest] = [png.subarray(0, 33), png.subarray(33)];
  const controls = Array.from({ length: frames }, () => chunk('fcTL', frame));
  return Buffer.concat([head, chunk('acTL', count), ...controls, rest]);
}

async function code(input: string | Buffer): Promise<string> {
  try {
    await prepareImage(input);
    return 'accepted';
  } catch (error) {
    if (error instanceof LinchpinError) return error.code;
    throw error;
  }
}

let upright: string[];
beforeAll(async () => {
  upright = await corners(await quarters().png().toBuffer());
});

describe('prepareImage keeps what is fine', () => {
  it.each<[string, () => Sharp]>([
    ['a JPEG', () => quarters().jpeg()],
    ['a progressive JPEG', () => quarters().jpeg({ progressive: true })],
    ['a grey JPEG', () => quarters().greyscale().toColourspace('b-w').jpeg()],
    ['a JPEG with an sRGB profile', () => quarters().withIccProfile('srgb').jpeg()],
    ['a PNG', () => quarters().png()],
    ['a PNG with a palette', () => quarters().png({ palette: true })],
    ['a PNG with transparency', () => quarters().ensureAlpha(0.5).png()],
  ])('%s stays byte for byte', async (_name, make) => {
    const data = await make().toBuffer();
    const prepared = await prepareImage(data);
    expect(prepared.data.equals(data)).toBe(true);
    expect(prepared.notes).toEqual([]);
    expect(prepared).toMatchObject({ width: 240, height: 160, unchanged: true });
  });
});

describe('prepareImage converts', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'EXIF orientation %i to upright pixels',
    async (orientation) => {
      // The inverse of what a viewer does with this orientation.
      const turned: Record<number, (image: Sharp) => Sharp> = {
        2: (image) => image.flop(),
        3: (image) => image.rotate(180),
        4: (image) => image.flip(),
        5: (image) => image.rotate(270).flop(),
        6: (image) => image.rotate(270),
        7: (image) => image.rotate(90).flop(),
        8: (image) => image.rotate(90),
      };
      const pixels = await (turned[orientation]?.(quarters()) ?? quarters()).png().toBuffer();
      const data = await sharp(pixels).withMetadata({ orientation }).jpeg().toBuffer();
      expect(await inspectImage(data)).toMatchObject({ width: 240, height: 160, orientation });
      const prepared = await prepareImage(data);
      expect(prepared).toMatchObject({ width: 240, height: 160, contentType: 'image/jpeg' });
      expect(await corners(prepared.data)).toEqual(upright);
      const after = await sharp(prepared.data).metadata();
      expect(after).toMatchObject({ width: 240, height: 160 });
      if (orientation > 1) {
        expect(after.exif).toBeUndefined();
        expect(prepared.notes.join()).toContain('Rotated');
      }
    },
  );

  it.each<[string, string, () => Sharp, string[]?]>([
    // Inks cannot show the full green and blue.
    [
      'CMYK',
      'image/jpeg',
      () => quarters().toColourspace('cmyk').jpeg(),
      ['300', '230', '012', '333'],
    ],
    ['16-bit PNG', 'image/png', () => quarters().toColourspace('rgb16').png()],
    [
      '16-bit grey PNG',
      'image/png',
      () => quarters().toColourspace('grey16').png(),
      ['111', '333', '111', '333'],
    ],
    ['a wide-gamut JPEG', 'image/jpeg', () => quarters().withIccProfile('p3').jpeg()],
    ['WebP', 'image/jpeg', () => quarters().webp()],
    ['WebP with an unused alpha channel', 'image/jpeg', () => quarters().ensureAlpha(1).webp()],
    [
      'WebP with transparency',
      'image/png',
      () => quarters().ensureAlpha(0.5).webp({ lossless: true }),
    ],
    ['AVIF', 'image/jpeg', () => quarters().avif()],
    ['TIFF', 'image/jpeg', () => quarters().tiff()],
    ['16-bit TIFF', 'image/jpeg', () => quarters().toColourspace('rgb16').tiff()],
    ['GIF', 'image/jpeg', () => quarters().gif()],
  ])('%s to 8-bit sRGB %s', async (_name, contentType, make, shown) => {
    const prepared = await prepareImage(await make().toBuffer());
    expect(prepared).toMatchObject({ width: 240, height: 160, contentType });
    expect(prepared.notes).not.toEqual([]);
    const after = await sharp(prepared.data).metadata();
    expect(after).toMatchObject({ format: contentType.slice(6), space: 'srgb', depth: 'uchar' });
    expect(after.icc).toBeUndefined();
    expect(await corners(prepared.data)).toEqual(shown ?? upright);
  });

  it('keeps the transparency of a picture that has some', async () => {
    const data = await quarters().ensureAlpha(0.5).webp({ lossless: true }).toBuffer();
    const { channels } = await sharp((await prepareImage(data)).data).stats();
    expect(channels[3]?.mean).toBeCloseTo(128, -1);
  });

  it('the first frame of an animation, and says so', async () => {
    const blue = sharp({ create: { width: 240, height: 160, channels: 3, background: '#0000ff' } });
    const frames = [await quarters().png().toBuffer(), await blue.png().toBuffer()];
    const data = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [50, 150] })
      .toBuffer();
    expect(await inspectImage(data)).toMatchObject({ format: 'gif', pages: 2, height: 160 });
    const prepared = await prepareImage(data);
    expect(await corners(prepared.data)).toEqual(upright);
    expect(prepared.notes[0]).toBe('Only the first of 2 frames of the animation is used.');
    expect(prepared.source).toMatchObject({ animated: true, durationSeconds: 0.2 });
  });

  it.each(['gif', 'webp'] as const)(
    'the first frame of a %s that shows something',
    async (format) => {
      const empty = sharp({ create: { width: 240, height: 160, channels: 3, background: '#fff' } });
      // Another colour: equal frames become one.
      const frames = await Promise.all(
        [empty, empty.clone().negate(), quarters()].map((frame) => frame.png().toBuffer()),
      );
      const data = await sharp(frames, { join: { animated: true } })
        .toFormat(format, { delay: [50, 50, 50] })
        .toBuffer();
      const prepared = await prepareImage(data);
      expect(await corners(prepared.data)).toEqual(upright);
      expect(prepared.notes[0]).toBe(
        'Only frame 3 of 3 of the animation is used; those before it show less.',
      );
    },
  );

  it('an animated PNG to its first frame, and says so', async () => {
    const data = animatedPng(await quarters().png().toBuffer(), 2);
    const prepared = await prepareImage(data);
    expect(prepared.notes).toEqual(['Only the first of 2 frames of the animation is used.']);
    expect(prepared.source).toMatchObject({ animated: true, durationSeconds: 0.5 });
    expect(prepared.data.includes('acTL')).toBe(false);
    expect(await corners(prepared.data)).toEqual(upright);
  });

  it('the full page of a TIFF that begins with a smaller copy', async () => {
    const data = makeTiffOf([
      { width: 120, height: 150, values: [200, 0, 0], reduced: true },
      { width: 400, height: 500, values: [0, 0, 200] },
    ]);
    const prepared = await prepareImage(data);
    expect(prepared).toMatchObject({
      width: 400,
      height: 500,
      dominantColor: expect.stringMatching(/^#0[01]00c[78]$/),
    });
    expect(prepared.notes[0]).toBe(
      'Only page 2 of 2 is used; what stands before it is smaller copies.',
    );
  });

  it('an image that is larger than needed to a smaller one', async () => {
    const prepared = await prepareImage(await quarters(6000, 3000).jpeg().toBuffer());
    expect(prepared).toMatchObject({ width: 4096, height: 2048 });
    expect(prepared.notes).toEqual(['Scaled down from 6000×3000 to 4096×2048 pixels.']);
    expect(await corners(prepared.data)).toEqual(upright);
  });

  it.each([
    [1000, 12_000, 1000, 12_000],
    [1500, 12_000, 1000, 8000],
    [8192, 120, 8192, 120],
    [24_000, 120, 20_000, 100],
  ])('an infographic of %i×%i stays readable', async (width, height, ...expected) => {
    const prepared = await prepareImage(await quarters(width, height).png().toBuffer());
    expect([prepared.width, prepared.height]).toEqual(expected);
  });
});

describe('prepareImage fits the bytes', () => {
  it.each<[string, string, () => Sharp]>([
    ['a PNG of 12 MB', 'image/jpeg', () => noise(2000, 2000).png({ compressionLevel: 1 })],
    [
      'a JPEG that fits at the first try',
      'image/jpeg',
      () => noise(2400, 2400).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }),
    ],
    ['a JPEG of 13 MB', 'image/jpeg', () => noise(3900, 3900).jpeg({ quality: 90 })],
    [
      'a transparent PNG of 16 MB',
      'image/png',
      () => noise(2000, 2000, 4).png({ compressionLevel: 1 }),
    ],
  ])('of %s', async (_name, contentType, make) => {
    const data = await make().toBuffer();
    expect(data.length).toBeGreaterThan(11 * 1024 * 1024);
    const prepared = await prepareImage(data);
    expect(prepared.contentType).toBe(contentType);
    expect(prepared.data.length).toBeLessThanOrEqual(pinLimits.image.maxBytesOut);
    expect(prepared.unchanged).toBe(false);
    expect(prepared.notes.join()).toMatch(/stay under 10 MB/);
    const { width, height } = await sharp(prepared.data).metadata();
    expect({ width, height }).toEqual({ width: prepared.width, height: prepared.height });
  });
});

describe('prepareImage refuses', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'linchpin-image-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)(
    'a %s that is cut off anywhere',
    async (format) => {
      const whole = await noise(200, 150).toFormat(format).toBuffer();
      for (const part of [0.05, 0.3, 0.6, 0.9, 0.99]) {
        const cut = whole.subarray(0, Math.floor(whole.length * part));
        expect(await code(cut), `${format} at ${part}`).toBe('IMAGE_BROKEN');
      }
    },
  );

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['no bytes', 'MEDIA_EMPTY', () => Buffer.alloc(0)],
    ['1×1 pixel', 'IMAGE_TOO_SMALL', () => quarters(1, 1).png().toBuffer()],
    ['99 pixels of height', 'IMAGE_TOO_SMALL', () => quarters(500, 99).png().toBuffer()],
    ['a web page', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('<!doctype html>')],
    ['an SVG', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('<svg width="200" height="200"/>')],
    ['a PDF', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('%PDF-1.4')],
    ['a HEIC of nothing', 'IMAGE_BROKEN', () => Buffer.from('\0\0\0\x10ftypheic\0\0\0\0')],
    ['prose', 'MEDIA_FORMAT_UNSUPPORTED', () => Buffer.from('hello')],
    ['a JPEG signature and nothing else', 'IMAGE_BROKEN', () => Buffer.from('ffd8ffe0', 'hex')],
    [
      'a PNG signature before zeros',
      'IMAGE_BROKEN',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(900)]),
    ],
    ['a PNG of 30000×30000 pixels', 'IMAGE_TOO_MANY_PIXELS', () => bomb(30_000)],
    ['33 MB', 'MEDIA_TOO_LARGE', () => Buffer.alloc(33 * 1024 * 1024, 1)],
  ])('%s as %s', async (_name, expected, make) => {
    const data = await make();
    expect(await code(data)).toBe(expected);
    const path = join(dir, crypto.randomUUID());
    await writeFile(path, data);
    expect(await code(path)).toBe(expected);
  });

  it('damaged data in the middle of a PNG', async () => {
    const data = await noise(200, 150).png().toBuffer();
    data.fill(0, 40_000, 40_200);
    expect(await code(data)).toBe('IMAGE_BROKEN');
  });

  it('without naming a path of the server', async () => {
    const path = join(dir, 'secret.jpg');
    await writeFile(path, (await quarters().jpeg().toBuffer()).subarray(0, 300));
    const error: unknown = await prepareImage(path).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain(dir);
    expect(String(error)).toContain('it is cut off');
  });
});

describe('prepareImage under load', () => {
  it('works through many images at once, broken ones between them', async () => {
    const good = await quarters().webp().toBuffer();
    const bad = good.subarray(0, 60);
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => code(index % 3 === 0 ? bad : good)),
    );
    expect(results.filter((result) => result === 'accepted')).toHaveLength(8);
    expect(results.filter((result) => result === 'IMAGE_BROKEN')).toHaveLength(4);
  });
});

describe('the look of an image', () => {
  it('names the colour that covers most of it', async () => {
    const card = await sharp({
      create: { width: 300, height: 300, channels: 3, background: '#6e7874' },
    })
      .composite([{ input: await noise(120, 120).png().toBuffer(), gravity: 'center' }])
      .png()
      .toBuffer();
    expect((await prepareImage(card)).dominantColor).toBe('#6e7874');
  });

  it('keeps its fingerprint when re-encoded and scaled, and changes it for another picture', async () => {
    const photo = await quarters(900, 600)
      .composite([{ input: await noise(300, 200).blur(8).png().toBuffer(), left: 60, top: 300 }])
      .png()
      .toBuffer();
    const { fingerprint } = await prepareImage(photo);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const copies = [
      sharp(photo).jpeg({ quality: 40 }),
      sharp(photo).webp({ quality: 50 }),
      sharp(photo).resize(300).jpeg({ quality: 70 }),
    ];
    for (const copy of copies) {
      const again = await prepareImage(await copy.toBuffer());
      expect(fingerprintDistance(fingerprint, again.fingerprint)).toBeLessThanOrEqual(8);
    }
    const others = [sharp(photo).flop(), sharp(photo).negate(), noise(300, 200).blur(12)];
    for (const other of others) {
      const again = await prepareImage(await other.png().toBuffer());
      expect(fingerprintDistance(fingerprint, again.fingerprint)).toBeGreaterThan(16);
    }
  });

  it('gives a plain surface the same fingerprint before and after re-encoding', async () => {
    const plain = sharp({
      create: { width: 200, height: 200, channels: 3, background: '#b0a090' },
    });
    const png = await prepareImage(await plain.clone().png().toBuffer());
    const jpeg = await prepareImage(await plain.clone().jpeg({ quality: 50 }).toBuffer());
    expect(jpeg.fingerprint).toBe(png.fingerprint);
  });
});

/** A valid one-bit PNG that is small as a file and huge as pixels. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)), { level: 1 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Bits that differ, 0–64. Up to about 10 means the same picture. */
function fingerprintDistance(a: string, b: string): number {
  const differing = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return differing.replaceAll('0', '').length;
}

describe('what only looks damaged', () => {
  const photo = () =>
    sharp({ create: { width: 640, height: 960, channels: 3, background: 'tomato' } });

  it('takes a JPEG whose end mark is missing, and adds it', async () => {
    const whole = await photo().jpeg().toBuffer();
    const { data, notes, unchanged } = await prepareImage(whole.subarray(0, -2));
    expect(notes).toEqual(['Added the end mark that was missing.']);
    expect([unchanged, data.equals(whole)]).toEqual([false, true]);
    await expect(prepareImage(whole.subarray(0, -40))).rejects.toThrow(/cut off/);
  });

  it.each([
    ['two saved selections', [200, 100, 50, 10, 20]],
    ['one', [200, 100, 50, 255]],
  ])('keeps the colours of a TIFF with %s', async (_name, values) => {
    const { data, contentType } = await prepareImage(makeTiff(640, 960, values));
    expect(contentType).toBe('image/jpeg');
    const [red, green, blue] = (await sharp(data).stats()).channels.map(({ mean }) => mean);
    for (const [found = 0, given = 0] of [
      [red, 200],
      [green, 100],
      [blue, 50],
    ])
      expect(Math.abs(found - given)).toBeLessThan(4);
  });

  it('does not take the preview of a raw file for the picture', async () => {
    const tiff = await photo().tiff().toBuffer();
    const directory = tiff.readUInt32LE(4);
    // The tag of its first entry becomes DNGVersion.
    tiff.writeUInt16LE(50_706, directory + 2);
    await expect(prepareImage(tiff)).rejects.toThrow(/camera raw/);
  });
});
