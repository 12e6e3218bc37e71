import { mapPinterestError } from '../pinterest-access/index.ts';
import type { Problem } from '../domain/errors/index.ts';
import type { SentPin } from '../domain/pins/pin.ts';
import { PinterestError, type List, type Pin, type PinterestClient } from '../pinterest/index.ts';
import { createdAt } from './match.ts';

export interface LookResult {
  /** Each newest first. */
  lists: Pin[][];
  /** False: time ran out before everything young enough was read. */
  complete: boolean;
  /** Set for a Pin from a backup whose board is not there any more. */
  boardGone: Problem | null;
}

/** Two pages at a time would be no faster: each needs the bookmark of the one before. */
const pageSize = 100;

/**
 * Reads the Pins among which a lost one must be: those of its board or section, and, since a Pin from a backup may have
 * been moved since, then those of the account.
 * @param isTooOld whether what was made at this time, ms by Pinterest's clock, cannot be it.
 * @throws PinterestError
 */
export async function lookForPin(
  client: PinterestClient,
  sent: SentPin,
  isTooOld: (createdMs: number) => boolean,
  lookForMs: number,
  signal: AbortSignal,
): Promise<LookResult> {
  const query = { page_size: pageSize };
  const options = { signal, timeoutMs: lookForMs };
  const read = (list: List<Pin>) => readNewest(list, isTooOld, lookForMs);
  const board =
    sent.sectionId === null
      ? client.boards.listPins(sent.boardId, query, options)
      : client.sections.listPins(sent.boardId, sent.sectionId, query, options);
  if (!sent.restored) {
    const { pins, complete } = await read(board);
    return { lists: [pins], complete, boardGone: null };
  }
  let boardGone: Problem | null = null;
  const here = await read(board).catch((error: unknown) => {
    if (!(error instanceof PinterestError) || error.kind !== 'not_found') throw error;
    boardGone = mapPinterestError(error).problem;
    return { pins: [], complete: true };
  });
  // Pins of protected boards are left out unless asked for.
  const all = client.pins.list({ ...query, include_protected_pins: true }, options);
  const everywhere = await read(all);
  return {
    lists: [here.pins, everywhere.pins],
    complete: here.complete && everywhere.complete,
    boardGone,
  };
}

/** People can reorder Pins, so reading stops only at a page on which every Pin is too old. */
async function readNewest(
  list: List<Pin>,
  isTooOld: (createdMs: number) => boolean,
  lookForMs: number,
): Promise<{ pins: Pin[]; complete: boolean }> {
  const began = performance.now();
  const pins: Pin[] = [];
  let page = await list.page();
  for (;;) {
    pins.push(...page.items);
    const ends = page.items.length > 0 && page.items.every((pin) => isTooOld(createdAt(pin)));
    if (page.bookmark === null || ends) return { pins, complete: true };
    if (performance.now() - began > lookForMs) return { pins, complete: false };
    page = await list.page(page.bookmark);
  }
}
