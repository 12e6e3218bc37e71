import { z } from 'zod';
import type { Profile } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { route, type Caller } from '../../door/index.ts';
import { presentCaller, presentOrganization, presentTeam } from '../present/team.ts';
import { withChannelsIfKnown } from '../present/social-account.ts';
import { byOffset } from '../shapes/page.ts';
import { Team, WholeTeam, type User } from '../shapes/team.ts';

const id = z.string();
const name = z.string();
const avatarUrl = z.string().nullable().optional();

async function wholeTeam(
  caller: Caller,
  profile: z.output<typeof Profile>,
  createdBy: z.output<typeof User>,
): Promise<z.output<typeof WholeTeam>> {
  const { accounts } = await caller.run('accounts.list', { profileId: profile._id });
  return {
    ...presentTeam(profile),
    organization: presentOrganization(createdBy.id, caller.actor.grants.length),
    createdBy,
    bots: [],
    socialAccounts: await Promise.all(
      accounts.map((account) => withChannelsIfKnown(caller, account)),
    ),
    bio: null,
  };
}

const list = route({
  method: 'GET',
  path: '/api/v1/team/',
  id: 'team_getList',
  summary: 'The teams: the workspaces that the key reaches',
  reads: 'query',
  input: z.object({
    ...byOffset,
    search: z.string().optional().describe('In their names.'),
  }),
  output: z.object({ items: z.array(WholeTeam), total: z.int() }),
  async run(caller, { offset, limit, search }) {
    const { profiles } = await caller.run('workspaces.list', {});
    const wanted = search?.toLowerCase() ?? '';
    const found = profiles.filter((profile) => profile.name.toLowerCase().includes(wanted));
    const createdBy = await presentCaller(caller);
    const items = [];
    for (const profile of found.slice(offset, offset + limit))
      items.push(await wholeTeam(caller, profile, createdBy));
    return { items, total: found.length };
  },
});

const create = route({
  method: 'POST',
  path: '/api/v1/team/',
  id: 'team_createTeam',
  summary: 'Makes a team',
  reads: 'json',
  input: z.object({
    name,
    avatarUrl,
    copyTeamId: z.string().optional().describe('Refused: copy its social accounts afterwards.'),
  }),
  output: Team,
  async run(caller, { copyTeamId, ...given }) {
    if (copyTeamId !== undefined)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'copyTeamId',
        values: {
          field: 'copyTeamId',
          reason: 'make the team first, then copy social accounts to it (social-account/copy).',
        },
      });
    const { profile } = await caller.run('workspaces.create', given);
    return presentTeam(profile);
  },
});

const get = route({
  method: 'GET',
  path: '/api/v1/team/{id}',
  id: 'team_getTeam',
  summary: 'A team with its social accounts',
  reads: 'query',
  input: z.object({ id }),
  output: WholeTeam,
  async run(caller, { id: profileId }) {
    const { profile } = await caller.run('workspaces.get', { profileId });
    return wholeTeam(caller, profile, await presentCaller(caller));
  },
});

const update = route({
  method: 'PATCH',
  path: '/api/v1/team/{id}',
  id: 'team_updateTeam',
  summary: 'Changes the name or the picture of a team',
  reads: 'json',
  input: z.object({ id, name: name.optional(), avatarUrl }),
  output: Team,
  async run(caller, { id: profileId, ...change }) {
    const { profile } = await caller.run('workspaces.update', { profileId, ...change });
    return presentTeam(profile);
  },
});

const remove = route({
  method: 'DELETE',
  path: '/api/v1/team/{id}',
  id: 'team_deleteTeam',
  summary: 'Deletes a team without social accounts',
  reads: 'query',
  input: z.object({ id }),
  output: Team,
  async run(caller, { id: profileId }) {
    const { profile } = await caller.run('workspaces.get', { profileId });
    await caller.run('workspaces.delete', { profileId });
    return { ...presentTeam(profile), deletedAt: new Date(caller.nowMs()).toISOString() };
  },
});

export const teamRoutes = [list, create, get, update, remove];
