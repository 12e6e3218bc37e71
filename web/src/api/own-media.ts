/**
 * The address of one of our own files, relative to this page. The server names its public address,
 * which may differ from the one the page was opened at (localhost and 127.0.0.1), and the content
 * policy only lets pictures of the page's own origin in over http.
 */
export function ownMediaAddress(mediaId: string, url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname.startsWith(`/media/${mediaId}`) ? pathname + search : url;
}

/** Pixels; the server keeps an image in these widths. */
const widths = [320, 640] as const;

/** One of our own images in a smaller width; any other address stays as it is. */
export const renditionOf = (address: string, width: (typeof widths)[number]): string =>
  isOwn(address) ? `${address}?width=${width}` : address;

/** One of our own images in its smaller widths, for `srcset`; undefined of any other. */
export const renditionsOf = (address: string): string | undefined =>
  isOwn(address)
    ? widths.map((width) => `${renditionOf(address, width)} ${width}w`).join(', ')
    : undefined;

const isOwn = (address: string): boolean => /^\/media\/[^/?]+\/[^/?]+$/.test(address);
