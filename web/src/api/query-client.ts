import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { LinchpinApiError } from './client.ts';
import { keys } from './keys.ts';

export const isSignedOut = (error: unknown) =>
  error instanceof LinchpinApiError && error.status === 401;

/** A refusal stays a refusal; only an unreachable or failing server is asked again. */
const retry = (failures: number, error: Error) =>
  failures < 2 && !(error instanceof LinchpinApiError && error.status < 500);

export function createQueryClient(): QueryClient {
  const askAgainWhoIsThere = (error: Error) => {
    if (isSignedOut(error)) void queryClient.invalidateQueries({ queryKey: keys.instance });
  };
  const queryClient: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry, staleTime: 10_000 }, mutations: { retry: false } },
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== keys.instance[0]) askAgainWhoIsThere(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _before, mutation) => {
        if (!mutation.meta?.signsIn) askAgainWhoIsThere(error);
      },
    }),
  });
  return queryClient;
}
