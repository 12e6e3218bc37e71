/** An uncompressed TIFF of one colour in one strip. `values`: of each channel; beyond three they are extra samples. */
export function makeTiff(width: number, height: number, values: readonly number[]): Buffer {
  const count = values.length;
  const extra = count - 3;
  const pixels = Buffer.alloc(width * height * count);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = values[at % count] ?? 0;
  const entries: [tag: number, values: number[]][] = [
    [256, [width]],
    [257, [height]],
    [258, values.map(() => 8)],
    [259, [1]],
    [262, [2]],
    [273, [8]],
    [277, [count]],
    [278, [height]],
    [279, [pixels.length]],
    ...(extra > 0 ? ([[338, Array.from({ length: extra }, () => 0)]] as [number, number[]][]) : []),
  ];
  const start = 8 + pixels.length;
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  const behind: Buffer[] = [];
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, list]] of entries.entries()) {
    const at = 2 + index * 12;
    // Long for the one that may not fit, short otherwise.
    const isLong = tag === 279;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(isLong ? 4 : 3, at + 2);
    directory.writeUInt32LE(list.length, at + 4);
    if (isLong) directory.writeUInt32LE(list[0] ?? 0, at + 8);
    else if (list.length <= 2)
      for (const [place, value] of list.entries())
        directory.writeUInt16LE(value, at + 8 + place * 2);
    else {
      const offset = start + directory.length + behind.reduce((sum, part) => sum + part.length, 0);
      directory.writeUInt32LE(offset, at + 8);
      behind.push(Buffer.from(new Uint16Array(list).buffer));
    }
  }
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  header.writeUInt32LE(start, 4);
  return Buffer.concat([header, pixels, directory, ...behind]);
}
