import type { Sniffed } from './formats.ts';

const htmlStart =
  /^<(!doctype\s+html|html|head|body|title|meta|script|style|link|div|iframe|noscript|table|p|h1|br)[\s/>]/i;

/** Recognises the text formats people mistake for images: web pages, SVG and JSON. */
export function textFormat(bytes: Buffer): Sniffed | undefined {
  const text = skipPreamble(decode(bytes));
  if (htmlStart.test(text)) return { kind: 'page', format: 'html' };
  if (/^<!doctype\s+svg[\s>]/i.test(text) || /^<(\w+:)?svg[\s/>]/i.test(text)) {
    return { kind: 'image', format: 'svg' };
  }
  if (looksLikeJson(text)) return { kind: 'other', format: 'json' };
  return undefined;
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('utf8');
}

/** Drops what may stand before the first element: white space, `<?xml …?>` and comments. */
function skipPreamble(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const close = rest.startsWith('<?') ? '?>' : rest.startsWith('<!--') ? '-->' : undefined;
    if (close === undefined) return rest;
    const end = rest.indexOf(close);
    if (end < 0) return rest;
    rest = rest.slice(end + close.length).trimStart();
  }
}

/** The text may be cut off, so it cannot be parsed: a key or a value after the bracket is enough. */
const looksLikeJson = (text: string): boolean =>
  /^\{\s*("([^"\\]|\\.)*"\s*:|\}\s*$)/.test(text) ||
  /^\[\s*(["{[\]\d-]|true|false|null)/.test(text);
