import type { FastifyInstance } from 'fastify';
import { refusal } from '../domain/errors/index.ts';
import { showInvisible } from '../domain/text/visible.ts';

/** Reads JSON bodies; an empty one is absent, and one that is no JSON or no text is refused with the reason. */
export function parseJsonBodies(scope: FastifyInstance): void {
  if (scope.hasContentTypeParser('application/json'))
    scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseJson(decode(Buffer.from(body), request.headers['content-type'] ?? '')));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** @throws LinchpinError INVALID_JSON */
function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = showInvisible(error instanceof Error ? error.message : String(error));
    throw refusal('INVALID_JSON', { values: { reason } });
  }
}

/**
 * The text of a body, without its byte order mark. A character that is none would be published as "�", so bytes that do
 * not fit are refused.
 * @throws LinchpinError BODY_NOT_TEXT
 */
function decode(body: Buffer, contentType: string): string {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  const decoder = decoderOf(charset);
  if (!decoder)
    throw refusal('BODY_NOT_TEXT', { values: { reason: `no charset is called "${charset}"` } });
  try {
    return decoder.decode(body);
  } catch {
    const at = firstMisfit(body, charset);
    const byte = `0x${(body[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
    const reason = `it is not ${charset.toUpperCase()} (byte ${byte} at ${at})`;
    throw refusal('BODY_NOT_TEXT', { values: { reason } });
  }
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return null;
  }
}

/** Offset of the first byte that is not valid in the charset. */
function firstMisfit(body: Buffer, charset: string): number {
  const fits = (length: number) => {
    try {
      decoderOf(charset)?.decode(body.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, body.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
