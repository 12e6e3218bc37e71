import { fillerBoxes } from '../formats.ts';
import type { ByteSource } from './source.ts';

/** How an MP4 or QuickTime file is laid out on its outermost level (ISO 14496-12, 4.2). */
export interface Layout {
  /** Major brand of the `ftyp` box, trimmed; null in QuickTime files older than that box. */
  brand: string | null;
  /** The index of the whole: where it stands and how many bytes it says it has. Null: not there. */
  moov: { start: number; bytes: number } | null;
  /** Whether the index stands before the first media data, so that playback can begin at once. */
  hasMoovAtFront: boolean;
  isFragmented: boolean;
  /** Where each fragment's own index (`moof`) stands. */
  fragments: { start: number; bytes: number }[];
  /** A box that matters runs past the end of the file. */
  truncated: boolean;
}

export interface BoxHeader {
  type: string;
  /** Bytes with the header, as declared; the rest of the file when the box says "to the end". */
  bytes: number;
}

/** Boxes walked before the rest is taken on trust: a fragment a second for some five hours. */
const maxBoxes = 40_000;
/** Boxes needed for playback; truncation inside others is harmless. */
const essential = ['moov', 'mdat', 'moof'];

/**
 * The header of the box at the beginning of `bytes`, or null when there is none.
 * @param remaining bytes from here to the end of the file
 */
export function readBoxHeader(bytes: Uint8Array, remaining: number): BoxHeader | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  // Four printable characters; QuickTime's © is the only one outside ASCII.
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return null;
  const short = view.getUint32(0);
  if (short === 0) return { type, bytes: remaining };
  if (short >= 8) return { type, bytes: short };
  if (short !== 1 || bytes.length < 16) return null;
  const long = Number(view.getBigUint64(8));
  return long >= 16 ? { type, bytes: long } : null;
}

/** Walks the outermost boxes, reading only their headers. Fails only when the source does. */
export async function readLayout(source: ByteSource): Promise<Layout> {
  const layout: Layout = {
    brand: null,
    moov: null,
    hasMoovAtFront: false,
    isFragmented: false,
    fragments: [],
    truncated: false,
  };
  let mediaSeen = false;
  let at = 0;
  for (let count = 0; at < source.bytes && count < maxBoxes; count += 1) {
    const remaining = source.bytes - at;
    const head = await source.read(at, at + Math.min(16, remaining));
    const box = readBoxHeader(head, remaining);
    if (!box) {
      // Behind a whole file, padding is harmless; fragments go on, so a piece of a header is a cut.
      layout.truncated ||= layout.isFragmented && remaining < 8;
      break;
    }
    if (box.type === 'ftyp') layout.brand ??= String.fromCharCode(...head.subarray(8, 12)).trim();
    if (box.type === 'moov' && !layout.moov) {
      layout.moov = { start: at, bytes: box.bytes };
      layout.hasMoovAtFront = !mediaSeen;
    }
    if (box.type === 'moof') {
      layout.isFragmented = true;
      layout.fragments.push({ start: at, bytes: box.bytes });
    }
    mediaSeen ||= box.type === 'mdat';
    layout.truncated ||= essential.includes(box.type) && box.bytes > remaining;
    at += box.bytes;
  }
  return layout;
}

/** What stands in front of the box that says what the file is. */
export interface LeadingBoxes {
  /** Bytes up to the end of the `ftyp` box or, where there is none, of the last filler. */
  bytes: number;
  /** Major brand. */
  brand: string;
}

/** Fillers at the beginning of a file, with the `ftyp` box behind them; null: there are none. */
export async function leadingBoxes(source: ByteSource): Promise<LeadingBoxes | null> {
  let at = 0;
  for (let count = 0; at < source.bytes && count < 16; count += 1) {
    const remaining = source.bytes - at;
    const head = await source.read(at, at + Math.min(16, remaining));
    const box = readBoxHeader(head, remaining);
    if (box?.type === 'ftyp' && at > 0)
      return { bytes: at + box.bytes, brand: String.fromCharCode(...head.subarray(8, 12)) };
    if (!box || !fillerBoxes.includes(box.type)) break;
    at += box.bytes;
  }
  return at >= 16 && at < source.bytes ? { bytes: at, brand: 'qt  ' } : null;
}

type Read = (start: number, end: number) => Promise<Uint8Array>;

/**
 * Reads a file whose first box is a filler as if it began with an `ftyp` box of the same length: a demuxer looks for
 * that one only there. Nothing else moves, since indexes count from the beginning of the file.
 */
export const withFileType = (read: Read, { bytes, brand }: LeadingBoxes): Read => {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(bytes, 0);
  header.write(`ftyp${brand}`, 4, 'latin1');
  return async (start, end) => {
    const found = Buffer.from(await read(start, end));
    if (start < header.length) header.copy(found, 0, start, Math.min(end, header.length));
    return found;
  };
};
