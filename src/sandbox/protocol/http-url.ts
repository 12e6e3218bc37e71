/** An http(s) URL, or null. Not `URL.canParse`, which Node 20 gets wrong for letters such as "ü" after many calls. */
export function parseHttpUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
