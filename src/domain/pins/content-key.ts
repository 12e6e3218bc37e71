import { createHash } from 'node:crypto';

/** Key of what makes two Pins look the same on a board. */
export interface PinSubstance {
  accountId: string;
  boardId: string;
  sectionId: string | null;
  /** SHA-256 of each original file in order, or the id of a medium whose bytes are not known. */
  media: readonly string[];
  /** Title, description, link and the texts of slides, in a fixed order. */
  words: readonly (string | null)[];
}

/** Hours in which the same Pin for the same board counts as sent twice by mistake. Source: Zernio's API. */
export const duplicateWindowHours = 24;

/** The same for two Pins that differ in nothing a person would see. Surrounding blanks do not count. */
export function contentKey(pin: PinSubstance): string {
  const words = pin.words.map((word) => word?.trim() || null);
  const parts = [pin.accountId, pin.boardId, pin.sectionId, pin.media, words];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
