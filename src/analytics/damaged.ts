/** Stored numbers that cannot be read back: none of them may be used. */
export class DamagedFigures extends Error {
  override readonly name = 'DamagedFigures';
}
