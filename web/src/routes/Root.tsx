import { Outlet } from '@tanstack/react-router';
import { useInstance } from '../api/queries.ts';
import { isSignedOut } from '../api/query-client.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Shell } from '../shell/Shell.tsx';
import { SignIn } from '../shell/SignIn.tsx';
import { Splash } from '../shell/Splash.tsx';

/** The gate: nothing of the product shows without a session. */
export function Root() {
  const instance = useInstance();
  if (isSignedOut(instance.error)) return <SignIn />;
  if (instance.data)
    return (
      <Shell instance={instance.data}>
        <Outlet />
      </Shell>
    );
  if (instance.error)
    return (
      <main>
        <ErrorState error={instance.error} onRetry={() => void instance.refetch()} heading="h1" />
      </main>
    );
  return <Splash />;
}
