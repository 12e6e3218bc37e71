import { listsBoard, listsPin } from '../oauth/access.ts';
import { errors } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { page } from '../protocol/paging.ts';
import * as schemas from '../protocol/schemas.ts';
import { wireBoard } from './wire.ts';
import { pinPage } from './pin-page.ts';

/** Both searches look through the caller's own content only. */
export const searchOperations: Operation[] = [
  operation({
    id: 'search_user_boards/get',
    method: 'GET',
    path: '/search/boards',
    category: 'org_read',
    scopes: ['boards:read', 'boards:read_secret'],
    appToken: true,
    query: schemas.searchBoardsQuery,
    handle: ({ sandbox, caller, query }) => {
      const found = [...sandbox.store.all('boards')].filter(
        (board) =>
          listsBoard(caller, board) && contains(query.query, [board.name, board.description]),
      );
      const { items, bookmark } = page(found, query, (board) => board.id, 'oldest');
      return { status: 200, body: { items: items.map((b) => wireBoard(sandbox, b)), bookmark } };
    },
  }),
  operation({
    id: 'search_user_pins/list',
    method: 'GET',
    path: '/search/pins',
    category: 'org_read',
    scopes: ['boards:read', 'boards:read_secret', 'pins:read', 'pins:read_secret'],
    query: schemas.searchPinsQuery,
    handle: ({ sandbox, caller, query }) => {
      const found = [...sandbox.store.all('pins')].filter(
        (pin) =>
          listsPin(sandbox, caller, pin) &&
          contains(query.query, [pin.title, pin.description, pin.altText]),
      );
      return { status: 200, body: pinPage(sandbox, caller, found, { ...query, page_size: 25 }) };
    },
  }),
  operation({
    id: 'search_partner_pins',
    method: 'GET',
    path: '/search/partner/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    handle: () => {
      throw errors.restricted('pin_search');
    },
  }),
];

function contains(query: string, fields: (string | null)[]): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = fields.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
