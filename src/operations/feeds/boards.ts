import { LinchpinError, problem, refusal, type Problem } from '../../domain/errors/index.ts';
import { findNamed } from '../../domain/text/find-named.ts';
import { findAccountsWithBoards } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** @throws LinchpinError ACCOUNT_NOT_FOUND, ACCOUNT_DISCONNECTED, PIN_BOARD_NOT_FOUND for each board that is none of the account */
export async function requireBoards(
  { store, workspaceId }: Pick<Context, 'store' | 'workspaceId'>,
  accountId: string,
  named: readonly { board: string; field: string }[],
): Promise<void> {
  const [account] = await findAccountsWithBoards(store.db, workspaceId, [accountId]);
  if (!account || account.status === 'disconnected')
    throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
  const { username } = account;
  if (account.status !== 'connected')
    throw refusal('ACCOUNT_DISCONNECTED', { field: 'accountId', values: { username } });
  const [first, ...others] = named.flatMap(({ board, field }): Problem[] =>
    findNamed(account.boards, board).length === 1
      ? []
      : [
          problem('PIN_BOARD_NOT_FOUND', {
            field,
            values: { username, board, suggestion: '', accountId },
          }),
        ],
  );
  if (first) throw new LinchpinError([first, ...others]);
}

export const boardsNamed = ({
  board,
  rules,
}: {
  board: string;
  rules: readonly { board: string }[];
}): { board: string; field: string }[] => [
  { board, field: 'board' },
  ...rules.map((rule, index) => ({ board: rule.board, field: `rules[${index}].board` })),
];
