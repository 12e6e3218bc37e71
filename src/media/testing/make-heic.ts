import { type Color, encodeHevcStill } from './hevc-still.ts';

/** What to make. Sides are multiples of 16. */
export interface TestHeic {
  width?: number;
  height?: number;
  colorAt?: (x: number, y: number) => Color;
  /** Degrees a viewer turns the picture clockwise, as a phone writes it into the container. */
  rotation?: 0 | 90 | 180 | 270;
  /** A colour profile. */
  icc?: Buffer;
}

/** Makes a real HEIC with an H.265 picture in it (ISO 23008-12), as a phone does. */
export function makeHeic(wanted: TestHeic = {}): Buffer {
  const { width = 128, height = 192, colorAt = () => [200, 40, 40], rotation = 0, icc } = wanted;
  const { description, data } = encodeHevcStill(width, height, colorAt);
  const properties = [
    box('hvcC', description),
    full('ispe', 0, u32(width), u32(height)),
    ...(icc ? [box('colr', Buffer.from('prof'), icc)] : []),
    // In quarter turns against the clock.
    ...(rotation ? [box('irot', Buffer.from([((360 - rotation) % 360) / 90]))] : []),
  ];
  const type = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'));
  const metaWith = (offset: number): Buffer =>
    full(
      'meta',
      0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      full('pitm', 0, u16(1)),
      // Offsets and lengths of four bytes; one item with one extent.
      full('iloc', 0, u16(0x4400), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(data.length)),
      full('iinf', 0, u16(1), full('infe', 2, u16(1), u16(0), Buffer.from('hvc1\0'))),
      box(
        'iprp',
        box('ipco', ...properties),
        // Every property belongs to the item and is essential.
        full(
          'ipma',
          0,
          u32(1),
          u16(1),
          Buffer.from([properties.length, ...properties.map((_, i) => 0x81 + i)]),
        ),
      ),
    );
  const offset = type.length + metaWith(0).length + 8;
  return Buffer.concat([type, metaWith(offset), box('mdat', data)]);
}

function u16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16BE(value);
  return out;
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

/** A box with a version and no flags. */
const full = (type: string, version: number, ...content: Buffer[]): Buffer =>
  box(type, Buffer.from([version, 0, 0, 0]), ...content);
