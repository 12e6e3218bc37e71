import { hashOf, unit } from './hash.ts';
import { slots } from './metrics.ts';
import type { Counts } from './metrics.ts';

export type CurveKind = 'image' | 'video' | 'others' | 'followers';

/** How something is seen over time. Everything about it is drawn from a hash, so nothing is stored. */
export interface Curve {
  hash: number;
  kind: CurveKind;
  /** Its first day, counted from 1970. */
  from: number;
  /** Expected impressions on day `a`: (peak × e^(−decay × a) + floor) × the wave of its weekday. */
  peak: number;
  decay: number;
  floor: number;
  /** What a week, and what its first 0 to 6 days, leave of the fading part. */
  week: number;
  fade: Float64Array;
  /** The wave from the first day on, and sums over its first 0 to 7 days: of the fading part, and of the floor. */
  wave: Float64Array;
  fading: Float64Array;
  steady: Float64Array;
  /** Of what each metric counts, its share, and where between two whole numbers it begins. */
  shares: Float64Array;
  phases: Float64Array;
}

/** Monday to Sunday: people look at Pins at weekends. */
const weekdays = [0.92, 0.86, 0.84, 0.88, 0.98, 1.22, 1.3];

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

const between = (low: number, high: number, at: number): number => low + (high - low) * at;

/** Impressions on the first day: half of all Pins have one or none, one in a hundred some 75, one in ten thousand thousands. */
const longTail = (at: number): number => Math.min(0.6 * (1 - at) ** -1.05, 25_000);

/**
 * @param name what it is the curve of, a Pin's id for instance.
 * @param from its first day, counted from 1970.
 * @param reach multiplies the impressions.
 */
export function drawCurve(
  seed: string,
  name: string,
  kind: CurveKind,
  from: number,
  reach: number,
): Curve {
  const hash = hashOf(`${seed}/${kind}/${name}/${from}`);
  const draw = (salt: number) => unit(hash, -salt);
  const fadingKind = kind === 'image' || kind === 'video';
  const peak = fadingKind ? longTail(draw(1)) * reach : 0;
  const decay = 1 / between(6, 45, draw(2));
  // Pins are found for years: something of the first days' interest stays.
  const floor = fadingKind
    ? peak * between(0.02, 0.14, draw(3))
    : kind === 'followers'
      ? between(0.1, 2.5, draw(3))
      : between(4, 60, draw(3)) * reach;
  const curve: Curve = {
    hash,
    kind,
    from,
    peak,
    decay,
    floor,
    week: Math.exp(-7 * decay),
    fade: new Float64Array(7),
    wave: new Float64Array(7),
    fading: new Float64Array(8),
    steady: new Float64Array(8),
    shares: new Float64Array(Object.keys(slots).length),
    phases: new Float64Array(Object.keys(slots).length),
  };
  for (let day = 0; day < 7; day += 1) {
    const wave = weekdays[weekdayOf(from + day)] ?? 1;
    curve.wave[day] = wave;
    curve.fade[day] = Math.exp(-decay * day);
    curve.steady[day + 1] = (curve.steady[day] ?? 0) + wave;
    curve.fading[day + 1] = (curve.fading[day] ?? 0) + wave * Math.exp(-decay * day);
  }
  const share = (slot: number, low: number, high: number) => {
    curve.shares[slot] = between(low, high, draw(10 + slot) ** 2);
    curve.phases[slot] = draw(40 + slot);
  };
  curve.phases[slots.IMPRESSION] = draw(40);
  share(slots.SAVE, 0.003, 0.05);
  share(slots.PIN_CLICK, 0.01, 0.11);
  share(slots.OUTBOUND_CLICK, 0.1, 0.7);
  share(slots.PROFILE_VISIT, 0.01, 0.12);
  share(slots.USER_FOLLOW, 0.02, 0.15);
  share(slots.TOTAL_REACTIONS, 0.05, 0.4);
  share(slots.TOTAL_COMMENTS, 0.002, 0.04);
  if (kind !== 'video') return curve;
  share(slots.VIDEO_START, 0.3, 0.8);
  share(slots.VIDEO_MRC_VIEW, 0.2, 0.7);
  share(slots.VIDEO_10S_VIEW, 0.1, 0.6);
  share(slots.QUARTILE_95_PERCENT_VIEW, 0.1, 0.5);
  share(slots.VIDEO_V50_WATCH_TIME, 2000, 14_000);
  return curve;
}

/** How much of the next day's impressions a day may have in advance: what makes days uneven and sums stay sums. */
const UNEVEN = 0.7;

/** Impressions of the first `days` days. Never falls, as a day lends at most 70 % of itself. */
function impressions(curve: Curve, days: number): number {
  if (days <= 0) return 0;
  const { peak, decay, floor, fading, steady, week } = curve;
  const weeks = Math.floor(days / 7);
  const rest = days - 7 * weeks;
  const left = Math.exp(-7 * decay * weeks);
  const whole = (1 - left) / (1 - week);
  const faded = whole * (fading[7] ?? 0) + left * (fading[rest] ?? 0);
  const stayed = weeks * (steady[7] ?? 0) + (steady[rest] ?? 0);
  const next = (peak * left * (curve.fade[rest] ?? 0) + floor) * (curve.wave[rest] ?? 0);
  const sum = peak * faded + floor * stayed + UNEVEN * unit(curve.hash, days) * next;
  return Math.floor(sum + (curve.phases[slots.IMPRESSION] ?? 0));
}

/**
 * Writes into `counts` what the first `days` days add up to, in whole numbers that never fall as days go on, in a time that
 * does not depend on how many they are. Each metric is a share of another one: clicks to a page come of clicks on the Pin.
 */
export function countsThrough(curve: Curve, days: number, counts: Counts): void {
  counts.fill(0);
  if (days <= 0) return;
  const [before, now] = [impressions(curve, days - 1), impressions(curve, days)];
  if (curve.kind === 'followers') {
    counts[slots.FOLLOWER] = now;
    return;
  }
  counts[slots.IMPRESSION] = now;
  if (now === 0) return;
  // A share of the last day comes a day late, each metric's another, so that days differ in their rates.
  const late = now - before;
  const saves = part(curve, counts, slots.SAVE, before + late * seen(curve, slots.SAVE, days));
  const seenForClicks = before + late * seen(curve, slots.PIN_CLICK, days);
  const clicks = part(curve, counts, slots.PIN_CLICK, seenForClicks);
  part(curve, counts, slots.OUTBOUND_CLICK, clicks);
  const visits = part(curve, counts, slots.PROFILE_VISIT, clicks);
  part(curve, counts, slots.USER_FOLLOW, visits);
  part(curve, counts, slots.TOTAL_REACTIONS, saves);
  part(curve, counts, slots.TOTAL_COMMENTS, clicks);
  if (curve.kind !== 'video') return;
  const seenForStarts = before + late * seen(curve, slots.VIDEO_START, days);
  const starts = part(curve, counts, slots.VIDEO_START, seenForStarts);
  const views = part(curve, counts, slots.VIDEO_MRC_VIEW, starts);
  const longViews = part(curve, counts, slots.VIDEO_10S_VIEW, views);
  part(curve, counts, slots.QUARTILE_95_PERCENT_VIEW, longViews);
  part(curve, counts, slots.VIDEO_V50_WATCH_TIME, 0.8 * views + 0.2 * starts);
}

const seen = (curve: Curve, slot: number, days: number): number =>
  between(0.4, 1, unit(curve.hash ^ slot, days));

function part(curve: Curve, counts: Counts, slot: number, of: number): number {
  const count = Math.floor((curve.shares[slot] ?? 0) * of + (curve.phases[slot] ?? 0));
  counts[slot] = count;
  return count;
}
