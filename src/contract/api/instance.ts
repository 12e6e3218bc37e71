import { InstanceHealth } from '../health.ts';
import { Instance, Verified } from '../instance.ts';
import { ApiKeyList, CreatedKey, CreateKeyInput, RevokeKeyInput } from '../key.ts';
import { InWorkspace, Message } from '../values.ts';
import { endpoint } from './endpoint.ts';

export const instance = {
  'instance.get': endpoint({
    method: 'GET',
    path: '/api/v1/instance',
    summary: 'Version, mode and workspace of this installation',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: Instance,
  }),
  'instance.health': endpoint({
    method: 'GET',
    path: '/api/v1/instance/health',
    summary: 'How this installation and the work of the workspace stand',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: InstanceHealth,
  }),
  'keys.verify': endpoint({
    method: 'GET',
    path: '/api/v1/auth/verify',
    summary: 'Whether the credentials are valid, and whose they are',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: Verified,
  }),
  'keys.list': endpoint({
    method: 'GET',
    path: '/api/v1/api-keys',
    summary: 'Lists the API keys of the workspace, revoked ones too',
    effect: 'read',
    body: 'none',
    input: InWorkspace,
    output: ApiKeyList,
  }),
  'keys.create': endpoint({
    method: 'POST',
    path: '/api/v1/api-keys',
    summary: 'Makes an API key; the answer is the only place where it is shown',
    effect: 'database',
    body: 'json',
    input: CreateKeyInput,
    output: CreatedKey,
    status: 201,
  }),
  'keys.revoke': endpoint({
    method: 'DELETE',
    path: '/api/v1/api-keys/{keyId}',
    summary: 'Revokes an API key and every session that was opened with it, at once',
    effect: 'database',
    body: 'none',
    input: RevokeKeyInput,
    output: Message,
    destructive: true,
  }),
} as const;
