import { type Layout, readBoxHeader } from './boxes.ts';
import type { ByteSource } from './source.ts';

/** An index of an hour has 1 to 5 MB; a larger one is a trick against the memory. */
const maxIndexBytes = 32 * 1024 * 1024;
/** Samples of one track: three hours at 240 frames a second. */
const maxSamples = 2_600_000;
/** Samples of one fragment: ten seconds of uncompressed sound. */
const maxFragmentSamples = 500_000;
const containers = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex'];
/** Encryption: such a file cannot be published, and its tables have counts of their own. */
const refused = ['saiz', 'saio', 'senc'];

/** Counts of one track's sample table (ISO 14496-12, 8.6 and 8.7). */
interface Table {
  samples: number;
  fixedSize: boolean;
  timed: number;
  shifted: number;
  chunks: number;
  /** The body of the `stsc` box: read only at the end, not copied, because it can be long. */
  runs: DataView | null;
}

/**
 * Whether the counts in the index fit together. A demuxer believes them, and a count of four billion
 * in a damaged file of some kilobytes would take all the memory of the server.
 */
export async function hasSaneIndex(source: ByteSource, layout: Layout): Promise<boolean> {
  const indexes = layout.moov ? [layout.moov, ...layout.fragments] : layout.fragments;
  for (const { start, bytes } of indexes) {
    if (bytes > maxIndexBytes) return false;
    // A fragment that is cut off is reported as truncated; the rest of it is still checked.
    const end = Math.min(source.bytes, start + bytes);
    if (!isSaneIndex(await source.read(start, end))) return false;
  }
  return true;
}

/** The same for the bytes of one `moov` or `moof` box. Never throws. */
export function isSaneIndex(index: Uint8Array): boolean {
  return isSaneBox(index, emptyTable(), 0);
}

const emptyTable = (): Table => ({
  samples: 0,
  fixedSize: false,
  timed: 0,
  shifted: 0,
  chunks: 0,
  runs: null,
});

function isSaneBox(bytes: Uint8Array, table: Table, depth: number): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const header = readBoxHeader(bytes.subarray(at, at + 16), bytes.length - at);
    // A demuxer goes on behind a box it does not know, so what cannot be read here could hide anything.
    if (!header) return bytes.subarray(at).every((byte) => byte === 0);
    // A length of 1 says that the real one follows, in 8 bytes more.
    const isLong = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0) === 1;
    const body = bytes.subarray(at + (isLong ? 16 : 8), at + header.bytes);
    if (refused.includes(header.type)) return false;
    if (containers.includes(header.type)) {
      const own = header.type === 'stbl' ? emptyTable() : table;
      if (depth > 8 || !isSaneBox(body, own, depth + 1)) return false;
      if (header.type === 'stbl' && !fitsTogether(own)) return false;
    } else if (!readTable(header.type, body, table)) return false;
    at += header.bytes;
  }
  return true;
}

/** Notes the counts of one box; false when they alone are too much. */
function readTable(type: string, body: Uint8Array, table: Table): boolean {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const u32 = (at: number): number => (at + 4 <= body.length ? view.getUint32(at) : 0);
  const entries = (size: number): number => Math.min(u32(4), Math.floor((body.length - 8) / size));
  const sum = (): number => {
    let total = 0;
    for (let index = 0; index < entries(8); index += 1) total += u32(8 + index * 8);
    return total;
  };
  if (type === 'stts') table.timed += sum();
  if (type === 'ctts') table.shifted += sum();
  if (type === 'stco' || type === 'co64') table.chunks += entries(type === 'stco' ? 4 : 8);
  if (type === 'stsz') {
    table.fixedSize = u32(4) > 0;
    table.samples = u32(8);
  }
  if (type === 'stz2') {
    table.samples = u32(8);
    return [4, 8, 16].includes(body[7] ?? 0);
  }
  if (type === 'stsc') table.runs = view;
  if (type === 'trun') table.timed += u32(4);
  return type !== 'trun' || table.timed <= maxFragmentSamples;
}

function fitsTogether(table: Table): boolean {
  const { samples, fixedSize, timed, shifted } = table;
  // Uncompressed sound has millions of samples of one size, which are not listed.
  if (!fixedSize && samples > maxSamples) return false;
  if (shifted > 0 && Math.max(timed, shifted) > maxSamples) return false;
  return hasSaneRuns(table);
}

/** Runs of chunks (8.7.4): entries of first chunk, samples in each chunk, and description. */
function hasSaneRuns({ runs, chunks, samples, fixedSize }: Table): boolean {
  if (!runs || runs.byteLength < 8) return true;
  const count = Math.min(runs.getUint32(4), Math.floor((runs.byteLength - 8) / 12));
  let last = 0;
  for (let at = 8; at < 8 + count * 12; at += 12) {
    const first = runs.getUint32(at);
    if (first <= last || first > chunks + 1) return false;
    if (!fixedSize && runs.getUint32(at + 4) > samples) return false;
    last = first;
  }
  return true;
}
