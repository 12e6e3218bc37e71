import { z } from 'zod';
import type { TimelineEntry } from '../../../contract/index.ts';
import type { PinEventRow } from '../../../store/index.ts';

/** The events of pin_event as they were stored by any version; what is missing reads as null. */
const number = z.number().nullable().catch(null);
const text = z.string().nullable().catch(null);
const moment = z.iso.datetime({ offset: true }).nullable().catch(null);

const Reason = z.object({ code: text, message: text }).nullable().catch(null);
const Detail = z.object({
  // A name in events of early releases, later the actor.
  by: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .nullable()
    .catch(null),
  // edited
  before: z.object({ status: text, scheduledFor: moment }).nullable().catch(null),
  approvalVoid: z.boolean().catch(false),
  draft: z.boolean().catch(false),
  fields: z.array(z.string()).catch([]),
  queueId: text,
  scheduledFor: moment,
  // restored
  backupTakenAt: moment,
  published: z.boolean().catch(false),
  // board_moved
  toBoard: text,
  // resolved
  outcome: text,
  pinterestPinId: text,
  // request
  operation: text,
  kind: text,
  status: number,
  requestId: text,
  code: number,
  durationMs: number,
  message: text,
  rateLimit: z.object({ limit: number, remaining: number, resetMs: number }).nullable().catch(null),
  // decisions
  from: text,
  step: text,
  delayMs: number,
  dueAt: moment,
  inLine: z.boolean().catch(false),
  reason: Reason,
  problem: Reason,
});

/** An event with everything a sentence can be made of. */
export interface ReadEvent {
  row: PinEventRow;
  detail: z.output<typeof Detail>;
  decision: NonNullable<TimelineEntry['decision']>;
  /** What is said of why. */
  why: string | null;
}

/** Reads a stored event; nothing of it is trusted but its shape. */
export function readEvent(row: PinEventRow): ReadEvent {
  const detail = Detail.parse(row.detail);
  const reason = detail.reason ?? detail.problem;
  const dueAt =
    detail.dueAt ??
    (detail.delayMs === null ? null : new Date(row.at.getTime() + detail.delayMs).toISOString());
  const waitMs =
    detail.delayMs ?? (dueAt === null ? null : Math.max(Date.parse(dueAt) - row.at.getTime(), 0));
  return {
    row,
    detail,
    why: reason?.message ?? null,
    decision: {
      from: detail.from,
      outcome: row.kind,
      step: detail.step,
      code: reason?.code ?? null,
      waitMs: waitMs === null ? null : Math.round(waitMs),
      dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    },
  };
}
