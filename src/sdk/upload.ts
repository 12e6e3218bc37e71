import { LinchpinConnectionError } from './errors.ts';
import { sleep, withRetries } from './retry.ts';
import type { ClientOptions } from './transport.ts';
import type { Calls, DirectUpload, Media, PartsSlot } from './types.generated.ts';

/** A file, an address that the server fetches, or bytes as they come. */
export type UploadSource = Blob | URL | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

export interface UploadOptions {
  /** Absent: that of a File or of the address. */
  filename?: string;
  /** Absent: that of the Blob. */
  contentType?: Calls['media.startParts']['input']['contentType'];
  /** Bytes. Without it a stream is read into memory before it is sent. */
  size?: number;
  /** The workspace, with a key that reaches several. */
  profileId?: string;
  /** Called with the bytes sent so far, and those of the whole. */
  onProgress?: (sent: number, size: number) => void;
  signal?: AbortSignal;
}

/** Hands in a picture or a video. A large one is sent in parts, each again where it is lost. @returns it with its id. */
export type Upload = (source: UploadSource, options?: UploadOptions) => Promise<Media>;

/** The calls that an upload is made of. */
interface MediaCalls {
  fetch(input: Calls['media.fetch']['input'], options?: object): Promise<Media>;
  upload(file: Blob, filename: string, options?: object): Promise<DirectUpload>;
  startParts(input: Calls['media.startParts']['input'], options?: object): Promise<PartsSlot>;
  completeParts(
    mediaId: string,
    input: Calls['media.completeParts']['input'],
    options?: object,
  ): Promise<Media>;
  abortParts(mediaId: string): Promise<unknown>;
}

/** Bytes that go in one request: what is sent again when that is lost. */
const inOneRequest = 8 * 1024 * 1024;

export const createUpload =
  (media: MediaCalls, client: ClientOptions): Upload =>
  async (source, options = {}) => {
    const { signal, profileId, onProgress } = options;
    const call = { ...(signal && { signal }) };
    const inWorkspace = { ...(profileId !== undefined && { profileId }) };
    if (source instanceof URL) return media.fetch({ url: source.href, ...inWorkspace }, call);
    const isWhole = source instanceof Blob || options.size === undefined;
    const whole = source instanceof Blob ? source : isWhole ? await gathered(source) : null;
    const size = whole?.size ?? options.size ?? 0;
    const filename = options.filename ?? (source instanceof File ? source.name : 'file');
    onProgress?.(0, size);
    if (whole && size <= inOneRequest && profileId === undefined) {
      const done = await media.upload(typed(whole, options), filename, call);
      onProgress?.(size, size);
      return done.media;
    }
    const contentType = options.contentType ?? (whole?.type || 'application/octet-stream');
    const slot = await media.startParts(
      {
        filename,
        contentType: contentType as NonNullable<UploadOptions['contentType']>, // Another one is refused there.
        size,
        ...inWorkspace,
      },
      call,
    );
    const bytes = whole ? whole.stream() : (source as AsyncIterable<Uint8Array>);
    try {
      const parts: { number: number; etag: string }[] = [];
      let sent = 0;
      for await (const piece of pieces(iterate(bytes), slot.partSize)) {
        const part = slot.parts[parts.length];
        if (!part) throw new RangeError('The stream has more bytes than its size says.');
        parts.push({ number: part.number, etag: await put(part.url, piece, client, signal) });
        sent += piece.size;
        onProgress?.(sent, size);
      }
      if (sent !== size) throw new RangeError('The stream has fewer bytes than its size says.');
      return await media.completeParts(slot.mediaId, { parts }, call);
    } catch (error) {
      await media.abortParts(slot.mediaId).catch(() => {}); // The first error says why.
      throw error;
    }
  };

const typed = (blob: Blob, { contentType }: UploadOptions): Blob =>
  contentType === undefined ? blob : blob.slice(0, blob.size, contentType);

/** Sends a part; sent again it takes the place of the one before. @returns its ETag */
const put = (
  url: string,
  body: Blob,
  { fetch: doFetch = fetch, retries = 2, wait = sleep }: ClientOptions,
  signal: AbortSignal | undefined,
): Promise<string> =>
  withRetries(
    async () => {
      const response = await doFetch(url, { method: 'PUT', body, ...(signal && { signal }) }).catch(
        (error: unknown) => {
          if (signal?.aborted) throw error;
          throw new LinchpinConnectionError(new URL(url).origin, error);
        },
      );
      const etag = response.headers.get('etag');
      if (response.ok && etag !== null) return etag;
      throw new LinchpinConnectionError(
        new URL(url).origin,
        new Error(`A part was answered with ${response.status}.`),
      );
    },
    { retries, repetition: 'keyed', signal, wait },
  );

async function gathered(source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of iterate(source)) chunks.push(chunk);
  return new Blob(chunks);
}

/** Browsers read streams by a reader. */
async function* iterate(
  source: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!(source instanceof ReadableStream)) {
    for await (const chunk of source) yield new Uint8Array(chunk);
    return;
  }
  const reader = source.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield new Uint8Array(value);
  }
}

/** The same bytes in pieces of one size, the last one excepted. */
async function* pieces(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  size: number,
): AsyncGenerator<Blob> {
  let held: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  for await (const chunk of chunks)
    for (let rest = chunk; rest.length > 0;) {
      const taken = rest.subarray(0, size - count);
      rest = rest.subarray(taken.length);
      held.push(taken);
      count += taken.length;
      if (count < size) continue;
      yield new Blob(held);
      held = [];
      count = 0;
    }
  if (count > 0) yield new Blob(held);
}
