import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/me.ts';
import { useInstance } from '../api/queries.ts';
import { isSignedOut } from '../api/query-client.ts';
import { AcceptInvite } from '../shell/AcceptInvite.tsx';
import type { LetIn } from '../shell/key-fragment.ts';
import { ResetPassword } from '../shell/ResetPassword.tsx';
import { Shell } from '../shell/Shell.tsx';
import { SignIn } from '../shell/SignIn.tsx';
import { Splash } from '../shell/Splash.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';

/** The gate: nothing of the product shows without a session. */
export function Root() {
  const cache = useQueryClient();
  const letIn = useQuery<LetIn | null>({ queryKey: keys.letIn, queryFn: skipToken }).data;
  const instance = useInstance();
  const me = useMe();
  const onDone = () => cache.setQueryData(keys.letIn, null);
  if (letIn?.by === 'invite') return <AcceptInvite token={letIn.token} onDone={onDone} />;
  if (letIn) return <ResetPassword token={letIn.token} onDone={onDone} />;
  if (isSignedOut(instance.error)) return <SignIn />;
  if (instance.data && me.data)
    return (
      <Shell instance={instance.data}>
        <Outlet />
      </Shell>
    );
  const error = instance.error ?? me.error;
  if (error)
    return (
      <main>
        <ErrorState
          error={error}
          onRetry={() => void Promise.all([instance.refetch(), me.refetch()])}
          heading="h1"
        />
      </main>
    );
  return <Splash />;
}
