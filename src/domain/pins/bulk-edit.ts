import { parseUrl } from '../parse-url.ts';

export interface Replacement {
  find: string;
  with: string;
  /** Only where no letter or digit stands beside it. */
  wholeWord: boolean;
  matchCase: boolean;
}

/** The text with every occurrence of plain text replaced. */
export function replaceText(
  text: string,
  { find, with: replacement, wholeWord, matchCase }: Replacement,
): string {
  const plain = find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = wholeWord ? `(?<![\\p{L}\\p{N}_])${plain}(?![\\p{L}\\p{N}_])` : plain;
  return text.replace(new RegExp(pattern, matchCase ? 'gu' : 'giu'), () => replacement);
}

/** Values by the name behind `utm_`; null: none is to be there; undefined: it stays. */
export type Utm = Partial<
  Record<'source' | 'medium' | 'campaign' | 'term' | 'content', string | null | undefined>
>;

/** The link with these parameters set or removed; the rest stays as it is written. null: it is no full address. */
export function withUtm(link: string, utm: Utm): string | null {
  if (!parseUrl(link)) return null;
  const [, base = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(link) ?? [];
  const wanted = Object.entries(utm).filter(([, value]) => value !== undefined);
  const names = wanted.map(([name]) => `utm_${name}`);
  const kept = query
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !names.includes((part.split('=')[0] ?? '').toLowerCase()));
  const added = wanted.flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [`utm_${name}=${encodeURIComponent(value)}`] : [],
  );
  const all = [...kept, ...added];
  return `${base}${all.length > 0 ? `?${all.join('&')}` : ''}${hash}`;
}
