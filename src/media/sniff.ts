import type { ImageFormat, Sniffed, VideoFormat } from './formats.ts';
import { textFormat } from './sniff-text.ts';

/** How many leading bytes {@link sniff} looks at: enough for an SVG behind a licence comment. */
export const sniffBytes = 4096;

const image = (format: ImageFormat): Sniffed => ({ kind: 'image', format });
const video = (format: VideoFormat): Sniffed => ({ kind: 'video', format });

const signatures: readonly [offset: number, bytes: string, Sniffed][] = [
  [0, '\xff\xd8\xff', image('jpeg')],
  [0, '\x89PNG\r\n\x1a\n', image('png')],
  [0, 'GIF87a', image('gif')],
  [0, 'GIF89a', image('gif')],
  [0, 'II*\0', image('tiff')],
  [0, 'MM\0*', image('tiff')],
  // BigTIFF
  [0, 'II+\0', image('tiff')],
  [0, 'MM\0+', image('tiff')],
  [0, '%PDF-', { kind: 'other', format: 'pdf' }],
];

/** Brands of ISO base media files, from the registry at mp4ra.org. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const avifBrands = ['avif', 'avis'];
const m4vBrands = ['M4V ', 'M4VH', 'M4VP'];
const mp4Brands =
  /^(isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|hev1|dash|cmfc|cmf2|cmfs|msdh|msix|f4v |F4V |mmp4|MSNV|XAVC|3g[0-9a-z]{2}|av01)$/;
/** First boxes of QuickTime files older than the ftyp box. */
const quickTimeBoxes = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

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
  const box = text.slice(4, 8);
  if (box === 'ftyp') return sniffBrands(bytes, text);
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return image('webp');
  if (text.startsWith('RIFF') && text.startsWith('AVI ', 8)) return video('avi');
  if (text.startsWith('\x1a\x45\xdf\xa3')) return video(text.includes('webm') ? 'webm' : 'mkv');
  // Four letters after a size: prose has no control character in front.
  if (quickTimeBoxes.includes(box) && (bytes[0] ?? 255) < 32) return video('mov');
  // "BM" alone is ordinary text; the reserved zeros and a known header size make it a bitmap.
  if (text.startsWith('BM') && text.startsWith('\0\0\0\0', 6) && bytes.length >= 18) {
    return [12, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14))
      ? image('bmp')
      : undefined;
  }
  return undefined;
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
  // An audio file (M4A, M4B) also lists isom among its compatible brands, so it is asked first.
  if (/^M4[AB] $/.test(major)) return undefined;
  return brands.some((brand) => mp4Brands.test(brand)) ? video('mp4') : undefined;
}
