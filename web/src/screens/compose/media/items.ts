import type { Media } from '../../../api/client.ts';
import { newId } from '../../../api/new-id.ts';
import { ownMediaAddress } from '../../../api/own-media.ts';

/** The words a slide of a carousel may have of its own. */
export interface SlideWords {
  title: string;
  description: string;
  link: string;
}

/** A file of the Pin: uploaded, or at an address that Linchpin fetches. */
export interface Item extends SlideWords {
  /** Of this form alone. */
  key: string;
  /** null: the file is at `url`. */
  media: Media | null;
  url: string;
}

const noWords: SlideWords = { title: '', description: '', link: '' };

export const uploadedItem = (media: Media): Item => ({ key: newId(), media, url: '', ...noWords });

export const itemAt = (url: string): Item => ({ key: newId(), media: null, url, ...noWords });

/** All the media of the form: an address that is still in its field comes last. */
export function allItems(form: { media: readonly Item[]; mediaUrl: string }): Item[] {
  const url = form.mediaUrl.trim();
  return url ? [...form.media, { key: 'typed', media: null, url, ...noWords }] : [...form.media];
}

/** Of an address only its ending tells, until the server has fetched it. */
export const isVideo = ({ media, url }: Item): boolean =>
  media ? media.kind === 'video' : /\.(mp4|m4v|mov)([?#].*)?$/i.test(url);

export const nameOf = ({ media, url }: Item): string =>
  media?.filename ?? (url.split(/[?#]/)[0]?.split('/').at(-1) || 'File');

/** Where this page may show the file from: the content policy admits our own, and images on https. */
export function viewAddress(item: Item): string | null {
  if (item.media) return ownMediaAddress(item.media.id, item.media.url);
  if (!URL.canParse(item.url)) return null;
  const { protocol, origin } = new URL(item.url);
  if (origin === window.location.origin) return item.url;
  return protocol === 'https:' && !isVideo(item) ? item.url : null;
}
