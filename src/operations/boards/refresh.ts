import { LinchpinError } from '../../domain/errors/index.ts';
import type { BoardRow } from '../../store/index.ts';
import {
  getIdentity,
  holdPinsOfGoneBoards,
  holdPinsOfGoneSections,
  knownBoards,
  plannedSections,
  releasePinsOfListedBoards,
  storeReading,
  type BoardSection,
  type GoneSection,
  type KnownBoardState,
} from '../../store/index.ts';
import type { Acting, ReadBoard } from '../../pinterest-access/index.ts';
import type { OperationDeps } from '../context.ts';

type Deps = Pick<OperationDeps, 'store' | 'pinterest'>;

/** Boards asked for by their id in one reading at most, since they were not listed. Those of planned Pins come first. */
const looks = { planned: 25, others: 5 };

/** Boards whose sections are read in one reading at most. */
const sectionReadings = 25;

/**
 * Reads the boards of a Pinterest user from Pinterest and stores them for all its accounts. Planned Pins whose board or
 * section is gone are held, and released when it is back. A board is gone when a complete list lacks it and it is not
 * found by its id: a list that breaks off, or a permission that was lost, proves nothing.
 * @throws LinchpinError when they could not be read; then nothing is stored.
 */
export async function refreshBoards(
  { store, pinterest }: Deps,
  identityId: string,
  requestClass: Acting['requestClass'] = 'person',
): Promise<void> {
  const { db } = store;
  const acting: Acting = { identityId, requestClass };
  const known = await knownBoards(db, identityId);
  const boards = await pinterest.listBoards(acting);
  const listed = new Set(boards.map(({ id }) => id));
  const missing = known.boards.filter(({ id }) => !listed.has(id));
  const { scopes } = await getIdentity(db, identityId);
  const found = await lookForMissing(pinterest, acting, missing, scopes);
  const named = known.boards.filter(({ id, hasSections }) => hasSections && listed.has(id));
  const read = await readNamedSections({ store, pinterest }, acting, named);
  await store.transaction((tx) =>
    storeReading(tx, identityId, {
      startedAt: known.now,
      boards: [...boards, ...found.present],
      gone: found.gone,
      sections: read.sections,
    }),
  );
  await holdPinsOfGoneBoards(db, identityId);
  await holdPinsOfGoneSections(db, identityId, read.gone);
  await releasePinsOfListedBoards(db, identityId);
}

async function lookForMissing(
  pinterest: Deps['pinterest'],
  acting: Acting,
  missing: readonly KnownBoardState[],
  scopes: readonly string[],
): Promise<{ present: ReadBoard[]; gone: string[] }> {
  const chosen = [
    ...missing.filter(({ isPlanned }) => isPlanned).slice(0, looks.planned),
    ...missing.filter(({ isPlanned }) => !isPlanned).slice(0, looks.others),
  ];
  const present: ReadBoard[] = [];
  const gone: string[] = [];
  for (const board of chosen) {
    const found = await unlessRefused(() => pinterest.lookForBoard(acting, board.id));
    if (found === null) break; // No answer: nothing is known of the others either.
    if (typeof found === 'object') present.push(found);
    else if (isProof(found, board.privacy, scopes)) gone.push(board.id);
  }
  return { present, gone };
}

/**
 * Whether an answer says that the board is gone, and not that this connection may not see it. A secret board without
 * the permission for secret ones is hidden, and so is one that was made secret meanwhile.
 */
export function isProof(
  answer: 'gone' | 'refused',
  privacy: BoardRow['privacy'],
  scopes: readonly string[],
): boolean {
  const seesSecret = scopes.includes('boards:read_secret');
  if (answer === 'gone') return seesSecret || privacy !== 'SECRET';
  return seesSecret && privacy !== 'SECRET';
}

async function readNamedSections(
  { store, pinterest }: Deps,
  acting: Acting,
  boards: readonly KnownBoardState[],
): Promise<{ sections: Map<string, BoardSection[]>; gone: GoneSection[] }> {
  const sections = new Map<string, BoardSection[]>();
  const gone: GoneSection[] = [];
  for (const { id: boardId } of boards.slice(0, sectionReadings)) {
    const list = await unlessRefused(() => pinterest.readSections(acting, boardId));
    if (list === null) break;
    sections.set(boardId, list);
    for (const sectionId of await plannedSections(store.db, acting.identityId, boardId)) {
      if (list.some(({ id }) => id === sectionId)) continue;
      const isGone = await unlessRefused(() => pinterest.isSectionGone(acting, boardId, sectionId));
      if (isGone) gone.push({ boardId, sectionId });
    }
  }
  return { sections, gone };
}

/** What is asked beside the list fails nothing: the next reading asks again. */
const unlessRefused = <T>(ask: () => Promise<T>): Promise<T | null> =>
  ask().catch((error: unknown) => {
    if (error instanceof LinchpinError) return null;
    throw error;
  });
