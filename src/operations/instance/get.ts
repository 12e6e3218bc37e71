import { z } from 'zod';
import { Instance, Verified } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { findWorkspace } from '../../store/index.ts';
import { operation } from '../operation.ts';

export const getInstance = operation({
  name: 'instance.get',
  summary: 'Version, mode and workspace of this installation',
  scope: 'read',
  destructive: false,
  input: z.object({}),
  output: Instance,
  async run(context) {
    const workspace = await findWorkspace(context.store.db, context.actor.workspaceId);
    if (!workspace) throw refusal('NOT_FOUND');
    return { ...context.instance, workspace: { id: workspace.id, name: workspace.name } };
  },
});

export const verifyKey = operation({
  name: 'keys.verify',
  summary: 'Whether the credentials are valid, and whose they are',
  scope: 'read',
  destructive: false,
  input: z.object({}),
  output: Verified,
  run: ({ actor }) =>
    Promise.resolve({
      valid: true as const,
      userId: actor.workspaceId,
      name: actor.keyName,
      authType: actor.kind,
      scope: actor.scopes.join(' '),
    }),
});
