import { parseFeed as parse } from 'feedsmith';
import { refusal } from '../../domain/errors/index.ts';
import type { FeedEntry } from '../../domain/feeds/entry.ts';
import { withoutMarkup } from '../../domain/text/markup.ts';

export interface ParsedFeed {
  title: string | null;
  /** In the order of the feed. */
  entries: FeedEntry[];
}

interface Given {
  title?: string | undefined;
  link?: string | undefined;
  guid?: string | undefined;
  html?: string | undefined;
  images: readonly (string | undefined)[];
  categories?: readonly (string | undefined)[];
}

const isImage = (type: string | undefined): boolean => type?.startsWith('image/') === true;

/** RSS, Atom, RDF or JSON Feed. @throws LinchpinError FEED_UNREADABLE */
export function parseFeed(text: string): ParsedFeed {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(text);
  } catch (error) {
    throw refusal('FEED_UNREADABLE', {
      field: 'url',
      values: { reason: 'it is no RSS, Atom, RDF or JSON Feed.' },
      cause: error,
    });
  }
  const { title } = parsed.feed;
  const given = givenOf(parsed);
  const name = typeof title === 'string' ? title : title?.value;
  return { title: name?.trim() || null, entries: given.map(entryOf) };
}

function givenOf(parsed: ReturnType<typeof parse>): Given[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.link,
        guid: item.guid?.value,
        html: item.content?.encoded ?? item.description,
        images: [
          ...(item.media?.contents ?? []).flatMap(({ url, medium, type }) =>
            medium === 'image' || isImage(type) ? url : [],
          ),
          ...(item.enclosures ?? []).flatMap(({ url, type }) => (isImage(type) ? url : [])),
          ...(item.media?.thumbnails ?? []).map(({ url }) => url),
        ],
        categories: (item.categories ?? []).map(({ name }) => name),
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        title: entry.title?.value,
        link: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
        guid: entry.id,
        html: entry.content?.value ?? entry.summary?.value,
        images: [
          ...(entry.links ?? []).flatMap(({ rel, type, href }) =>
            rel === 'enclosure' && isImage(type) ? href : [],
          ),
          ...(entry.media?.thumbnails ?? []).map(({ url }) => url),
        ],
        categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.link,
        guid: item.rdf?.about,
        html: item.content?.encoded ?? item.description,
        images: [],
      }));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.url ?? item.external_url,
        guid: item.id,
        html: item.content_html ?? item.content_text ?? item.summary,
        images: [
          item.image,
          item.banner_image,
          ...(item.attachments ?? []).flatMap(({ url, mime_type }) =>
            isImage(mime_type) ? url : [],
          ),
        ],
        categories: item.tags ?? [],
      }));
  }
}

function entryOf({ title, link, guid, html = '', images, categories = [] }: Given): FeedEntry {
  const shown = /<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/i.exec(html)?.[1];
  const imageUrl = [...images, shown].find((url) => url !== undefined && /^https?:/i.test(url));
  const plain = withoutMarkup(html).trim();
  return {
    title: withoutMarkup(title ?? '').trim(),
    text: plain,
    link: link?.trim() || null,
    guid: guid?.trim() || null,
    imageUrl: imageUrl ?? null,
    categories: categories.flatMap((name) => name ?? []),
  };
}
