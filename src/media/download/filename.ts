/**
 * A name for people: from Content-Disposition (RFC 6266), else the last part of the address.
 * Never use it as a path.
 */
export function filenameOf(disposition: string | undefined, url: URL): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition ?? '')?.[1];
  const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition ?? '')?.[1];
  const plain = /filename\s*=\s*([^;"\s]+)/i.exec(disposition ?? '')?.[1];
  const named =
    encoded === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? plain) : decode(encoded);
  return clean(named ?? '') ?? clean(decode(url.pathname));
}

function clean(name: string): string | undefined {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const printable = base
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200);
  return printable === '' || /^\.+$/.test(printable) ? undefined : printable;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray % is part of the name.
  }
}
