import { useQuery } from '@tanstack/react-query';
import { client, type Me } from './client.ts';
import { keys } from './keys.ts';

/** Who is signed in, and what they may do. */
export const useMe = () =>
  useQuery({ queryKey: keys.me, queryFn: () => client.me.get(), staleTime: 30_000 });

export type Workspace = Me['workspaces'][number];
export type Right = Workspace['scopes'][number];

/** The workspace that this session looks at. */
export const currentOf = (me: Me | undefined): Workspace | undefined =>
  me?.workspaces.find(({ isCurrent }) => isCurrent);

/** Whether the signed-in caller has a right here. The server decides; this only hides what it would refuse. */
export function useMay(): (right: Right) => boolean {
  const scopes = currentOf(useMe().data)?.scopes ?? [];
  return (right) => scopes.includes(right);
}
