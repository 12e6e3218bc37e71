import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Caller } from '../door/index.ts';
import { presentAccount } from './tools/accounts.ts';
import { presentBoard } from './tools/boards.ts';

const json = 'application/json';
const accountsUri = 'linchpin://accounts';
const boardsUri = (accountId: string) => `${accountsUri}/${accountId}/boards`;

/** The accounts, and the boards of each. */
export async function listResources(caller: Caller) {
  const { accounts } = await caller.run('accounts.list', {});
  return {
    resources: [
      { uri: accountsUri, name: 'accounts', title: 'Connected accounts', mimeType: json },
      ...accounts.map(({ _id, username }) => ({
        uri: boardsUri(_id),
        name: `boards of ${username}`,
        title: `Boards of ${username}`,
        mimeType: json,
      })),
    ],
  };
}

export const resourceTemplates = [
  {
    uriTemplate: boardsUri('{accountId}'),
    name: 'boards',
    title: 'Boards of an account',
    mimeType: json,
  },
];

/** @throws McpError for an address that is none of these; LinchpinError */
export async function readResource(caller: Caller, uri: string) {
  const [, accountId] = /^linchpin:\/\/accounts\/([^/]+)\/boards$/.exec(uri) ?? [];
  const read =
    uri === accountsUri
      ? async () => (await caller.run('accounts.list', {})).accounts.map(presentAccount)
      : accountId !== undefined
        ? async () => (await caller.run('boards.list', { accountId })).boards.map(presentBoard)
        : null;
  if (!read) throw new McpError(ErrorCode.InvalidParams, `There is no resource ${uri}.`);
  return { contents: [{ uri, mimeType: json, text: JSON.stringify(await read()) }] };
}
