/** Colorants of sRGB (D50 adapted), IEC 61966-2-1. */
const srgbColorants: Record<string, readonly [number, number, number]> = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
};

/**
 * Whether an ICC profile describes sRGB. Its primaries are compared, not its name: compact profiles
 * call themselves "sP3C" or "nRGB". Layout: ICC.1:2010, §7.3 (tag table at 128) and §10.18 (XYZType).
 */
export function isSrgbProfile(icc: Buffer): boolean {
  if (icc.length < 132 || icc.toString('latin1', 16, 20) !== 'RGB ') return false;
  const count = Math.min(icc.readUInt32BE(128), Math.floor((icc.length - 132) / 12));
  const found = new Set<string>();
  for (let at = 132; at < 132 + count * 12; at += 12) {
    const tag = icc.toString('latin1', at, at + 4);
    const expected = srgbColorants[tag];
    if (!expected) continue;
    const offset = icc.readUInt32BE(at + 4) + 8;
    if (offset + 12 > icc.length) return false;
    const close = expected.every(
      (value, index) => Math.abs(icc.readInt32BE(offset + index * 4) / 65_536 - value) < 0.005,
    );
    if (!close) return false;
    found.add(tag);
  }
  return found.size === 3;
}
