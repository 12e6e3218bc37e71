import { z } from 'zod';
import { spacingLimits as limits } from '../domain/spacing/rules.ts';
import { Timestamp } from './values.ts';

const mode = z
  .enum(['off', 'advise', 'enforce'])
  .describe(
    '`advise` warns; `enforce` moves Pins to the next time that keeps every rule; `off` does neither.',
  );
const upTo = (max: number) => z.int().min(0).max(max).nullable();

const figures = {
  minGapMinutes: upTo(limits.minGapMinutes).describe('Between any two Pins.'),
  linkGapHours: upTo(limits.linkGapHours).describe('Between Pins with the same link.'),
  imageGapHours: upTo(limits.imageGapHours).describe(
    'Between Pins with the same image on different boards.',
  ),
  pinsPerDay: upTo(limits.pinsPerDay).describe('In any 24 hours.'),
};
const warmUp = z.object({
  days: z.int().min(1).max(limits.warmUpDays).describe('Since the account was connected here.'),
  pinsPerDay: z.int().min(1).max(limits.pinsPerDay),
});

export const SpacingRules = z
  .object({ mode, ...figures, warmUp: warmUp.nullable() })
  .describe('null: the rule is switched off.')
  .meta({ id: 'SpacingRules' });
export type SpacingRules = z.output<typeof SpacingRules>;

export const AccountSpacingInput = z.object({ accountId: z.string() });

/** Body of `PUT /accounts/{accountId}/spacing`: what is absent stays as it is; null or 0 switches a rule off. */
export const ChangeSpacingInput = z.strictObject({
  accountId: z.string(),
  mode: mode.optional(),
  minGapMinutes: figures.minGapMinutes.optional(),
  linkGapHours: figures.linkGapHours.optional(),
  imageGapHours: figures.imageGapHours.optional(),
  pinsPerDay: figures.pinsPerDay.optional(),
  warmUp: z.strictObject(warmUp.partial().shape).nullable().optional(),
});
export type ChangeSpacingInput = z.output<typeof ChangeSpacingInput>;

export const AccountSpacing = z
  .object({
    rules: SpacingRules,
    defaults: SpacingRules.describe('What applies to an account whose rules nobody changed.'),
    isDefault: z.boolean().describe('Whether nobody changed the rules of this account.'),
    warmingUpUntil: Timestamp.nullable().describe('null: the account does not count as new.'),
    nextFreeAt: Timestamp.nullable().describe(
      'The next time from now on that keeps every rule, for a Pin with a new link and image; null with mode off.',
    ),
  })
  .meta({ id: 'AccountSpacing' });
export type AccountSpacing = z.output<typeof AccountSpacing>;
