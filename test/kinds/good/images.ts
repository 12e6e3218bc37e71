import { gzipSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { makeHeic, type TestHeic } from '../../../src/media/testing/make-heic.ts';
import { held, makeBmp, noise, quarters, upright } from '../pictures.ts';
import { picture, post, type GoodCase } from './case.ts';

/** Inks and greys show the quarters in other colours. */
const inks = ['300', '230', '012', '333'];
const greys = ['111', '333', '111', '333'];
const pale = ['322', '232', '223', '333'];

const formats: [string, (image: Sharp) => Promise<Buffer>, corners?: string[]][] = [
  ['JPEG', (image) => image.jpeg({ quality: 95 }).toBuffer()],
  ['progressive JPEG', (image) => image.jpeg({ progressive: true, quality: 95 }).toBuffer()],
  ['CMYK JPEG', (image) => image.toColourspace('cmyk').jpeg().toBuffer(), inks],
  ['grey JPEG', (image) => image.greyscale().toColourspace('b-w').jpeg().toBuffer(), greys],
  ['wide-gamut JPEG', (image) => image.withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()],
  ['PNG', (image) => image.png().toBuffer()],
  ['PNG with a palette', (image) => image.png({ palette: true }).toBuffer()],
  ['16-bit PNG', (image) => image.toColourspace('rgb16').png().toBuffer()],
  ['half-transparent PNG', (image) => image.ensureAlpha(0.5).png().toBuffer(), pale],
  ['WebP', (image) => image.webp({ quality: 95 }).toBuffer()],
  ['lossless WebP', (image) => image.webp({ lossless: true }).toBuffer()],
  [
    'half-transparent WebP',
    (image) => image.ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
    pale,
  ],
  ['AVIF', (image) => image.avif({ effort: 0, quality: 90 }).toBuffer()],
  ['TIFF', (image) => image.tiff().toBuffer()],
  ['TIFF with LZW', (image) => image.tiff({ compression: 'lzw' }).toBuffer()],
  ['still GIF', (image) => image.gif().toBuffer()],
  ['BMP', (image) => makeBmp(image)],
  ['BMP from the top', (image) => makeBmp(image, true)],
];
const shapes: [string, number, number][] = [
  ['tall', 200, 300],
  ['wide', 301, 199],
  ['square', 240, 240],
];

const everyFormat = formats.flatMap(([format, encode, corners = upright]) =>
  shapes.map(([shape, width, height]) =>
    picture(`a ${shape} ${format}`, () => encode(quarters(width, height)), {
      sizes: [[width, height]],
      corners,
    }),
  ),
);

const colorAt =
  (width: number, height: number): NonNullable<TestHeic['colorAt']> =>
  (x, y) =>
    y < height / 2
      ? x < width / 2
        ? [192, 0, 0]
        : [0, 192, 0]
      : x < width / 2
        ? [0, 0, 192]
        : [192, 192, 192];
const heic = (width: number, height: number, rotation: 0 | 90 | 180 | 270 = 0) =>
  makeHeic({ width, height, rotation, colorAt: colorAt(width, height) });

const phones: GoodCase[] = [
  picture('a tall HEIC', () => heic(128, 192), { sizes: [[128, 192]], corners: upright }),
  picture('a wide HEIC', () => heic(192, 128), { sizes: [[192, 128]], corners: upright }),
  picture('a HEIC turned by a quarter', () => heic(192, 128, 90), {
    sizes: [[128, 192]],
    corners: ['003', '300', '333', '030'],
  }),
  picture('a HEIC turned by three quarters', () => heic(192, 128, 270), {
    sizes: [[128, 192]],
    corners: ['030', '333', '300', '003'],
  }),
];

const orientations: GoodCase[] = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) =>
  picture(
    `a JPEG held the way ${orientation}`,
    async () => (await held(quarters(240, 160), orientation)).jpeg({ quality: 95 }).toBuffer(),
    { sizes: [[240, 160]], corners: upright },
  ),
);
const turned: [string, (image: Sharp) => Sharp][] = [
  ['PNG', (image) => image.png()],
  ['WebP', (image) => image.webp({ quality: 95 })],
  ['TIFF', (image) => image.tiff()],
];
const otherOrientations = turned.map(([format, encode]) =>
  picture(
    `a ${format} held sideways`,
    async () => encode(await held(quarters(240, 160), 6)).toBuffer(),
    { sizes: [[240, 160]], corners: upright },
  ),
);

const sizes: GoodCase[] = [
  picture('the smallest', () => quarters(100, 100).jpeg().toBuffer(), { sizes: [[100, 100]] }),
  picture('the recommended', () => quarters(1000, 1500).jpeg().toBuffer(), {
    sizes: [[1000, 1500]],
    corners: upright,
  }),
  picture('9000 pixels wide', () => quarters(9000, 600).jpeg().toBuffer(), {
    sizes: [[9000, 600]],
    corners: upright,
  }),
  picture('9000 pixels tall', () => quarters(600, 9000).png().toBuffer(), { sizes: [[600, 9000]] }),
  picture('a banner that may not get thinner', () => quarters(9000, 120).png().toBuffer(), {
    sizes: [[9000, 120]],
  }),
  picture('16 megapixels of one colour', () => quarters(4000, 4000).png().toBuffer(), {
    sizes: [[4000, 4000]],
    corners: upright,
  }),
  picture('a PNG of 12 MB', () => noise(2050, 2050).png({ compressionLevel: 0 }).toBuffer(), {
    sizes: [[2050, 2050]],
    maxBytes: 10 * 1024 * 1024,
  }),
];

const anything = () => quarters(200, 300).jpeg({ quality: 95 }).toBuffer();
const named = (name: string, path: string): GoodCase =>
  picture(name, anything, { sizes: [[200, 300]], corners: upright }, path);

const names: GoodCase[] = [
  named('no extension', '/pictures/4711'),
  named('an extension in capitals', '/PHOTO.JPG'),
  named('a JPEG called .png', '/photo.png'),
  named('a JPEG called .mp4', '/photo.mp4'),
  named('a JPEG called .txt', '/photo.txt'),
  named('a name in another script', '/%E5%86%99%E7%9C%9F.jpg'),
  named('a name with blanks', '/my%20photo%20(1).jpg'),
  {
    name: 'an address with a query and a fragment',
    body: async (world) => {
      const url = await world.serve('/signed', anything());
      return post(world, { mediaItems: [{ url: `  ${url}?w=200&sig=a%2Bb#top ` }] });
    },
    shown: [{ kind: 'image', sizes: [[200, 300]] }],
  },
  ...(
    [
      ['text/html', 'a host that calls it a page'],
      ['application/octet-stream', 'a host that calls it bytes'],
      ['video/mp4', 'a host that calls it a video'],
    ] as const
  ).map(([type, name]): GoodCase => ({
    name,
    body: async (world) => {
      const file = await anything();
      const url = world.server.add(`/typed/${type}`, (_, response) =>
        response.writeHead(200, { 'content-type': type }).end(file),
      );
      return post(world, { mediaItems: [{ url }] });
    },
    shown: [{ kind: 'image', sizes: [[200, 300]], corners: upright }],
  })),
  {
    name: 'five hops, and packed and in chunks at the end',
    body: async (world) => {
      const packed = gzipSync(await anything());
      const url = world.server.add('/hops', (request, response) => {
        const hop = Number(/\?(\d)/.exec(request.url ?? '')?.[1] ?? 0);
        if (hop < 5) response.writeHead(308, { location: `/hops?${hop + 1}` }).end();
        else {
          response.writeHead(200, { 'content-encoding': 'gzip' });
          response.write(packed.subarray(0, 100));
          response.end(packed.subarray(100));
        }
      });
      return post(world, { mediaItems: [{ url }] });
    },
    shown: [{ kind: 'image', sizes: [[200, 300]], corners: upright }],
  },
  {
    name: 'an address of our own upload',
    body: async (world) => {
      const { media } = await world.product.client.media.upload(
        new Blob([new Uint8Array(await anything())]),
        'own.jpg',
      );
      return post(world, { mediaItems: [{ url: media.url }] });
    },
    shown: [{ kind: 'image', sizes: [[200, 300]] }],
  },
];

const animations: GoodCase[] = [
  {
    name: 'an animated GIF',
    body: async (world) => {
      const frames = await Promise.all(
        ['#aa3311', '#11aa33', '#1133aa'].map((background) =>
          sharp({ create: { width: 200, height: 300, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      );
      const gif = sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer();
      return post(world, { mediaItems: [{ url: await world.serve('/moves.gif', gif) }] });
    },
    shown: [{ kind: 'image', sizes: [[200, 300]] }],
  },
];

const fits: GoodCase[] = (
  [
    ['crop', '1:1', [200, 200]],
    ['crop', '9:16', [169, 300]],
    ['pad', '1:1', [300, 300]],
    ['pad', '4:5', [240, 300]],
    ['error', '2:3', [200, 300]],
  ] as [string, string, [number, number]][]
).map(([mode, ratio, size]) => ({
  name: `one image, ${mode} to ${ratio}`,
  body: async (world) =>
    post(world, {
      mediaFit: { mode, ratio },
      mediaIds: [await world.upload(quarters(200, 300).jpeg().toBuffer())],
    }),
  shown: [{ kind: 'image', sizes: [size] }],
}));

export const images: GoodCase[] = [
  ...everyFormat,
  ...phones,
  ...orientations,
  ...otherOrientations,
  ...sizes,
  ...names,
  ...animations,
  ...fits,
];
