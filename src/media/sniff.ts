import { fillerBoxes } from './formats.ts';
import type { ImageFormat, OtherFormat, Sniffed, VideoFormat, WrappedFormat } from './formats.ts';
import { textFormat } from './sniff-text.ts';

/** How many leading bytes {@link sniff} looks at: enough for an SVG behind a licence comment. */
export const sniffBytes = 4096;

const image = (format: ImageFormat): Sniffed => ({ kind: 'image', format });
const video = (format: VideoFormat): Sniffed => ({ kind: 'video', format });
const other = (format: OtherFormat): Sniffed => ({ kind: 'other', format });
const wrapped = (format: WrappedFormat): Sniffed => ({ kind: 'wrapped', format });

const signatures: readonly [offset: number, bytes: string, Sniffed][] = [
  [0, '\xff\xd8\xff', image('jpeg')],
  [0, '\x89PNG\r\n\x1a\n', image('png')],
  [0, 'GIF87a', image('gif')],
  [0, 'GIF89a', image('gif')],
  // Before TIFF, whose signature Canon's raw files begin with.
  [8, 'CR\x02\0', other('camera-raw')],
  [0, 'FUJIFILMCCD-RAW', other('camera-raw')],
  [0, 'IIRO', other('camera-raw')],
  [0, 'IIRS', other('camera-raw')],
  [0, 'IIU\0', other('camera-raw')],
  [0, 'II*\0', image('tiff')],
  [0, 'MM\0*', image('tiff')],
  // BigTIFF
  [0, 'II+\0', image('tiff')],
  [0, 'MM\0+', image('tiff')],
  [0, '%PDF-', other('pdf')],
  [0, '%!PS', other('postscript')],
  [0, '\xc5\xd0\xd3\xc6', other('postscript')],
  [0, '8BPS', other('photoshop')],
  [0, '\xff\x0a', other('jpeg-xl')],
  [0, '\0\0\0\x0cJXL \r\n\x87\n', other('jpeg-xl')],
  [0, '\0\0\0\x0cjP  \r\n\x87\n', other('jpeg-2000')],
  [0, '\xff\x4f\xff\x51', other('jpeg-2000')],
  [0, '\0\0\x01\0', other('icon')],
  [0, 'FLV\x01', video('flv')],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', video('wmv')],
  [0, '\0\0\x01\xba', video('mpeg-ps')],
  [0, 'ID3', other('audio')],
  [0, 'fLaC', other('audio')],
  [0, 'OggS', other('audio')],
  [0, '\x1f\x8b\x08', wrapped('gzip')],
  [0, 'PK\x03\x04', wrapped('zip')],
  [0, 'version https://git-lfs', wrapped('lfs-pointer')],
];

/** Brands of ISO base media files, from the registry at mp4ra.org. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const avifBrands = ['avif', 'avis'];
const m4vBrands = ['M4V ', 'M4VH', 'M4VP'];
/** First boxes of QuickTime files older than the ftyp box. */
const quickTimeBoxes = ['moov', 'mdat', 'pnot'];

/** Tells what a file is from its first {@link sniffBytes} bytes. Never throws, never trusts a name. */
export function sniff(head: Uint8Array): Sniffed {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, sniffBytes));
  const text = bytes.toString('latin1');
  for (const [offset, signature, sniffed] of signatures) {
    if (text.startsWith(signature, offset)) return sniffed;
  }
  return sniffContainer(bytes, text) ?? textFormat(bytes) ?? { kind: 'other', format: 'unknown' };
}

function sniffContainer(bytes: Buffer, text: string): Sniffed | undefined {
  const boxes = sniffBoxes(bytes, text);
  if (boxes) return boxes;
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return image('webp');
  if (text.startsWith('RIFF') && text.startsWith('AVI ', 8)) return video('avi');
  if (text.startsWith('\x1a\x45\xdf\xa3')) return video(text.includes('webm') ? 'webm' : 'mkv');
  if (text.startsWith('RIFF') && text.startsWith('WAVE', 8)) return other('audio');
  // A packet of 188 bytes after the other, each of which begins with the same byte.
  if ([0, 188, 376].every((at) => bytes[at] === 0x47)) return video('mpeg-ts');
  // "BM" alone is ordinary text; the reserved zeros and a known header size make it a bitmap.
  if (text.startsWith('BM') && text.startsWith('\0\0\0\0', 6) && bytes.length >= 18) {
    return [12, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14))
      ? image('bmp')
      : undefined;
  }
  return undefined;
}

/** An ISO base media or QuickTime file, by its first box that says something. */
function sniffBoxes(bytes: Buffer, text: string): Sniffed | undefined {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    const type = text.slice(at + 4, at + 8);
    if (type === 'ftyp' && size >= 8) return sniffBrands(bytes.subarray(at), text.slice(at));
    // Four letters after a size: prose has no control character in front.
    if (quickTimeBoxes.includes(type) && (bytes[at] ?? 255) < 32) return video('mov');
    if (!fillerBoxes.includes(type) || (size !== 1 && size < 8) || size > 0x1fff_ffff)
      return undefined;
    if (size === 1 || at + size > bytes.length) return video('mov');
    at += size;
  }
  return at > 0 ? video('mov') : undefined;
}

/** The major brand decides; `mif1` and other general brands defer to the compatible ones. */
function sniffBrands(bytes: Buffer, text: string): Sniffed | undefined {
  const end = bytes.length >= 4 ? Math.min(bytes.readUInt32BE(0), text.length) : 0;
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  const major = brands[0] ?? '';
  const has = (known: readonly string[]): boolean => brands.some((brand) => known.includes(brand));
  if (has(avifBrands)) return image('avif');
  if (has(heicBrands)) return image('heic');
  if (major === 'qt  ') return video('mov');
  if (m4vBrands.includes(major)) return video('m4v');
  // An audio file also lists isom among its compatible brands, so it is asked first.
  if (/^(M4[ABP] |F4[AB] |f4[ab] |aax )$/.test(major)) return other('audio');
  if (major === 'crx ') return other('camera-raw');
  if (/^(jp2 |jpx |jpm )$/.test(major)) return other('jpeg-2000');
  // Whatever brand a camera gives itself, the boxes are those of a video; the probe reads them.
  return video('mp4');
}
