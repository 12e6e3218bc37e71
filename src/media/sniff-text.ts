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
  if (/^--[^\r\n]{1,200}\r?\n(?:[^\r\n]+\r?\n)*?content-disposition:/i.test(text))
    return { kind: 'wrapped', format: 'multipart' };
  if (/^data:[\w.+-]+\/[\w.+-]+[;,]/i.test(text)) return { kind: 'wrapped', format: 'data-url' };
  if (/^<(?:\?xml|Error|error)[\s>]/.test(decode(bytes).trimStart()))
    return { kind: 'wrapped', format: 'xml-error' };
  // A whole line of it, which prose is not.
  if (/^[A-Za-z\d+/]{60,}={0,2}\s*(?:[A-Za-z\d+/=\s]*)$/.test(text))
    return { kind: 'wrapped', format: 'base64' };
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
