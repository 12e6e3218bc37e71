import { BoardList, ListBoardsInput } from '../account.ts';
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
} as const;
