import { AccountSpacing, AccountSpacingInput, ChangeSpacingInput } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import {
  defaultSpacing,
  type RulesInForce,
  type SpacingRules,
} from '../../domain/spacing/rules.ts';
import {
  changeRules,
  findAccount,
  findFreeTimes,
  readRules,
  type AccountRow,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { operation } from '../operation.ts';

export const accountSpacing = operation({
  name: 'accounts.spacing',
  summary: 'How far apart the Pins of an account are kept, and when the next one is free to go',
  scope: 'read',
  destructive: false,
  input: AccountSpacingInput,
  output: AccountSpacing,
  run: async (context, { accountId }) => show(context, await requireAccount(context, accountId)),
});

export const changeSpacing = operation({
  name: 'accounts.changeSpacing',
  summary:
    'Changes the spacing rules of an account; Pins that have their times keep them until due',
  scope: 'write',
  destructive: false,
  input: ChangeSpacingInput,
  output: AccountSpacing,
  async run(context, { accountId, ...change }) {
    await requireAccount(context, accountId);
    await changeRules(context.store.db, context.actor.workspaceId, accountId, (stored) =>
      changed(stored ?? defaultSpacing, change),
    );
    return show(context, await requireAccount(context, accountId));
  },
});

/** The rules with a change; 0 is another way to say null. */
function changed(
  rules: SpacingRules,
  { warmUp, ...given }: Omit<ChangeSpacingInput, 'accountId'>,
): SpacingRules {
  const figure = (value: number | null | undefined, before: number | null) =>
    value === undefined ? before : value || null;
  return {
    mode: given.mode ?? rules.mode,
    minGapMinutes: figure(given.minGapMinutes, rules.minGapMinutes),
    linkGapHours: figure(given.linkGapHours, rules.linkGapHours),
    imageGapHours: figure(given.imageGapHours, rules.imageGapHours),
    pinsPerDay: figure(given.pinsPerDay, rules.pinsPerDay),
    warmUp: warmUp === undefined ? rules.warmUp : warmUp && warmUpOf(rules, warmUp),
  };
}

/** A figure that is not given is the one in force, else the default. */
const warmUpOf = (
  { warmUp: before }: SpacingRules,
  { days, pinsPerDay }: { days?: number | undefined; pinsPerDay?: number | undefined },
): SpacingRules['warmUp'] => {
  const { warmUp: usual } = defaultSpacing;
  return {
    days: days ?? before?.days ?? usual?.days ?? 1,
    pinsPerDay: pinsPerDay ?? before?.pinsPerDay ?? usual?.pinsPerDay ?? 1,
  };
};

async function requireAccount(context: Context, accountId: string): Promise<AccountRow> {
  const account = await findAccount(context.store.db, context.actor.workspaceId, accountId);
  if (!account) throw refusal('ACCOUNT_NOT_FOUND', { field: 'accountId', values: { accountId } });
  return account;
}

async function show(context: Context, account: AccountRow): Promise<AccountSpacing> {
  const { db } = context.store;
  const inForce = (await readRules(db, [account.id])).get(account.id);
  if (!inForce) throw refusal('ACCOUNT_NOT_FOUND', { values: { accountId: account.id } }); // Removed meanwhile.
  const { warmUpEndsMs, ...rules } = inForce;
  const nowMs = context.clock();
  const warmsUp = warmUpEndsMs !== null && warmUpEndsMs > nowMs;
  return {
    rules,
    defaults: defaultSpacing,
    isDefault: account.spacing === null,
    warmingUpUntil: warmsUp ? new Date(warmUpEndsMs).toISOString() : null,
    nextFreeAt: rules.mode === 'off' ? null : await nextFreeAt(context, account.id, inForce),
  };
}

async function nextFreeAt(
  context: Context,
  accountId: string,
  rules: RulesInForce,
): Promise<string> {
  const wantedMs = context.clock();
  const pin = { id: 'next', boardId: '', link: null, fingerprint: null, wantedMs };
  const [place] = await findFreeTimes(context.store.db, accountId, rules, [pin]);
  return new Date(place?.atMs ?? wantedMs).toISOString();
}
