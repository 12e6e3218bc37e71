import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { refusal } from '../../domain/errors/index.ts';
import { formatBytes } from '../labels.ts';
import type { Sniffed } from '../formats.ts';
import { sniff, sniffBytes } from '../sniff.ts';

/** A size over the limit. `bytes` is null when the transfer was stopped before the size was known. */
export const tooLarge = (bytes: number | null, maxBytes: number): Error =>
  refusal('MEDIA_TOO_LARGE', {
    values: {
      size: bytes === null ? `larger than ${formatBytes(maxBytes)}` : formatBytes(bytes),
      limit: formatBytes(maxBytes),
    },
  });

/** Passes bytes on while it counts, limits and hashes them. */
export class Meter extends Transform {
  bytes = 0;
  readonly #hash = createHash('sha256');
  #maxBytes: number;

  constructor(maxBytes: number) {
    super();
    this.#maxBytes = maxBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.#maxBytes) {
      done(tooLarge(null, this.#maxBytes));
      return;
    }
    this.#hash.update(chunk);
    done(null, chunk);
  }

  /** Lowers the limit; what came already counts. */
  limit(maxBytes: number): void {
    this.#maxBytes = Math.min(this.#maxBytes, maxBytes);
  }

  /** Call once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

/** Buffers the first bytes until they are known not to be a web page, then passes everything on. */
export class PageGuard extends Transform {
  #head: Buffer | null = Buffer.alloc(0);
  readonly #declaredHtml: boolean;
  readonly #on: { page: () => Error; onKind: (kind: Sniffed['kind']) => void };

  constructor(
    contentType: string | undefined,
    on: { page: () => Error; onKind: (kind: Sniffed['kind']) => void },
  ) {
    super();
    this.#declaredHtml = /^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType ?? '');
    this.#on = on;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#head === null) {
      done(null, chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length < sniffBytes) done();
    else this.#release(done);
  }

  override _flush(done: TransformCallback): void {
    this.#release(done);
  }

  #release(done: TransformCallback): void {
    const head = this.#head;
    this.#head = null;
    if (head === null || head.length === 0) {
      done();
      return;
    }
    const { kind, format } = sniff(head);
    const isPage = kind === 'page' || (format === 'unknown' && this.#declaredHtml);
    if (isPage) {
      done(this.#on.page());
      return;
    }
    this.#on.onKind(kind);
    done(null, head);
  }
}
