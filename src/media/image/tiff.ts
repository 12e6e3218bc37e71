/** Tags of TIFF and DNG that tell what a picture in the file is (TIFF 6.0; DNG specification 1.7). */
const tags = { kind: 254, colour: 262, make: 271, subDirectories: 330, dngVersion: 50_706 };

/** Colour of a sensor before it is developed: colour filter array, and linear raw. */
const sensorColours = [32_803, 34_892];

/** Entries read of a directory, and directories of a file. A camera's raw file has some dozens, and a few. */
const [maxEntries, maxDirectories] = [500, 100];

/** Tags of one page with their first value, where that is a number that fits in. */
type Directory = ReadonlyMap<number, number>;

/**
 * Whether a TIFF is a camera's raw file: what it shows first is a small preview, and the picture itself is the bare
 * values of the sensor.
 */
export function isCameraRaw(data: Buffer): boolean {
  const [first] = readDirectories(data, 1);
  if (!first) return false;
  return (
    first.has(tags.dngVersion) ||
    sensorColours.includes(first.get(tags.colour) ?? 0) ||
    (isReduced(first) && first.has(tags.make) && first.has(tags.subDirectories))
  );
}

/** The first page of a TIFF that is no reduced copy of another, from 0 on. */
export function fullPage(data: Buffer): number {
  const page = readDirectories(data, maxDirectories).findIndex((each) => !isReduced(each));
  return Math.max(0, page);
}

const isReduced = (directory: Directory): boolean => ((directory.get(tags.kind) ?? 0) & 1) === 1;

function readDirectories(data: Buffer, most: number): Directory[] {
  const little = data.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) =>
    at + 2 > data.length ? 0 : little ? data.readUInt16LE(at) : data.readUInt16BE(at);
  const u32 = (at: number) =>
    at + 4 > data.length ? 0 : little ? data.readUInt32LE(at) : data.readUInt32BE(at);
  // BigTIFF (43) has other offsets, and no camera writes it.
  if (u16(2) !== 42) return [];
  const directories: Directory[] = [];
  for (let start = u32(4); start > 0 && directories.length < most;) {
    const entries = new Map<number, number>();
    const count = Math.min(u16(start), maxEntries);
    for (let index = 0; index < count; index += 1) {
      const at = start + 2 + index * 12;
      const isShort = u16(at + 2) === 3;
      entries.set(u16(at), isShort ? u16(at + 8) : u32(at + 8));
    }
    directories.push(entries);
    start = u32(start + 2 + count * 12);
  }
  return directories;
}
