import { z } from 'zod';
import type { Account } from '../../contract/index.ts';

/** An account, as Postiz shows it. */
export const Channel = z.object({
  id: z.string(),
  name: z.string(),
  identifier: z.literal('pinterest'),
  picture: z.string(),
  disabled: z.boolean().describe('It must be connected again.'),
  profile: z.string().describe('User name at Pinterest.'),
  customer: z.object({ id: z.string(), name: z.string() }).describe('Its workspace.'),
});

/** @param workspaces names by id */
export const presentChannel = (
  { _id: id, displayName, username, profilePicture, isActive, profileId }: Account,
  workspaces: ReadonlyMap<string, string>,
): z.output<typeof Channel> => ({
  id,
  name: displayName || username,
  identifier: 'pinterest',
  picture: profilePicture ?? '',
  disabled: !isActive,
  profile: username,
  customer: { id: profileId, name: workspaces.get(profileId) ?? '' },
});
