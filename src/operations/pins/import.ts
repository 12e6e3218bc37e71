import { refusal } from '../../domain/errors/index.ts';
import { askForImport } from '../../store/index.ts';
import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentImport } from './import-progress.ts';

export const importPins = implement('pins.import', {
  scope: 'analytics:write',
  within: ofAccount,
  async run(context, { accountId, markAllRemoved = false }) {
    const { status, username, identityId } = await requireAccount(context, accountId);
    if (status !== 'connected')
      throw refusal('ACCOUNT_DISCONNECTED', { field: 'accountId', values: { username } });
    await context.commit(
      { subject: { type: 'account', id: accountId }, details: { username, markAllRemoved } },
      (tx) => askForImport(tx, identityId, markAllRemoved),
    );
    return presentImport(context, accountId);
  },
  repeat: (context, accountId) => presentImport(context, accountId),
});
