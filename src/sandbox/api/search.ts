import { listsBoard, listsPin, refuseAdAccount } from '../access.ts';
import { errors } from '../errors.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { page } from '../paging.ts';
import * as schemas from '../schemas.ts';
import { wireBoard } from '../wire.ts';
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
    handle: ({ world, caller, query }) => {
      refuseAdAccount(query);
      const found = [...world.store.all('boards')].filter(
        (board) =>
          listsBoard(caller, board) && contains(query.query, [board.name, board.description]),
      );
      const { items, bookmark } = page(found, query, (board) => board.id, 'oldest');
      return { status: 200, body: { items: items.map((b) => wireBoard(world, b)), bookmark } };
    },
  }),
  operation({
    id: 'search_user_pins/list',
    method: 'GET',
    path: '/search/pins',
    category: 'org_read',
    scopes: ['boards:read', 'boards:read_secret', 'pins:read', 'pins:read_secret'],
    query: schemas.searchPinsQuery,
    handle: ({ world, caller, query }) => {
      refuseAdAccount(query);
      const found = [...world.store.all('pins')].filter(
        (pin) =>
          listsPin(world, caller, pin) &&
          contains(query.query, [pin.title, pin.description, pin.altText]),
      );
      return { status: 200, body: pinPage(world, caller, found, { ...query, page_size: 25 }) };
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
