import type { Account } from '../../api/client.ts';

export type Host = Account['metadata']['host'];

export const hostNames: Record<Host, string> = {
  pinterest: 'Pinterest',
  'pinterest-sandbox': "Pinterest's own sandbox",
  sandbox: 'The local sandbox',
};
