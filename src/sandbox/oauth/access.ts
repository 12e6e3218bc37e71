import type { Board, Pin, Section } from '../state/entities.ts';
import { errors } from '../protocol/errors.ts';
import type { SignedIn, SandboxContext } from '../state/context.ts';

type Wish = 'read' | 'write';

/** Whether lists show the board to its owner: a secret one needs `boards:read_secret`. */
export function listsBoard(caller: SignedIn, board: Board): boolean {
  if (board.ownerId !== caller.user.id) return false;
  return board.privacy !== 'SECRET' || caller.scopes.has('boards:read_secret');
}

/** Whether lists show the Pin to its owner: one on a secret board needs `pins:read_secret`. */
export function listsPin(sandbox: SandboxContext, caller: SignedIn, pin: Pin): boolean {
  if (pin.ownerId !== caller.user.id || pin.listedAt > sandbox.clock.elapsed()) return false;
  return boardOf(sandbox, pin)?.privacy !== 'SECRET' || caller.scopes.has('pins:read_secret');
}

/**
 * The caller's board.
 * @throws 404/40 when there is none to be seen, 403/29 for another user's public board and for a
 * secret board without the secret scope.
 */
export function ownBoard(sandbox: SandboxContext, caller: SignedIn, id: string, wish: Wish): Board {
  const board = sandbox.store.get('boards', id);
  if (board === undefined) throw errors.boardNotFound();
  if (board.ownerId !== caller.user.id) {
    throw board.privacy === 'PUBLIC' ? errors.forbidden() : errors.boardNotFound();
  }
  if (board.privacy === 'SECRET') needScope(caller, `boards:${wish}_secret`);
  return board;
}

export function boardSection(sandbox: SandboxContext, board: Board, id: string): Section {
  const section = sandbox.store.get('sections', id);
  if (section === undefined || section.boardId !== board.id) throw errors.sectionNotFound();
  return section;
}

/** The caller's Pin. @throws 404/50 or 403/29, by the same rules as for boards. */
export function ownPin(sandbox: SandboxContext, caller: SignedIn, id: string, wish: Wish): Pin {
  const pin = sandbox.store.get('pins', id);
  if (pin === undefined) throw errors.pinNotFound();
  const secret = boardOf(sandbox, pin)?.privacy === 'SECRET';
  if (pin.ownerId !== caller.user.id) throw secret ? errors.pinNotFound() : errors.forbidden();
  if (secret) needScope(caller, `pins:${wish}_secret`);
  return pin;
}

/** A Pin that may be saved: any public one, or the caller's own. */
export function savablePin(sandbox: SandboxContext, caller: SignedIn, id: string): Pin {
  const pin = sandbox.store.get('pins', id);
  if (pin === undefined) throw errors.pinNotFound();
  if (pin.ownerId === caller.user.id) return ownPin(sandbox, caller, id, 'read');
  if (boardOf(sandbox, pin)?.privacy === 'SECRET') throw errors.pinNotFound();
  return pin;
}

/** The board and section a Pin is to be put on. */
export function pinTarget(
  sandbox: SandboxContext,
  caller: SignedIn,
  boardId: string,
  sectionId: string | null | undefined,
): { boardId: string; sectionId: string | null } {
  const board = ownBoard(sandbox, caller, boardId, 'read');
  if (board.privacy === 'SECRET') needScope(caller, 'pins:write_secret');
  const section = sectionId ? boardSection(sandbox, board, sectionId) : null;
  return { boardId: board.id, sectionId: section?.id ?? null };
}

export function needScope(caller: SignedIn, scope: string): void {
  if (!caller.scopes.has(scope)) throw errors.forbidden();
}

function boardOf(sandbox: SandboxContext, pin: Pin): Board | undefined {
  return pin.boardId === null ? undefined : sandbox.store.get('boards', pin.boardId);
}
