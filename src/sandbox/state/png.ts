import { crc32, deflateSync } from 'node:zlib';

type Rgb = readonly [number, number, number];

/** A PNG that goes from one colour at its top to another at its bottom; made without libvips, whose loading costs a second. */
export function gradientPng(width: number, height: number, top: Rgb, bottom: Rgb): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const color = top.map((channel, index) =>
      Math.round(channel + (((bottom[index] ?? 0) - channel) * y) / Math.max(1, height - 1)),
    );
    // Each row begins with its filter, none.
    return Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.from(color))]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits per channel, RGB.
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
