import { createCipheriv } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';

/** Red, green, blue and light grey quarters: every rotation and mirroring shows. */
export function quarters(width: number, height: number): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 2 2" preserveAspectRatio="none">
    <rect width="2" height="2" fill="#c00000"/><rect x="1" width="1" height="1" fill="#00c000"/>
    <rect y="1" width="1" height="1" fill="#0000c0"/><rect x="1" y="1" width="1" height="1" fill="#c0c0c0"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

/** Random pixels, the same in every run: a file that does not compress, so that a part is clearly missing. */
export function noise(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const data = cipher.update(Buffer.alloc(width * height * channels));
  return sharp(data, { raw: { width, height, channels } });
}

/** Colours in the middle of the four quarters, each channel rounded to 0–3. */
export async function cornersOf(data: Buffer): Promise<string[]> {
  const { data: raw, info } = await sharp(data)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
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

/** What {@link cornersOf} says of upright quarters. */
export const upright = ['300', '030', '003', '333'];

/** A Windows bitmap of 24 bits, stored from the bottom up as most are, or from the top down. */
export async function makeBmp(image: Sharp, topDown = false): Promise<Buffer> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(topDown ? -height : height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const from = (row * width + column) * 3;
      const to = 54 + stride * (topDown ? row : height - 1 - row) + column * 3;
      file[to] = data[from + 2] ?? 0;
      file[to + 1] = data[from + 1] ?? 0;
      file[to + 2] = data[from] ?? 0;
    }
  return file;
}

/** The picture as a camera stores it that was held another way: a viewer turns it upright again. */
export async function held(image: Sharp, orientation: number): Promise<Sharp> {
  const turn: Record<number, (picture: Sharp) => Sharp> = {
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    5: (picture) => picture.rotate(270).flop(),
    6: (picture) => picture.rotate(270),
    7: (picture) => picture.rotate(90).flop(),
    8: (picture) => picture.rotate(90),
  };
  const pixels = await (turn[orientation]?.(image) ?? image).png().toBuffer();
  return sharp(pixels).withMetadata({ orientation });
}
