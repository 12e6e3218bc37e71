import { sql, type RawBuilder } from 'kysely';
import { establishedPins, type SpacedPin } from '../../domain/spacing/rules.ts';

/**
 * Returns a row when the rules are enforced and publishing now would break one against a published or possibly
 * published Pin. Answers yes or no only, to keep the create gate one round trip; domain/spacing computes the time.
 * Planned Pins are ignored: due Pins go first.
 */
export const spacingViolation = (
  identityId: string,
  pin: SpacedPin & { id: string; ignoreSpacing: boolean },
): RawBuilder<unknown> => sql`
  with rule as (
    select (spacing ->> 'minGapMinutes')::int as gap_minutes,
      (spacing ->> 'linkGapHours')::int as link_hours,
      (spacing ->> 'imageGapHours')::int as image_hours,
      least((spacing ->> 'pinsPerDay')::int, case
        when created_at + make_interval(hours => 24 * (spacing #>> '{warmUp,days}')::int) > now()
          and (select coalesce(sum(pin_count), 0) from board join account on account.id = board.account_id
            where account.identity_id = identity.id group by board.account_id order by 1 desc limit 1) < ${establishedPins}
        then (spacing #>> '{warmUp,pinsPerDay}')::int end) as per_day
    from identity where id = ${identityId} and spacing ->> 'mode' = 'enforce' and not ${pin.ignoreSpacing}::boolean
  )
  select 1 from rule where
    exists (select 1 from pin where ${out(identityId, pin.id)}
      and ${time} > now() - make_interval(mins => gap_minutes))
    or exists (select 1 from pin where ${out(identityId, pin.id)} and link = ${pin.link}
      and ${time} > now() - make_interval(hours => link_hours))
    or exists (select 1 from pin where ${out(identityId, pin.id)}
      and fingerprint = ${pin.fingerprint} and board_id <> ${pin.boardId}
      and ${time} > now() - make_interval(hours => image_hours))
    or (select count(*) from pin where ${out(identityId, pin.id)} and ${time} > now() - interval '24 hours') >= per_day`;

const time = sql.raw(`pin_time(published_at, due_at, scheduled_for)`);

/** Other Pins of the account that are out, or that Pinterest was asked for and may have. */
const out = (identityId: string, id: string): RawBuilder<unknown> => sql`
  identity_id = ${identityId} and id <> ${id} and status in ('scheduled', 'publishing', 'held', 'published')
  and (status = 'published' or status = 'publishing' and sent_at is not null)
  and ${time} < now() + interval '1 minute'`;
