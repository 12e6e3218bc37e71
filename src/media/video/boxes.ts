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
