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
