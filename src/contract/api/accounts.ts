import { AccountList, ListAccountsInput } from '../account.ts';
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
