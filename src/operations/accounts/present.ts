import type { Account, PinterestHostName } from '../../contract/index.ts';
import type { AccountRow, Host } from '../../store/index.ts';
import type { Links } from '../context.ts';

/** A connected account as the API shows it. */
export const presentAccount = ({ links }: { links: Links }, row: AccountRow): Account => ({
  _id: row.id,
  platform: 'pinterest',
  profileId: row.workspaceId,
  username: row.username,
  displayName: shownName(row),
  profilePicture: row.profileImage,
  profileUrl: links.profile(row),
  isActive: row.status === 'connected',
  needsReconnection: row.status === 'needs_reconnection',
  metadata: {
    pinterestUserId: row.pinterestUserId,
    defaultBoardId: row.defaultBoardId,
    sandbox: row.host === 'sandbox',
    host: hostNames[row.host],
  },
});

export const shownName = (row: Pick<AccountRow, 'customName' | 'displayName'>): string =>
  row.customName ?? row.displayName;

/** The words of the API for hosts. */
export const hostNames: Record<Host, PinterestHostName> = {
  'api.pinterest.com': 'pinterest',
  'api-sandbox.pinterest.com': 'pinterest-sandbox',
  sandbox: 'sandbox',
};

const hosts: Record<PinterestHostName, Host> = {
  pinterest: 'api.pinterest.com',
  'pinterest-sandbox': 'api-sandbox.pinterest.com',
  sandbox: 'sandbox',
};

export const hostNamed = (name: PinterestHostName): Host => hosts[name];
