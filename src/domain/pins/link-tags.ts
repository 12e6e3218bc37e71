import { parseUrl } from '../parse-url.ts';

/** The five parameters by which web statistics tell where visitors came from, without `utm_`. */
export const tagNames = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type TagName = (typeof tagNames)[number];

/** What is added to the links of Pins. Values may hold the words of {@link tagWords} in braces. */
export type LinkTags = { readonly [Name in TagName]?: string | undefined };

/** What a value can name of the Pin. */
export const tagWords = ['account', 'board', 'title'] as const;
export type TagWords = Readonly<Record<(typeof tagWords)[number], string>>;

/**
 * The link with the tags that have a value, before its fragment. One that has a `utm_` parameter stays as it is: it was
 * tagged by hand, or when its Pin was planned.
 */
export function tagLink(link: string, tags: LinkTags, words: TagWords): string {
  const url = parseUrl(link);
  if (!url || [...url.searchParams.keys()].some((name) => /^utm_/i.test(name))) return link;
  const added = tagNames.flatMap((name) => {
    const value = fill(tags[name] ?? '', words);
    return value === '' ? [] : `utm_${name}=${encodeURIComponent(value)}`;
  });
  if (added.length === 0) return link;
  const [, page = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(link) ?? [];
  const before = query.replace(/&+$/, '').replace(/^\?$/, '');
  return `${page}${before}${before === '' ? '?' : '&'}${added.join('&')}${fragment}`;
}

const fill = (text: string, words: TagWords): string =>
  text
    .trim()
    .replace(/\{(\w+)\}/g, (whole, word: string) =>
      word in words ? plain(words[word as keyof TagWords]) : whole,
    );

/** Lower case, with a hyphen for all that is neither letter nor digit: statistics tell `A` from `a`. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .toWellFormed();
