import { refusal } from '../../domain/errors/index.ts';
import { findWorkspace } from '../../store/index.ts';
import { hostNames } from '../accounts/present.ts';
import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';

export const getInstance = implement('instance.get', {
  scope: 'instance:read',
  // With several and none named: the first.
  within: everyWorkspace,
  async run(context) {
    const workspace = await findWorkspace(context.store.db, context.workspaceId);
    if (!workspace) throw refusal('NOT_FOUND');
    const { ownApp, ...instance } = context.instance;
    return {
      ...instance,
      workspace: { id: workspace.id, name: workspace.name },
      connect: {
        hosts: context.hosts.map((host) => hostNames[host]),
        redirectUri: context.links.connectCallback(),
        ownApp,
      },
    };
  },
});
