import type { PinNumbers } from '../../store/index.ts';

/** Pinterest's words for one count, in whatever case: its documents and answers differ (docs/pinterest.md, Reading Pins). */
const names: Record<Exclude<keyof PinNumbers, 'other'>, readonly string[]> = {
  impressions: ['impression', 'impressions'],
  saves: ['save', 'saves', 'repin', 'repins'],
  pinClicks: ['pin_click', 'pin_clicks', 'closeup', 'closeups'],
  outboundClicks: ['outbound_click', 'outbound_clicks', 'clickthrough', 'clickthroughs'],
  reactions: ['reaction', 'reactions', 'total_reactions'],
  comments: ['comment', 'comments', 'total_comments'],
};
const lifetimeNames = ['lifetime_metrics', 'lifetime', 'all_time'];
const rollingNames = ['90d', '90_day', '90_days', 'last_90d'];

/** Far more counts than Pinterest tells of a Pin. */
const mostOthers = 30;

/**
 * The numbers of a Pin as a list with `pin_metrics` tells them. What is absent or no count is not told, which is not 0.
 * @param told `pin_metrics` of a Pin, of any shape.
 */
export function parsePinMetrics(told: unknown): {
  lifetime: PinNumbers | null;
  rolling90d: PinNumbers | null;
} {
  const entries = Object.entries(isObject(told) ? told : {});
  const under = (wanted: readonly string[]) =>
    readCounts(entries.find(([name]) => wanted.includes(name.toLowerCase()))?.[1]);
  return { lifetime: under(lifetimeNames), rolling90d: under(rollingNames) };
}

function readCounts(told: unknown): PinNumbers | null {
  const numbers: PinNumbers = {};
  const other: Record<string, number> = {};
  for (const [word, value] of Object.entries(isObject(told) ? told : {}).toSorted()) {
    const count = readCount(value);
    if (count === null) continue;
    const name = nameOf(word.toLowerCase());
    if (name === undefined) other[word.toLowerCase()] = count;
    else numbers[name] ??= count;
  }
  const others = Object.entries(other).slice(0, mostOthers);
  if (others.length > 0) numbers.other = Object.fromEntries(others);
  return Object.keys(numbers).length > 0 ? numbers : null;
}

const nameOf = (word: string) =>
  (Object.keys(names) as (keyof typeof names)[]).find((name) => names[name].includes(word));

function readCount(value: unknown): number | null {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? count : null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
