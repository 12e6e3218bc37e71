import type { ErrorCode } from '../errors/index.ts';

/** Reasons of a held Pin whose board or section does not exist any more: it waits for another one, or for its return. */
export const boardGoneCodes = ['PIN_BOARD_GONE', 'PIN_SECTION_GONE'] as const;

/** Reasons of a held Pin that a person ends; connecting the account again does not. */
export const waitsForPersonCodes = [
  'PIN_RESTORED_UNCERTAIN',
  ...boardGoneCodes,
] as const satisfies readonly ErrorCode[];

export const isBoardGone = (code: string | undefined): boolean =>
  boardGoneCodes.some((gone) => gone === code);
