export interface TiffPage {
  width: number;
  height: number;
  /** Of each channel; beyond three they are extra samples. */
  values: readonly number[];
  /** Whether the page says that it is a smaller copy of another. */
  reduced?: boolean;
}

/** An uncompressed TIFF of one page of one colour, in one strip. */
export const makeTiff = (width: number, height: number, values: readonly number[]): Buffer =>
  makeTiffOf([{ width, height, values }]);

/** An uncompressed TIFF of several pages, each of one colour. */
export function makeTiffOf(pages: readonly TiffPage[]): Buffer {
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  const parts = [header];
  // Where the offset of the next directory is written.
  let link = { part: header, at: 4 };
  for (const page of pages) {
    const start = parts.reduce((sum, part) => sum + part.length, 0);
    const made = makePage(page, start);
    link.part.writeUInt32LE(start + made.pixels.length, link.at);
    link = { part: made.directory, at: made.directory.length - 4 };
    parts.push(made.pixels, made.directory, made.behind);
  }
  return Buffer.concat(parts);
}

/** @param start where its pixels will lie; its directory follows, and what does not fit into that */
function makePage({ width, height, values, reduced = false }: TiffPage, start: number) {
  const count = values.length;
  const extra = count - 3;
  // Directories begin at even places.
  const pixels = Buffer.alloc(width * height * count + ((width * height * count) % 2));
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = values[at % count] ?? 0;
  const entries: [tag: number, values: number[]][] = [
    [254, [reduced ? 1 : 0]],
    [256, [width]],
    [257, [height]],
    [258, values.map(() => 8)],
    [259, [1]],
    [262, [2]],
    [273, [start]],
    [277, [count]],
    [278, [height]],
    [279, [width * height * count]],
    ...(extra > 0 ? ([[338, Array.from({ length: extra }, () => 0)]] as [number, number[]][]) : []),
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  const behind: Buffer[] = [];
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, list]] of entries.entries()) {
    const at = 2 + index * 12;
    // Long for those that may not fit, short otherwise.
    const isLong = [254, 273, 279].includes(tag);
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(isLong ? 4 : 3, at + 2);
    directory.writeUInt32LE(list.length, at + 4);
    if (isLong) directory.writeUInt32LE(list[0] ?? 0, at + 8);
    else if (list.length <= 2)
      for (const [place, value] of list.entries())
        directory.writeUInt16LE(value, at + 8 + place * 2);
    else {
      const before = pixels.length + directory.length;
      const offset = start + before + behind.reduce((sum, part) => sum + part.length, 0);
      directory.writeUInt32LE(offset, at + 8);
      behind.push(Buffer.from(new Uint16Array(list).buffer));
    }
  }
  return { pixels, directory, behind: Buffer.concat(behind) };
}
