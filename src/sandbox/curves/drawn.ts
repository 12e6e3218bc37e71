import { drawCurve } from './curve.ts';
import type { Curve, CurveKind } from './curve.ts';

/** What has numbers of its own. */
export interface Subject {
  id: string;
  kind: CurveKind;
  /** First and last day of its curve, since 1970; `from` Infinity: it has none; `until` null: it goes on. */
  from: number;
  until: number | null;
}

/** Curves that were drawn, so that each is drawn once. None needs to be kept. */
export interface Curves {
  /** null: numbers are off. */
  of(subject: Subject): Curve | null;
}

export function createCurves(numbers: () => { seed: string; reach: number } | null): Curves {
  type Drawn = Record<CurveKind, Map<string, Curve>>;
  const none = (): Drawn => ({
    image: new Map(),
    video: new Map(),
    others: new Map(),
    followers: new Map(),
  });
  let drawn = none();
  let drawnFor: { seed: string; reach: number } | null = null;
  return {
    of: ({ id, kind, from }) => {
      const settings = numbers();
      if (settings === null || from === Infinity) return null;
      const { seed, reach } = settings;
      if (drawnFor?.seed !== seed || drawnFor.reach !== reach) {
        drawn = none();
        drawnFor = { seed, reach };
      }
      let curve = drawn[kind].get(id);
      if (curve?.from !== from) {
        curve = drawCurve(seed, id, kind, from, reach);
        drawn[kind].set(id, curve);
      }
      return curve;
    },
  };
}
