/** Tags of TIFF and DNG that tell a camera's raw file (TIFF 6.0; DNG specification 1.7). */
const tags = { kind: 254, colour: 262, make: 271, subDirectories: 330, dngVersion: 50_706 };

/** Colour of a sensor before it is developed: colour filter array, and linear raw. */
const sensorColours = [32_803, 34_892];

/** Entries read of the first directory. A raw file has some dozens. */
const maxEntries = 500;

/**
 * Whether a TIFF is a camera's raw file: what it shows first is a small preview, and the picture itself is the bare
 * values of the sensor.
 */
export function isCameraRaw(data: Buffer): boolean {
  const entries = firstDirectory(data);
  const isPreview = ((entries.get(tags.kind) ?? 0) & 1) === 1;
  return (
    entries.has(tags.dngVersion) ||
    sensorColours.includes(entries.get(tags.colour) ?? 0) ||
    (isPreview && entries.has(tags.make) && entries.has(tags.subDirectories))
  );
}

/** Tags of the first directory with their first value, where that is a number that fits in. */
function firstDirectory(data: Buffer): Map<number, number> {
  const entries = new Map<number, number>();
  const little = data.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) =>
    at + 2 > data.length ? 0 : little ? data.readUInt16LE(at) : data.readUInt16BE(at);
  const u32 = (at: number) =>
    at + 4 > data.length ? 0 : little ? data.readUInt32LE(at) : data.readUInt32BE(at);
  // BigTIFF (43) has other offsets, and no camera writes it.
  if (u16(2) !== 42) return entries;
  const start = u32(4);
  const count = Math.min(u16(start), maxEntries);
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * 12;
    const isShort = u16(at + 2) === 3;
    entries.set(u16(at), isShort ? u16(at + 8) : u32(at + 8));
  }
  return entries;
}
