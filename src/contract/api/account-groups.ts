import {
  AccountGroupIdInput,
  AccountGroupList,
  ChangedAccountGroup,
  CreateAccountGroupInput,
  UpdateAccountGroupInput,
} from '../account-group.ts';
import { InWorkspace, Message } from '../values.ts';
import { endpoint } from './endpoint.ts';

export const accountGroups = {
  'accountGroups.list': endpoint({
    method: 'GET',
    path: '/api/v1/account-groups',
    summary: 'Groups of accounts',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: AccountGroupList,
  }),
  'accountGroups.create': endpoint({
    method: 'POST',
    path: '/api/v1/account-groups',
    summary: 'Puts accounts under a name',
    effect: 'database',
    body: 'json',
    input: CreateAccountGroupInput,
    output: ChangedAccountGroup,
    status: 201,
  }),
  'accountGroups.update': endpoint({
    method: 'PUT',
    path: '/api/v1/account-groups/{groupId}',
    summary: 'Renames a group, or changes which accounts are in it',
    effect: 'database',
    body: 'json',
    input: UpdateAccountGroupInput,
    output: ChangedAccountGroup,
  }),
  'accountGroups.delete': endpoint({
    method: 'DELETE',
    path: '/api/v1/account-groups/{groupId}',
    summary: 'Deletes a group; its accounts stay',
    effect: 'database',
    body: 'none',
    input: AccountGroupIdInput,
    output: Message,
    destructive: true,
  }),
} as const;
