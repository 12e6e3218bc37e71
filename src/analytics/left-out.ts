import { DamagedFigures } from './damaged.ts';
import { pinMetrics, type PinMetric } from './metrics.ts';
import { mostPins, type Packer } from './varints.ts';

/** By metric, Pins for which the answer left it out of a day with others; ordinals, rising. */
export type LeftOut = Readonly<Partial<Record<PinMetric, Int32Array>>>;

/**
 * For each metric that is left out: its place among all, how many stretches of ordinals follow, and each stretch as
 * distance from the one before and length. Pinterest leaves a metric out for whole kinds of Pins, so a stretch is long.
 */
export function putLeftOut(packer: Packer, leftOut: LeftOut): boolean {
  let any = false;
  for (const [place, metric] of pinMetrics.entries()) {
    const ordinals = leftOut[metric];
    if (!ordinals?.length) continue;
    any = true;
    const stretches: { from: number; through: number }[] = [];
    for (const ordinal of ordinals) {
      const last = stretches.at(-1);
      if (last?.through === ordinal - 1) last.through = ordinal;
      else stretches.push({ from: ordinal, through: ordinal });
    }
    packer.put(place);
    packer.put(stretches.length);
    let end = -1;
    for (const { from, through } of stretches) {
      packer.put(from - end - 1);
      packer.put(through - from);
      end = through;
    }
  }
  return any;
}

/** @throws DamagedFigures */
export function readLeftOut(numbers: Float64Array, count: number): LeftOut {
  const lists: Partial<Record<PinMetric, Int32Array>> = {};
  let at = 0;
  const next = (): number => {
    const number = numbers[at++];
    if (number === undefined || at > count)
      throw new DamagedFigures('what is left out ends too early');
    return number;
  };
  const isOver = () => at >= count;
  while (!isOver()) {
    const metric = pinMetrics[next()];
    if (metric === undefined) throw new DamagedFigures('an unknown metric is left out');
    const ordinals: number[] = [];
    let end = -1;
    for (let left = next(); left > 0; left--) {
      const from = end + 1 + next();
      end = from + next();
      if (end > mostPins) throw new DamagedFigures('an ordinal is too large');
      for (let ordinal = from; ordinal <= end; ordinal++) ordinals.push(ordinal);
    }
    lists[metric] = Int32Array.from(ordinals);
  }
  return lists;
}
