/** Pixels of the square the fingerprint is computed from. */
export const fingerprintSide = 32;
const kept = 8;
/** Coefficients smaller than this are noise of the encoder, not a feature of the picture. */
const noise = 8;

/**
 * A perceptual hash (pHash): 64 bits as 16 hexadecimal digits. The sign of the 8×8 lowest
 * frequencies of a cosine transform against their median; re-encoding and scaling change a few bits
 * at most, another picture about half of them.
 * @param grey brightness 0–255 in rows of {@link fingerprintSide}
 */
export function fingerprintOf(grey: Float64Array): string {
  const values: number[] = [];
  // The constant term is left out: it says how bright the picture is, not what it shows.
  for (let v = 1; v <= kept; v += 1) {
    for (let u = 1; u <= kept; u += 1) {
      const value = coefficient(grey, u, v);
      values.push(Math.abs(value) < noise ? 0 : value);
    }
  }
  const sorted = values.toSorted((a, b) => a - b);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let bits = 0n;
  for (const value of values) bits = (bits << 1n) | (value > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

const cosines = Array.from({ length: kept + 1 }, (_, frequency) =>
  Array.from({ length: fingerprintSide }, (__, x) =>
    Math.cos(((2 * x + 1) * frequency * Math.PI) / (2 * fingerprintSide)),
  ),
);

function coefficient(grey: Float64Array, u: number, v: number): number {
  let sum = 0;
  for (let y = 0; y < fingerprintSide; y += 1) {
    let row = 0;
    for (let x = 0; x < fingerprintSide; x += 1) {
      row += (grey[y * fingerprintSide + x] ?? 0) * (cosines[u]?.[x] ?? 0);
    }
    sum += row * (cosines[v]?.[y] ?? 0);
  }
  return (sum * 2) / fingerprintSide;
}
