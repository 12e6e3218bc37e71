import type { NewIndex, Rounds } from './migration.ts';

/** Finds the Pins that have no identity yet, for the next migration. */
export const indexes: readonly NewIndex[] = [
  { name: 'pin_without_identity', on: 'pin (id) where identity_id is null' },
];

/** Gives planned and published Pins the identity of their account, some at a time, so that none waits for long. */
export const rounds: Rounds = {
  statement: `update pin set identity_id = account.identity_id from account
    where account.id = pin.account_id and pin.id in (
      select id from pin where identity_id is null order by id limit 5000 for no key update)`,
};
