import { hashOf, unit } from './hash.ts';
import { vocabulary } from './vocabulary.ts';

// What is searched for, made up from a fixed vocabulary; the same words and weeks give the same figures everywhere.

const everyTerm = [...new Set(vocabulary.flatMap(({ terms }) => terms))];
const wordsOf = (term: string) =>
  term
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 2);

/** Terms that share a word with this one, those of its interest after them; none for an unknown word. */
export function relatedTerms(term: string, most = 10): string[] {
  const words = wordsOf(term);
  const sharing = everyTerm.filter((other) => wordsOf(other).some((word) => words.includes(word)));
  if (sharing.length === 0) return [];
  const interests = vocabulary.filter(({ terms }) => terms.includes(term.toLowerCase()));
  const beside = interests.flatMap(({ terms }) => terms);
  return [...new Set([...sharing, ...beside])]
    .filter((other) => other !== term.toLowerCase())
    .slice(0, most);
}

/** Terms that begin with this one, the most searched first; the term itself when there is none, as recorded. */
export function suggestedTerms(term: string, most: number): string[] {
  const start = term.toLowerCase();
  const found = everyTerm.filter((other) => other.startsWith(start));
  if (found.length === 0) return [term];
  return found.sort((a, b) => unit(hashOf(b), 0) - unit(hashOf(a), 0)).slice(0, most);
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const MONTHS = 12;

/** How much a term is searched for in the week that ends at `at` (Unix ms), by people the key names. */
function volume(term: string, peak: number, at: number, key: string): number {
  const hash = hashOf(`${term}/${key}`);
  const week = Math.floor(at / WEEK_MS);
  const size = 20 + 2000 * unit(hash, 1) ** 3;
  const growth = 1 + (unit(hash, 2) - 0.4) * ((week - 2900) / 52) * 0.3;
  const date = new Date(at);
  const month = date.getUTCMonth() + date.getUTCDate() / 31;
  const away = peak === 0 ? 0 : Math.cos(((month - (peak - 0.5)) / MONTHS) * 2 * Math.PI);
  const season = peak === 0 ? 1 : Math.exp(3 * (away - 1));
  return size * Math.max(0.2, growth) * season * (0.85 + 0.3 * unit(hash, week));
}

export interface TrendQuery {
  region: string;
  kind: 'growing' | 'monthly' | 'yearly' | 'seasonal';
  interests?: readonly string[] | undefined;
  /** Genders and ages: other people search otherwise. */
  audience: string;
  includes?: readonly string[] | undefined;
  together: boolean;
  limit: number;
}

export interface Trend {
  keyword: string;
  /** Percent, whole. */
  growth: { week: number; month: number; year: number };
  /** By the last day of each week of a year, 0 to 100. */
  series: Record<string, number>;
}

const HISTORY = 104;

/** The keywords that trend, first the strongest by the measure of `kind`. */
export function trendsAt(now: number, query: TrendQuery): Trend[] {
  const { region, kind, interests, audience, includes, together, limit } = query;
  // Weeks end on the last Sunday that is over.
  const end = Math.floor((now - 4 * DAY_MS) / WEEK_MS) * WEEK_MS + 3 * DAY_MS;
  const wanted = vocabulary.filter(({ interest }) => !interests || interests.includes(interest));
  const found = wanted
    .flatMap(({ terms, peak }) => terms.map((term) => ({ term, peak })))
    .filter(({ term }) => includes?.some((part) => term.includes(part.toLowerCase())) ?? true)
    .filter(({ peak }) => kind !== 'seasonal' || peak !== 0)
    .map(({ term, peak }) => {
      const weeks = Array.from({ length: HISTORY }, (_, back) =>
        volume(term, peak, end - back * WEEK_MS, `${region}/${audience}`),
      );
      const sum = (from: number, count: number) =>
        weeks.slice(from, from + count).reduce((total, each) => total + each, 0);
      const growth = {
        week: percent(sum(0, 1), sum(1, 1)),
        month: percent(sum(0, 4), sum(4, 4)),
        year: percent(sum(0, 52), sum(52, 52)),
      };
      const measure = {
        growing: percent(sum(0, 13), sum(13, 13)),
        monthly: sum(0, 4),
        yearly: sum(0, 52),
        seasonal: growth.month,
      }[kind];
      return { term, weeks: weeks.slice(0, 52), growth, measure };
    })
    .filter(({ measure }) => measure > 0)
    .sort((a, b) => b.measure - a.measure || (a.term < b.term ? -1 : 1))
    .slice(0, limit);
  const peakOf = (weeks: readonly number[]) => Math.max(...weeks);
  const highest = Math.max(...found.map(({ weeks }) => peakOf(weeks)));
  return found.map(({ term, weeks, growth }) => ({
    keyword: term,
    growth,
    series: Object.fromEntries(
      weeks
        .map(
          (value, back) =>
            [
              new Date(end - back * WEEK_MS).toISOString().slice(0, 10),
              Math.round((100 * value) / (together ? highest : peakOf(weeks))),
            ] as const,
        )
        .toReversed(),
    ),
  }));
}

/** Whole percent, as Pinterest caps them: 10001 is more than 10000. */
const percent = (now: number, before: number): number =>
  Math.min(10_001, Math.max(-10_000, Math.round((100 * (now - before)) / before)));
