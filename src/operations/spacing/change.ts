import type { ChangeSpacingInput } from '../../contract/index.ts';
import { defaultSpacing, type SpacingRules } from '../../domain/spacing/rules.ts';
import { changeRules } from '../../store/index.ts';
import { implement } from '../operation.ts';
import { ofAccount } from '../within.ts';
import { presentSpacing } from './present.ts';
import { requireAccount } from '../accounts/require-account.ts';

export const changeSpacing = implement('spacing.change', {
  scope: 'accounts:write',
  within: ofAccount,
  async run(context, { accountId, ...change }) {
    const { identityId } = await requireAccount(context, accountId);
    await context.commit({ subject: { type: 'account', id: accountId }, details: change }, (tx) =>
      changeRules(tx, identityId, (stored) => changed(stored ?? defaultSpacing, change)),
    );
    return presentSpacing(context, await requireAccount(context, accountId));
  },
  repeat: async (context, accountId) =>
    presentSpacing(context, await requireAccount(context, accountId)),
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
