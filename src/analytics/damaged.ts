/** Stored numbers that cannot be read back: no number of theirs may be used. */
export class DamagedFigures extends Error {
  override readonly name = 'DamagedFigures';
}
