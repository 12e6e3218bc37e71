import { z } from 'zod';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { refusal } from '../../domain/errors/index.ts';
import { route, type Caller } from '../../door/index.ts';
import { Channel, presentChannel } from '../present/channel.ts';
import { Settings } from '../shapes/post.ts';

const id = z.string();

const connected = route({
  method: 'GET',
  path: '/public/v1/is-connected',
  id: 'connected.check',
  summary: 'Whether the key is good',
  reads: 'query',
  input: z.object({}),
  output: z.object({ connected: z.literal(true) }),
  run: () => Promise.resolve({ connected: true as const }),
});

const groups = route({
  method: 'GET',
  path: '/public/v1/groups',
  id: 'groups.list',
  summary: 'The workspaces that the key reaches',
  reads: 'query',
  input: z.object({}),
  output: z.array(z.object({ id, name: z.string() })),
  run: async (caller) =>
    [...(await workspaces(caller))].map(([each, name]) => ({ id: each, name })),
});

const workspaces = async (caller: Caller): Promise<Map<string, string>> => {
  const { profiles } = await caller.run('workspaces.list', {});
  return new Map(profiles.map(({ _id, name }) => [_id, name]));
};

const list = route({
  method: 'GET',
  path: '/public/v1/integrations',
  id: 'integrations.list',
  summary: 'The Pinterest accounts',
  reads: 'query',
  input: z.object({ group: z.string().optional().describe('The id of a workspace.') }),
  output: z.array(Channel),
  async run(caller, { group }) {
    const { accounts } = await caller.run('accounts.list', group ? { profileId: group } : {});
    const names = await workspaces(caller);
    return accounts.map((account) => presentChannel(account, names));
  },
});

/** @throws LinchpinError ACCOUNT_NOT_FOUND */
export async function requireChannel(caller: Caller, accountId: string) {
  const { accounts } = await caller.run('accounts.list', {});
  const account = accounts.find(({ _id }) => _id === accountId);
  if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'id', values: { accountId } });
  return account;
}

const tools = [
  { methodName: 'boards', description: 'The boards, all of them.', dataSchema: [] },
  {
    methodName: 'sections',
    description: 'The sections of a board.',
    dataSchema: [{ key: 'board', type: 'string', description: 'The id or name of a board.' }],
  },
];

const settings = route({
  method: 'GET',
  path: '/public/v1/integration-settings/{id}',
  id: 'integrations.settings',
  summary: 'What a Pin takes, and what else can be asked for',
  reads: 'query',
  input: z.object({ id }),
  output: z.object({ output: z.looseObject({ maxLength: z.int() }) }),
  async run(caller, { id: accountId }) {
    await requireChannel(caller, accountId);
    const { $schema: _, ...schema } = z.toJSONSchema(Settings, { io: 'input' });
    return {
      output: {
        rules:
          'A Pin needs a board and one image, 2 to 5 images of the same shape, or one video. It has no comments.',
        maxLength: pinLimits.description,
        settings: schema,
        tools,
      },
    };
  },
});

const trigger = route({
  method: 'POST',
  path: '/public/v1/integration-trigger/{id}',
  id: 'integrations.trigger',
  summary: 'Lists boards, or the sections of one',
  reads: 'json',
  input: z.object({
    id,
    methodName: z.string(),
    data: z.looseObject({ board: z.string().optional() }).default({}),
  }),
  output: z.object({ output: z.array(z.object({ id, name: z.string() })) }),
  status: 201,
  async run(caller, { id: accountId, methodName, data: { board } }) {
    const account = await requireChannel(caller, accountId);
    if (account.needsReconnection)
      throw refusal('ACCOUNT_DISCONNECTED', {
        field: 'id',
        values: { username: account.username },
      });
    if (methodName === 'boards') {
      const { boards } = await caller.run('boards.list', { accountId });
      return { output: boards.map(({ id: boardId, name }) => ({ id: boardId, name })) };
    }
    if (methodName !== 'sections') throw refusal('TOOL_NOT_FOUND', { field: 'methodName' });
    if (!board)
      throw refusal('MISSING_REQUIRED_FIELD', {
        field: 'data.board',
        values: { field: 'data.board' },
      });
    const { sections } = await caller.run('sections.list', { accountId, boardId: board });
    return { output: sections.map(({ id: sectionId, name }) => ({ id: sectionId, name })) };
  },
});

const remove = route({
  method: 'DELETE',
  path: '/public/v1/integrations/{id}',
  id: 'integrations.delete',
  summary: 'Disconnects an account, and cancels its planned posts',
  reads: 'query',
  input: z.object({ id }),
  output: Channel,
  async run(caller, { id: accountId }) {
    const account = await requireChannel(caller, accountId);
    const names = await workspaces(caller);
    await caller.run('accounts.disconnect', { accountId, plannedPins: 'cancel' });
    return { ...presentChannel(account, names), disabled: true };
  },
});

const social = route({
  method: 'GET',
  path: '/public/v1/social/{integration}',
  id: 'social.start',
  summary: 'The address at which a person lets this installation use a Pinterest account',
  reads: 'query',
  input: z.object({
    integration: z.string(),
    refresh: z.string().optional().describe('Has no effect: the account is found by its user.'),
    group: z.string().optional().describe('Ours: the workspace, where the key reaches several.'),
  }),
  output: z.object({ url: z.string() }),
  async run(caller, { integration, group }) {
    if (integration.toLowerCase() !== 'pinterest')
      throw refusal('PLATFORM_NOT_SUPPORTED', {
        field: 'integration',
        values: { platform: integration },
      });
    const { authUrl } = await caller.run('connections.start', {
      platform: 'pinterest',
      ...(group && { profileId: group }),
    });
    return { url: authUrl };
  },
});

export const channelRoutes = [connected, groups, list, settings, trigger, remove, social];
