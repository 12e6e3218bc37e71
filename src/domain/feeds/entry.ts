import { hashKey } from '../api-key.ts';
import { parseUrl } from '../parse-url.ts';

/** What an entry of a feed says, regardless of the format. */
export interface FeedEntry {
  title: string;
  /** Plain text. */
  text: string;
  link: string | null;
  guid: string | null;
  imageUrl: string | null;
  categories: string[];
}

/** An entry goes to the board of the first rule that fits it. */
export interface FeedRule {
  board: string;
  /** A word or words in its title, in any case. */
  titleHas?: string | undefined;
  /** One of its categories, in any case. */
  category?: string | undefined;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The board that the rules give an entry, else the usual one. */
export const boardOf = (
  { title, categories }: Pick<FeedEntry, 'title' | 'categories'>,
  rules: readonly FeedRule[],
  usual: string,
): string =>
  rules.find(
    ({ titleHas, category }) =>
      (titleHas === undefined || title.toLowerCase().includes(titleHas.trim().toLowerCase())) &&
      (category === undefined || categories.some((each) => same(each, category))),
  )?.board ?? usual;

/** Parameters that say where a reader came from, not which page it is. */
const tracking = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref)$/i;

/** A link without what does not tell pages apart: scheme, `www.`, fragment, tracking, a slash at the end. */
export function canonicalLink(link: string): string {
  const url = parseUrl(link);
  if (!url) return link;
  const query = [...url.searchParams].filter(([name]) => !tracking.test(name)).sort();
  const host = url.host.replace(/^www\./, '');
  return `${host}${url.pathname.replace(/\/+$/, '')}?${new URLSearchParams(query).toString()}`;
}

/** By what an entry is known again. */
export interface EntryKeys {
  /** Any of these: it is the same entry. Feeds change guids, dates and links, seldom all. */
  sure: string[];
  /** It may be the same under another link and guid. */
  likely: string;
}

export function keysOf({ link, guid, title, imageUrl }: FeedEntry): EntryKeys {
  const sure = [
    ...(link === null ? [] : [`link ${canonicalLink(link)}`]),
    ...(guid === null ? [] : [`guid ${guid}`]),
  ];
  const likely = `look ${title.trim().toLowerCase()}\n${imageUrl ?? ''}`;
  return { sure: (sure.length > 0 ? sure : [likely]).map(hashKey), likely: hashKey(likely) };
}
