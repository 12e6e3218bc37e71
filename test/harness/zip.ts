import { crc32, deflateRawSync } from 'node:zlib';

interface Packed {
  path: string;
  content: Buffer | string;
  /** What the archive says its length is; default: what it is. */
  saidBytes?: number;
}

/** A zip archive, also of the kinds that no honest program makes. */
export function makeZip(files: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content, saidBytes } of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // Version needed.
    fields.writeUInt16LE(0x800, 2); // Names are UTF-8.
    fields.writeUInt16LE(8, 4); // Deflate.
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saidBytes ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, entry.subarray(2), name]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  const all = Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
  return new Uint8Array(all);
}
