import { crc32 } from 'node:zlib';
import { noCoverage, type Coverage, type Run, type Runs } from './coverage.ts';
import { DamagedFigures } from './damaged.ts';
import { createPacker, mostNumbers, mostPins, readVarints } from './varints.ts';

/** How coverage is packed now: the first number of what is stored. */
const codec = 1;
const seed = crc32('coverage');

/**
 * Packs coverage: the distinct lists of runs, most used first, each run as distance from the one before, and length
 * with the lowest bit for "final"; then for the Pins in turn which list, as stretches of one list or of several.
 * 2 to 3 bytes for a Pin that was read by itself, a few for any number that were read together.
 */
export function packCoverage({ lists, of }: Coverage): Buffer {
  const uses = new Float64Array(lists.length);
  for (const index of of) uses[index] = (uses[index] ?? 0) + 1;
  uses[0] = Infinity; // The list of Pins never read stays the first.
  const order = [...uses.keys()]
    .filter((index) => uses[index] !== 0)
    .sort((a, b) => (uses[b] ?? 0) - (uses[a] ?? 0) || a - b);
  const placeOf = new Uint32Array(lists.length);
  for (const [place, index] of order.entries()) placeOf[index] = place;
  const packer = createPacker();
  packer.put(codec);
  packer.put(order.length);
  for (const index of order) {
    const runs = lists[index] ?? [];
    packer.put(runs.length);
    let end = -1;
    for (const { from, through, final } of runs) {
      packer.put(from - end - 1);
      packer.put(2 * (through - from) + (final ? 1 : 0));
      end = through;
    }
  }
  packer.put(of.length);
  for (const { repeated, places } of stretches(of.map((index) => placeOf[index] ?? 0))) {
    packer.put(2 * (repeated || places.length) + (repeated ? 1 : 0));
    for (const place of places) packer.put(place);
  }
  return packer.take(seed);
}

/** A stretch of one place `repeated` times, or, with 0, of several places once each. */
interface Stretch {
  repeated: number;
  places: number[];
}

function stretches(places: Uint32Array): Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at < places.length;) {
    const place = places[at] ?? 0;
    let end = at + 1;
    while (end < places.length && places[end] === place) end++;
    const last = found.at(-1);
    // Below three a stretch of its own costs more than it saves.
    if (end - at > 2) found.push({ repeated: end - at, places: [place] });
    else if (last?.repeated === 0) last.places.push(...places.subarray(at, end));
    else found.push({ repeated: 0, places: [...places.subarray(at, end)] });
    at = end;
  }
  return found;
}

/** @param packed null: nothing was read yet. @throws DamagedFigures */
export function unpackCoverage(packed: Buffer | null): Coverage {
  if (packed === null) return noCoverage;
  const numbers = new Float64Array(mostNumbers(packed));
  const count = readVarints(packed, seed, numbers);
  let at = 0;
  const next = (): number => {
    const number = numbers[at++];
    if (number === undefined || at > count) throw new DamagedFigures('the coverage ends too early');
    return number;
  };
  const version = next();
  if (version !== codec)
    throw new DamagedFigures(`the coverage is packed in a way (${version}) that is not known`);
  const lists = Array.from({ length: bounded(next(), count) }, () => {
    const runs: Run[] = [];
    let end = -1;
    for (let left = bounded(next(), count); left > 0; left--) {
      const from = end + 1 + next();
      const length = next();
      end = from + Math.floor(length / 2);
      runs.push({ from, through: end, final: length % 2 === 1 });
    }
    return runs satisfies Runs;
  });
  const of = new Uint32Array(bounded(next(), mostPins));
  for (let filled = 0; filled < of.length;) {
    const head = next();
    const length = Math.floor(head / 2);
    if (length === 0 || filled + length > of.length)
      throw new DamagedFigures('the coverage speaks of more Pins than there are');
    if (head % 2 === 1) of.fill(next(), filled, filled + length);
    else for (let place = 0; place < length; place++) of[filled + place] = next();
    filled += length;
  }
  if (at !== count || of.some((place) => place >= lists.length))
    throw new DamagedFigures('the coverage does not fit together');
  return { lists, of };
}

function bounded(number: number, most: number): number {
  if (number > most) throw new DamagedFigures('the coverage names an impossible number');
  return number;
}
