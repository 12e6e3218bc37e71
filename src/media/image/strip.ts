/**
 * A JPEG or PNG without what cameras and editors write beside the picture: place, device, time,
 * captions, edit history, previews and appended clips. The encoded picture and its colour profile stay
 * bit for bit. Null when the file is built so unusually that nothing can be promised.
 */
export const stripMetadata = (data: Buffer, format: 'jpeg' | 'png'): Buffer | null =>
  format === 'png' ? stripPng(data) : stripJpeg(data);

/** Start of scan, and end of image. */
const [sos, eoi] = [0xda, 0xd9];

/** Markers: ITU-T T.81, Annex B. */
function stripJpeg(data: Buffer): Buffer | null {
  const kept = [data.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= data.length) {
    // Any number of 0xff may stand before a marker.
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker < 0xc0 || marker === eoi) return null;
    const end = at + 2 + data.readUInt16BE(at + 2);
    if (end > data.length) return null;
    if (keepsSegment(data, at, marker)) kept.push(data.subarray(at, end));
    at = end;
    if (marker !== sos) continue;
    const scanEnd = endOfScan(data, at);
    kept.push(data.subarray(at, scanEnd));
    at = scanEnd;
    // What follows the picture is a preview or a "motion photo", not part of it.
    if (data[at + 1] === eoi) return Buffer.concat([...kept, data.subarray(at, at + 2)]);
  }
  return null;
}

/** JFIF, the colour profile and Adobe's note on the colour model change how the picture looks. */
function keepsSegment(data: Buffer, at: number, marker: number): boolean {
  const starts = (text: string): boolean =>
    data.toString('latin1', at + 4, at + 4 + text.length) === text;
  if (marker === 0xe0) return starts('JFIF\0');
  if (marker === 0xe2) return starts('ICC_PROFILE\0');
  if (marker === 0xee) return starts('Adobe');
  const isComment = marker === 0xfe;
  const isApplication = marker >= 0xe1 && marker <= 0xef;
  return !isComment && !isApplication;
}

/** The next marker that is neither a stuffed zero nor a restart. */
function endOfScan(data: Buffer, start: number): number {
  for (let at = data.indexOf(0xff, start); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1];
    if (next === undefined) break;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return data.length;
}

/** Text, EXIF and time; the rest describes the picture (PNG specification, 11.3). */
const dropped = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'];

function stripPng(data: Buffer): Buffer | null {
  const kept = [data.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= data.length) {
    const end = at + 12 + data.readUInt32BE(at);
    if (end > data.length) return null;
    const type = data.toString('latin1', at + 4, at + 8);
    if (!dropped.includes(type)) kept.push(data.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}
