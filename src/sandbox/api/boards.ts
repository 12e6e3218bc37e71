import { listsBoard, listsPin, needScope, ownBoard } from '../oauth/access.ts';
import type { Board } from '../state/entities.ts';
import { removeBoard } from '../state/remove.ts';
import { errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { page } from '../protocol/paging.ts';
import * as schemas from '../protocol/schemas.ts';
import { wireBoard } from './wire.ts';
import type { SignedIn, SandboxContext } from '../state/context.ts';
import { pinPage } from './pin-page.ts';

const read = ['boards:read'];
const write = ['boards:read', 'boards:write'];

export const boardOperations: Operation[] = [
  operation({
    id: 'boards/list',
    method: 'GET',
    path: '/boards',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.boardsQuery,
    handle: ({ sandbox, caller, query }) => {
      const boards = [...sandbox.store.all('boards')].filter(
        (board) => listsBoard(caller, board) && passes(board, query.privacy),
      );
      const { items, bookmark } = page(boards, query, (board) => board.id, 'oldest');
      return { status: 200, body: { items: items.map((b) => wireBoard(sandbox, b)), bookmark } };
    },
  }),
  operation({
    id: 'boards/create',
    method: 'POST',
    path: '/boards',
    category: 'org_write',
    scopes: write,
    appToken: true,
    query: schemas.accountQuery,
    body: schemas.boardCreate,
    handle: ({ sandbox, caller, body }) => {
      const name = body.is_ads_only ? 'Ad-only Pins' : body.name;
      const privacy = body.is_ads_only ? 'PROTECTED' : body.privacy;
      if (privacy === 'SECRET') needScope(caller, 'boards:write_secret');
      refuseTakenName(sandbox, caller, name);
      const now = sandbox.clock.now();
      const board: Board = {
        id: sandbox.store.nextId(),
        ownerId: caller.user.id,
        name,
        description: body.description ?? null,
        privacy,
        isAdsOnly: body.is_ads_only,
        createdAt: now,
        pinsModifiedAt: now,
      };
      sandbox.store.put('boards', board);
      return { status: 201, body: wireBoard(sandbox, board) };
    },
  }),
  operation({
    id: 'boards/get',
    method: 'GET',
    path: '/boards/{board_id}',
    category: 'org_read',
    scopes: read,
    appToken: true,
    params: schemas.boardParams,
    query: schemas.accountQuery,
    handle: ({ sandbox, caller, params }) => {
      return {
        status: 200,
        body: wireBoard(sandbox, ownBoard(sandbox, caller, params.board_id, 'read')),
      };
    },
  }),
  operation({
    id: 'boards/update',
    method: 'PATCH',
    path: '/boards/{board_id}',
    category: 'org_write',
    scopes: write,
    appToken: true,
    params: schemas.boardParams,
    query: schemas.accountQuery,
    body: schemas.boardUpdate,
    handle: ({ sandbox, caller, params, body }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'write');
      if (body.privacy === 'SECRET') needScope(caller, 'boards:write_secret');
      if (body.name !== undefined) refuseTakenName(sandbox, caller, body.name, board);
      const changed: Board = {
        ...board,
        name: body.name ?? board.name,
        description: body.description === undefined ? board.description : body.description,
        privacy: body.privacy ?? board.privacy,
      };
      sandbox.store.put('boards', changed);
      return { status: 200, body: wireBoard(sandbox, changed) };
    },
  }),
  operation({
    id: 'boards/delete',
    method: 'DELETE',
    path: '/boards/{board_id}',
    category: 'org_write',
    scopes: write,
    params: schemas.boardParams,
    query: schemas.accountQuery,
    handle: ({ sandbox, caller, params }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'write');
      removeBoard(sandbox, board, 'client');
      return { status: 204 };
    },
  }),
  operation({
    id: 'boards/list_pins',
    method: 'GET',
    path: '/boards/{board_id}/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    appToken: true,
    params: schemas.boardParams,
    query: schemas.boardPinsQuery,
    handle: ({ sandbox, caller, params, query }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'read');
      const pins = sandbox.store.pinsOf(board.id).filter((pin) => listsPin(sandbox, caller, pin));
      return { status: 200, body: pinPage(sandbox, caller, pins, query) };
    },
  }),
];

function passes(board: Board, filter: string | undefined): boolean {
  if (filter === undefined || filter === 'ALL') return true;
  if (filter === 'PUBLIC_AND_SECRET') return board.privacy !== 'PROTECTED';
  return board.privacy === filter;
}

function refuseTakenName(
  sandbox: SandboxContext,
  caller: SignedIn,
  name: string,
  renamed?: Board,
): void {
  const wanted = name.trim().toLowerCase();
  for (const board of sandbox.store.all('boards')) {
    if (board.ownerId !== caller.user.id || board.id === renamed?.id) continue;
    if (board.name.trim().toLowerCase() === wanted)
      throw renamed ? errors.boardNotEdited() : errors.duplicateBoardName();
  }
}
