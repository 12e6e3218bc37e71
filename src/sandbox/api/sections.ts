import { boardSection, listsPin, ownBoard } from '../oauth/access.ts';
import type { Section } from '../state/entities.ts';
import { removeSection } from '../state/remove.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import { page } from '../protocol/paging.ts';
import * as schemas from '../protocol/schemas.ts';
import { pinPage } from './pin-page.ts';

const write = ['boards:read', 'boards:write'];

export const sectionOperations: Operation[] = [
  operation({
    id: 'board_sections/list',
    method: 'GET',
    path: '/boards/{board_id}/sections',
    category: 'org_read',
    scopes: ['boards:read'],
    appToken: true,
    params: schemas.boardParams,
    query: schemas.pagingQuery,
    handle: ({ sandbox, caller, params, query }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'read');
      const sections = [...sandbox.store.all('sections')].filter((s) => s.boardId === board.id);
      const { items, bookmark } = page(sections, query, (section) => section.id, 'oldest');
      return { status: 200, body: { items: items.map(wireSection), bookmark } };
    },
  }),
  operation({
    id: 'board_sections/create',
    method: 'POST',
    path: '/boards/{board_id}/sections',
    category: 'org_write',
    scopes: write,
    params: schemas.boardParams,
    query: schemas.accountQuery,
    body: schemas.sectionBody,
    handle: ({ sandbox, caller, params, body }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'write');
      const section = { id: sandbox.store.nextId(), boardId: board.id, name: body.name };
      sandbox.store.put('sections', section);
      return { status: 201, body: wireSection(section) };
    },
  }),
  operation({
    id: 'board_sections/update',
    method: 'PATCH',
    path: '/boards/{board_id}/sections/{section_id}',
    category: 'org_write',
    scopes: write,
    params: schemas.sectionParams,
    query: schemas.accountQuery,
    body: schemas.sectionBody,
    handle: ({ sandbox, caller, params, body }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'write');
      const section = { ...boardSection(sandbox, board, params.section_id), name: body.name };
      sandbox.store.put('sections', section);
      return { status: 200, body: wireSection(section) };
    },
  }),
  operation({
    id: 'board_sections/delete',
    method: 'DELETE',
    path: '/boards/{board_id}/sections/{section_id}',
    category: 'org_write',
    scopes: write,
    params: schemas.sectionParams,
    query: schemas.accountQuery,
    handle: ({ sandbox, caller, params }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'write');
      const section = boardSection(sandbox, board, params.section_id);
      removeSection(sandbox, section, 'client');
      return { status: 204 };
    },
  }),
  operation({
    id: 'board_sections/list_pins',
    method: 'GET',
    path: '/boards/{board_id}/sections/{section_id}/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    appToken: true,
    params: schemas.sectionParams,
    query: schemas.pagingQuery,
    handle: ({ sandbox, caller, params, query }) => {
      const board = ownBoard(sandbox, caller, params.board_id, 'read');
      const section = boardSection(sandbox, board, params.section_id);
      const pins = sandbox.store
        .pinsOf(board.id)
        .filter((pin) => pin.sectionId === section.id && listsPin(sandbox, caller, pin));
      return { status: 200, body: pinPage(sandbox, caller, pins, query) };
    },
  }),
];

function wireSection(section: Section) {
  return { id: section.id, name: section.name };
}
