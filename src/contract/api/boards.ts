import { BoardAnswer, BoardList, CreateBoardInput, ListBoardsInput } from '../account.ts';
import { endpoint } from './endpoint.ts';

export const boards = {
  'boards.list': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/pinterest-boards',
    summary: 'The boards of an account, read from Pinterest at once',
    effect: 'read',
    body: 'none',
    input: ListBoardsInput,
    output: BoardList,
  }),
  'boards.create': endpoint({
    method: 'POST',
    path: '/api/v1/accounts/{accountId}/pinterest-boards',
    summary: 'Makes a board on Pinterest',
    effect: 'remote',
    body: 'json',
    input: CreateBoardInput,
    output: BoardAnswer,
    status: 201,
  }),
} as const;
