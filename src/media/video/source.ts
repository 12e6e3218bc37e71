import { open } from 'node:fs/promises';

/** Bytes that can be read in any order: a file, or a web address that answers ranges. */
export interface ByteSource {
  /** Size of the whole. */
  bytes: number;
  /** `start` up to but without `end`, both within the size. Rejects when they cannot be had. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** A path, or anything that gives bytes. */
export type VideoInput = string | ByteSource;

/** Runs `work` on the source; a file is open only while it runs. */
export async function withSource<T>(
  input: VideoInput,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  if (typeof input !== 'string') return work(input);
  const file = await open(input, 'r');
  try {
    const { size } = await file.stat();
    return await work({
      bytes: size,
      async read(start, end) {
        const buffer = Buffer.alloc(end - start);
        let filled = 0;
        while (filled < buffer.length) {
          const { bytesRead } = await file.read(
            buffer,
            filled,
            buffer.length - filled,
            start + filled,
          );
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
    });
  } finally {
    await file.close();
  }
}

/** A buffer as a source. */
export const bufferSource = (data: Uint8Array): ByteSource => ({
  bytes: data.length,
  read: (start, end) => Promise.resolve(data.subarray(start, end)),
});
