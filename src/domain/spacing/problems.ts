import { problem, type ErrorCode, type Problem } from '../errors/index.ts';
import { isId } from '../ids.ts';
import { utcMinute } from '../time/utc-minute.ts';
import { ruleInWords, type BrokenRule, type RulesInForce, type SpacingRule } from './rules.ts';

/** A Pin that was, or would be, moved. Times in milliseconds since the epoch. */
export interface MovedPin {
  accountId: string;
  wantedMs: number;
  atMs: number;
  /** The decisive one first. */
  rules: readonly SpacingRule[];
}

/** Says where the rules moved a Pin and which of them did. */
export function spacedProblem(
  moved: MovedPin,
  rules: RulesInForce,
  place: { field?: string; pinId?: string } = {},
): Problem {
  const [rule = 'minGap'] = moved.rules;
  const [wanted, movedTo] = [iso(moved.wantedMs), iso(moved.atMs)];
  return problem('PIN_SPACED', {
    severity: 'warning',
    ...(place.field !== undefined && { field: place.field }),
    values: {
      wanted: utcMinute(wanted),
      movedTo: utcMinute(movedTo),
      reason: ruleInWords(rule, rules),
      accountId: moved.accountId,
    },
    details: {
      accountId: moved.accountId,
      ...(place.pinId !== undefined && { pinId: place.pinId }),
      wanted,
      movedTo,
      rule,
      rules: moved.rules,
    },
  });
}

const codes: Record<SpacingRule, ErrorCode> = {
  minGap: 'ADVICE_TOO_CLOSE',
  linkGap: 'ADVICE_LINK_TOO_SOON',
  imageGap: 'ADVICE_IMAGE_TOO_SOON',
  pinsPerDay: 'ADVICE_MANY_PINS',
  warmUp: 'ADVICE_WARMING_UP',
};

/** Says that a Pin at `atMs` breaks a rule, and when it would not. `fields`: where its time, link and image were sent. */
export function brokenRuleAdvice(
  { rule, nearest, count }: BrokenRule,
  atMs: number,
  nextFreeMs: number,
  rules: RulesInForce,
  fields: { time: string; link: string; image: string },
): Problem {
  // In whole minutes, and not before it is free.
  const nextFreeAt = iso(Math.ceil(nextFreeMs / minute) * minute);
  return problem(codes[rule], {
    field: rule === 'linkGap' ? fields.link : rule === 'imageGap' ? fields.image : fields.time,
    severity: 'warning',
    values: {
      side: nearest.atMs > atMs ? 'after' : 'before',
      distance: span(Math.abs(nearest.atMs - atMs)),
      gap: gapOf(rule, rules),
      count,
      limit: (rule === 'warmUp' ? rules.warmUp?.pinsPerDay : rules.pinsPerDay) ?? 0,
      nextFreeAt: utcMinute(nextFreeAt),
      until: utcMinute(iso(rules.warmUpEndsMs ?? 0)),
    },
    details: { rule, ...(isId(nearest.id) && { pinId: nearest.id }), nextFreeAt },
  });
}

function gapOf(rule: SpacingRule, rules: RulesInForce): string {
  const hours = rule === 'linkGap' ? rules.linkGapHours : rules.imageGapHours;
  return span(rule === 'minGap' ? (rules.minGapMinutes ?? 0) * minute : (hours ?? 0) * 60 * minute);
}

const minute = 60_000;

/** `10 minutes`, `2 hours`, `7 days`: in the largest unit that says it well enough. */
function span(ms: number): string {
  // Rounded up, a gap that is broken would look as if it were kept.
  const minutes = Math.floor(ms / minute);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours <= 72 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

const iso = (ms: number): string => new Date(ms).toISOString();
