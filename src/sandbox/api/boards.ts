import { listsBoard, listsPin, needScope, ownBoard, refuseAdAccount } from '../access.ts';
import type { Board } from '../entities.ts';
import { errors } from '../errors.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page } from '../paging.ts';
import * as schemas from '../schemas.ts';
import { wireBoard } from '../wire.ts';
import type { SignedIn, World } from '../world.ts';
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
    handle: ({ world, caller, query }) => {
      refuseAdAccount(query);
      const boards = [...world.store.all('boards')].filter(
        (board) => listsBoard(caller, board) && passes(board, query.privacy),
      );
      const { items, bookmark } = page(boards, query, (board) => board.id, 'oldest');
      return { status: 200, body: { items: items.map((b) => wireBoard(world, b)), bookmark } };
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
    handle: ({ world, caller, query, body }) => {
      refuseAdAccount(query);
      const name = body.is_ads_only ? 'Ad-only Pins' : body.name;
      const privacy = body.is_ads_only ? 'PROTECTED' : body.privacy;
      if (privacy === 'SECRET') needScope(caller, 'boards:write_secret');
      refuseTakenName(world, caller, name);
      const now = world.clock.now();
      const board: Board = {
        id: world.store.nextId(),
        ownerId: caller.user.id,
        name,
        description: body.description ?? null,
        privacy,
        isAdsOnly: body.is_ads_only,
        createdAt: now,
        pinsModifiedAt: now,
      };
      world.store.put('boards', board);
      return { status: 201, body: wireBoard(world, board) };
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
    handle: ({ world, caller, params, query }) => {
      refuseAdAccount(query);
      return {
        status: 200,
        body: wireBoard(world, ownBoard(world, caller, params.board_id, 'read')),
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
    handle: ({ world, caller, params, query, body }) => {
      refuseAdAccount(query);
      const board = ownBoard(world, caller, params.board_id, 'write');
      if (body.privacy === 'SECRET') needScope(caller, 'boards:write_secret');
      if (body.name !== undefined) refuseTakenName(world, caller, body.name, board.id);
      const changed: Board = {
        ...board,
        name: body.name ?? board.name,
        description: body.description === undefined ? board.description : body.description,
        privacy: body.privacy ?? board.privacy,
      };
      world.store.put('boards', changed);
      return { status: 200, body: wireBoard(world, changed) };
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
    handle: ({ world, caller, params, query }) => {
      refuseAdAccount(query);
      const board = ownBoard(world, caller, params.board_id, 'write');
      for (const pin of world.store.pinsOf(board.id)) world.store.remove('pins', pin.id);
      for (const section of world.store.all('sections')) {
        if (section.boardId === board.id) world.store.remove('sections', section.id);
      }
      world.store.remove('boards', board.id);
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
    handle: ({ world, caller, params, query }) => {
      refuseAdAccount(query);
      const board = ownBoard(world, caller, params.board_id, 'read');
      const pins = world.store.pinsOf(board.id).filter((pin) => listsPin(world, caller, pin));
      return { status: 200, body: pinPage(world, caller, pins, query) };
    },
  }),
];

function passes(board: Board, filter: string | undefined): boolean {
  if (filter === undefined || filter === 'ALL') return true;
  if (filter === 'PUBLIC_AND_SECRET') return board.privacy !== 'PROTECTED';
  return board.privacy === filter;
}

function refuseTakenName(world: World, caller: SignedIn, name: string, except?: string): void {
  const wanted = name.trim().toLowerCase();
  for (const board of world.store.all('boards')) {
    if (board.ownerId !== caller.user.id || board.id === except) continue;
    if (board.name.trim().toLowerCase() === wanted) throw errors.duplicateBoardName();
  }
}
