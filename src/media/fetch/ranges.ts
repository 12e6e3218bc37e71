import { fetchFailed } from './failures.ts';
import { headerOf } from './request.ts';
import { type Session, type SessionOptions, withSession } from './session.ts';

/** The bytes behind an address, a piece at a time. */
export interface RemoteFile {
  bytes: number;
  /** `start` up to but without `end`, both within the size. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** What one request fetches at least, and how many of these pieces are kept. */
const blockBytes = 64 * 1024;
const maxBlocks = 256;

/**
 * Lets `work` read parts of a remote file without fetching it whole. Null when the host does not
 * answer ranges (RFC 9110, 14); then only a download helps.
 * @throws LinchpinError as {@link downloadUrl}, besides what only the whole file can tell
 */
export function withRemoteFile<T>(
  address: string,
  options: SessionOptions,
  work: (file: RemoteFile) => Promise<T>,
): Promise<T | null> {
  return withSession(address, options, async (session) => {
    const first = await fetchRange(session, session.start, 0, blockBytes);
    if (!first) return null;
    const { url, bytes } = first;
    const blocks = new Map([[0, first.data]]);
    const fetchBlocks = async (from: number, to: number): Promise<void> => {
      const start = from * blockBytes;
      const part = await fetchRange(session, url, start, Math.min(bytes, to * blockBytes));
      if (part?.bytes !== bytes) throw fetchFailed(`${url.hostname} changed the file meanwhile.`);
      for (let index = from; index < to; index += 1) {
        const at = index * blockBytes - start;
        blocks.set(index, part.data.subarray(at, at + blockBytes));
      }
    };
    return work({
      bytes,
      async read(start, end) {
        const [from, to] = [Math.floor(start / blockBytes), Math.ceil(end / blockBytes)];
        if (blocks.size + to - from > maxBlocks) blocks.clear();
        const wanted = Array.from({ length: to - from }, (_, index) => from + index);
        const missing = wanted.filter((index) => !blocks.has(index));
        const [firstMissing, lastMissing] = [missing[0], missing.at(-1)];
        if (firstMissing !== undefined && lastMissing !== undefined) {
          await fetchBlocks(firstMissing, lastMissing + 1);
        }
        const pieces = wanted.map((index) => blocks.get(index) ?? Buffer.alloc(0));
        const offset = from * blockBytes;
        return Buffer.concat(pieces).subarray(start - offset, end - offset);
      },
    });
  });
}

interface Part {
  /** Where the redirects led. */
  url: URL;
  data: Buffer;
  /** Size of the whole file. */
  bytes: number;
}

async function fetchRange(
  session: Session,
  address: URL,
  start: number,
  end: number,
): Promise<Part | null> {
  const { response, hops } = await session.get(address, { range: `bytes=${start}-${end - 1}` });
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headerOf(response, 'content-range') ?? '');
  const isPlain = (headerOf(response, 'content-encoding') ?? 'identity') === 'identity';
  if (response.statusCode !== 206 || !isPlain || Number(range?.[1]) !== start) {
    // The agent is destroyed at the end and takes the body along.
    response.body.on('error', () => {}).destroy();
    return null;
  }
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    received += chunk.length;
    if (received > end - start) throw fetchFailed('it sends more than it was asked for.');
  }
  return { url: hops.at(-1) ?? address, data: Buffer.concat(chunks), bytes: Number(range?.[3]) };
}
