import { AccountList, ListAccountsInput } from '../account.ts';
import {
  AccountHealth,
  AccountHealthInput,
  AccountsHealth,
  AccountsHealthInput,
} from '../account-health.ts';
import {
  DisconnectAccountInput,
  DisconnectedAccount,
  MoveAccountInput,
  MovedAccount,
  RenameAccountInput,
  RenamedAccount,
} from '../account-verbs.ts';
import { AccountLimits, AccountLimitsInput } from '../limits.ts';
import { AccountSpacing, AccountSpacingInput, ChangeSpacingInput } from '../spacing.ts';
import { endpoint } from './endpoint.ts';

export const accounts = {
  'accounts.list': endpoint({
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'The connected Pinterest accounts',
    effect: 'read',
    body: 'none',
    input: ListAccountsInput,
    output: AccountList,
  }),
  'accounts.rename': endpoint({
    method: 'PUT',
    path: '/api/v1/accounts/{accountId}',
    summary: 'Gives an account another display name here',
    effect: 'database',
    body: 'json',
    input: RenameAccountInput,
    output: RenamedAccount,
  }),
  'accounts.move': endpoint({
    method: 'PATCH',
    path: '/api/v1/accounts/{accountId}',
    summary: 'Moves an account to another workspace; what it has published stays where it is',
    effect: 'database',
    body: 'json',
    input: MoveAccountInput,
    output: MovedAccount,
  }),
  'accounts.disconnect': endpoint({
    method: 'DELETE',
    path: '/api/v1/accounts/{accountId}',
    summary: 'Forgets the sign-in of an account, and holds or cancels its planned Pins',
    effect: 'database',
    body: 'none',
    input: DisconnectAccountInput,
    output: DisconnectedAccount,
    destructive: true,
  }),
  'accounts.allHealth': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/health',
    summary: 'Whether the accounts can publish, and what needs attention',
    effect: 'read',
    body: 'none',
    input: AccountsHealthInput,
    output: AccountsHealth,
  }),
  'accounts.health': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/health',
    summary: 'The sign-in of an account, its permissions, and what Pinterest lets its app do',
    effect: 'read',
    body: 'none',
    input: AccountHealthInput,
    output: AccountHealth,
  }),
  'accounts.limits': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/limits',
    summary: "What Pinterest's limits leave an account, and links that wait",
    effect: 'read',
    body: 'none',
    input: AccountLimitsInput,
    output: AccountLimits,
  }),
  'spacing.get': endpoint({
    method: 'GET',
    path: '/api/v1/accounts/{accountId}/spacing',
    summary: 'How far apart the Pins of an account are kept, and when the next one is free to go',
    effect: 'read',
    body: 'none',
    input: AccountSpacingInput,
    output: AccountSpacing,
  }),
  'spacing.change': endpoint({
    method: 'PUT',
    path: '/api/v1/accounts/{accountId}/spacing',
    summary:
      'Changes the spacing rules of an account; Pins that have their times keep them until due',
    effect: 'database',
    body: 'json',
    input: ChangeSpacingInput,
    output: AccountSpacing,
  }),
} as const;
