import type { PinterestPort } from '../pinterest-access/index.ts';
import { getIdentity, type Store } from '../store/index.ts';

export interface CollectDeps {
  store: Store;
  pinterest: Pick<
    PinterestPort,
    | 'limits'
    | 'readAccountDays'
    | 'readAccountState'
    | 'readManyPinDays'
    | 'readPinDays'
    | 'readTopPins'
  >;
}

/** Now, in ms, by the clock that Pinterest's days go by. */
export async function pinterestNow(
  { store }: Pick<CollectDeps, 'store'>,
  identityId: string,
): Promise<number> {
  const { clockOffsetMs } = await getIdentity(store.db, identityId);
  return store.clock.nowMs() + (clockOffsetMs ?? 0);
}
