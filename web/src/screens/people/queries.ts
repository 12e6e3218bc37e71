import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

export const roleNotes = {
  owner: 'Everything, and other owners',
  admin: 'Everything but making and deleting workspaces',
  editor: 'Writes, plans and publishes',
  approver: 'Lets Pins out that wait for an approval',
  viewer: 'Looks',
} as const;
export type RoleName = keyof typeof roleNotes;
export const roleNames = ['owner', 'admin', 'editor', 'approver', 'viewer'] as const;

export const usePeople = () =>
  useQuery({ queryKey: keys.people, queryFn: () => client.people.list() });

export const useSessions = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await client.sessions.list()).sessions,
  });

/** A change after which everybody is read again. */
export function usePeopleChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [keys.people, keys.sessions, keys.me].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
