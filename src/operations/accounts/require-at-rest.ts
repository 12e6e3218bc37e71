import { refusal } from '../../domain/errors/index.ts';
import {
  countPinsOfAccount,
  type AccountPins,
  type AccountRow,
  type Tx,
} from '../../store/index.ts';

/** @throws LinchpinError ACCOUNT_AT_WORK while one of its Pins may be on its way to Pinterest. */
export async function requireAtRest(
  tx: Tx,
  { id, username }: Pick<AccountRow, 'id' | 'username'>,
): Promise<AccountPins> {
  const pins = await countPinsOfAccount(tx, id);
  if (pins.atWork > 0)
    throw refusal('ACCOUNT_AT_WORK', {
      field: 'accountId',
      values: { username, count: pins.atWork },
    });
  return pins;
}
