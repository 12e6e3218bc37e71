import type { OperationDeps } from '../operations/index.ts';

export interface DeviceLoginOptions {
  deps: OperationDeps;
  /** Origin under which others reach this server. */
  publicUrl: () => string;
  /** Seconds that a command line waits between two questions whether it is let in. */
  pollSeconds: number;
}

/** Where a person answers, in the dashboard. */
export const pageOf = ({ publicUrl }: DeviceLoginOptions): string => `${publicUrl()}/device`;
