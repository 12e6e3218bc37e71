import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../ui/ErrorState.tsx';

/** A page that could not be drawn, or whose code could not be loaded after an upgrade. */
export function RouteError({ error }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={() => window.location.reload()} heading="h1" />;
}
