/** What an animated PNG says about its frames. */
export interface Animation {
  frames: number;
  /** How long they run once. */
  seconds: number;
}

/** Parts of a second that a `delay_den` of 0 stands for (PNG specification, 3rd edition, 11.3.6.2). */
const hundredths = 100;

/** The animation of a PNG, or null for one that stands still. libvips reads its first picture only. */
export function readApng(data: Buffer): Animation | null {
  let frames = 0;
  let seconds = 0;
  for (let at = 8; at + 12 <= data.length;) {
    const length = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + length);
    if (type === 'acTL' && length >= 8) frames = body.readUInt32BE(0);
    if (type === 'fcTL' && body.length >= 26)
      seconds += body.readUInt16BE(20) / (body.readUInt16BE(22) || hundredths);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  return frames > 1 ? { frames, seconds } : null;
}
