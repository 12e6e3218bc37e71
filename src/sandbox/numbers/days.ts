export const DAY_MS = 86_400_000;

/** Days since 1970, UTC. */
export const dayOf = (at: number | string): number =>
  Math.floor((typeof at === 'number' ? at : Date.parse(at)) / DAY_MS);

/** YYYY-MM-DD of a day since 1970. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
