import * as z from 'zod';
import { countOf, slots } from '../curves/metrics.ts';
import type { Counted } from '../curves/metrics.ts';
import type { Subject } from '../curves/drawn.ts';
import { dateOf, dayOf } from '../numbers/days.ts';
import { finalThrough, forFinalDays } from '../numbers/final.ts';
import { countingsOf, pinSubject, removedSubject } from '../numbers/subjects.ts';
import { changeFigures } from '../state/figures.ts';
import { userNamed } from '../state/users.ts';
import type { SandboxContext } from '../state/context.ts';
import { NotThere, Refused } from './refusals.ts';

const counted = Object.keys(slots) as [Counted, ...Counted[]];
const ofPins = counted.filter((metric) => metric !== 'FOLLOWER') as [Counted, ...Counted[]];
const ofAccounts = ['IMPRESSION', 'SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK', 'FOLLOWER'] as const;

const date = z.iso.date();
const counts = (names: readonly [Counted, ...Counted[]]) =>
  z.partialRecord(z.enum(names), z.int().min(0)).optional();

/** Statuses of the official spec 5.23.0 that a day of a report can be given by hand. */
const statuses = [
  'PROCESSING',
  'READY',
  'ESTIMATE',
  'BEFORE_BUSINESS_CREATED',
  'BEFORE_DATA_RETENTION_PERIOD',
  'BEFORE_PIN_DATA_RETENTION_PERIOD',
  'BEFORE_METRIC_START_DATE',
  'IN_BAD_TAG_DATE',
  'AUDIENCE_TOTAL_SMALLER_THAN_THRESHOLD',
] as const;

const figures = {
  /** YYYY-MM-DD, UTC; today unless said. */
  day: date.optional(),
  /** What the report says of the day instead of its figures; null: its figures again. */
  answer: z.enum(['empty', ...statuses]).nullish(),
};

/** Figures of a Pin, or of what the Pins of others bring an account: set instead of its curve, or added to it. */
const entrySchema = z.union([
  z.strictObject({ pin: z.string(), ...figures, set: counts(ofPins), add: counts(ofPins) }),
  z.strictObject({
    account: z.string(),
    ...figures,
    set: counts(ofAccounts),
    add: counts(ofAccounts),
  }),
]);
export const metricsSchema = z.union([entrySchema, z.array(entrySchema).min(1)]);
export type MetricsInput = z.input<typeof metricsSchema>;

export const truthSchema = z.strictObject({
  /** First and last day. */
  from: date,
  to: date,
  /** Pins by id, also those that are gone. */
  pins: z.array(z.string()).max(25_000).optional(),
  /** Sums of this account. */
  account: z.string().optional(),
  metrics: z.array(z.enum(counted)).min(1).optional(),
});
export type TruthQuery = z.input<typeof truthSchema>;

const usual: Counted[] = ['IMPRESSION', 'SAVE', 'PIN_CLICK', 'OUTBOUND_CLICK'];

type Series = Partial<Record<Counted, number[]>>;
type Sums = Partial<Record<Counted, number>>;

export interface Truth {
  from: string;
  to: string;
  /** By metric one final figure for each day from `from` to `to`; `through`: what all days up to `to` add up to. */
  pins: Record<
    string,
    {
      createdOn: string;
      /** The day it was taken away. Its figures end with that day. */
      goneOn: string | null;
      video: boolean;
      days: Series;
      through: Sums;
      /** By date, what reports were told to say instead. */
      answers: Record<string, string>;
    }
  >;
  /** What the account's own Pins add up to, and what the Pins of others bring it. */
  account: { own: Series; others: Series; answers: Record<string, string> } | null;
}

export interface MetricsControl {
  /**
   * Sets, adds or withholds figures of single days; all of them or none. Saves, comments and reactions of other people
   * are `add`ed. @throws NotThere, Refused for a day before the Pin; ZodError when malformed.
   */
  metrics(change: MetricsInput): void;
  /** The final figures, whatever the clock says and whatever Pinterest tells of them by now. @throws NotThere, ZodError */
  truth(query: TruthQuery): Truth;
}

export function metricsControl(sandbox: SandboxContext): MetricsControl {
  return {
    metrics: (change) => {
      const entries = [metricsSchema.parse(change)].flat();
      const today = dateOf(dayOf(sandbox.clock.now()));
      const changes = entries.map((entry) => ({
        id: subjectId(sandbox, entry),
        day: dayOf(entry.day ?? today),
        entry,
      }));
      for (const { id, day, entry } of changes) changeFigures(sandbox, id, day, entry);
    },
    truth: (query) => truth(sandbox, truthSchema.parse(query)),
  };
}

function subjectId(sandbox: SandboxContext, entry: z.output<typeof entrySchema>): string {
  if ('account' in entry) return accountNamed(sandbox, entry.account).id;
  const subject = subjectOf(sandbox, entry.pin);
  if (entry.day !== undefined && dayOf(entry.day) < subject.from)
    throw new Refused(`Pin ${entry.pin} was made on ${dateOf(subject.from)}, after ${entry.day}.`);
  if (subject.until !== null) throw new Refused(`Pin ${entry.pin} is gone.`);
  return subject.id;
}

function accountNamed({ store }: SandboxContext, username: string) {
  const user = userNamed(store, username);
  if (user === undefined) throw new NotThere(`There is no account '${username}'.`);
  return user;
}

function subjectOf({ store }: SandboxContext, id: string): Subject {
  const [pin, removed] = [store.get('pins', id), store.get('removedPins', id)];
  if (pin !== undefined) return pinSubject(pin);
  if (removed === undefined) throw new NotThere(`There is no Pin ${id}, nor was there one.`);
  return removedSubject(removed);
}

function truth(sandbox: SandboxContext, query: z.output<typeof truthSchema>): Truth {
  const metrics = query.metrics ?? usual;
  const [from, to] = [dayOf(query.from), dayOf(query.to)];
  if (to < from) throw new Refused(`${query.to} is before ${query.from}.`);
  const answersOf = (id: string) =>
    Object.fromEntries(
      [...(sandbox.store.figuresOf(id)?.values() ?? [])].flatMap(({ day, answer }) =>
        answer === null || day < from || day > to ? [] : [[dateOf(day), answer] as const],
      ),
    );
  const pins: Truth['pins'] = {};
  for (const id of query.pins ?? []) {
    const subject = subjectOf(sandbox, id);
    const through = finalThrough(sandbox, subject, to);
    pins[id] = {
      createdOn: dateOf(subject.from),
      goneOn: subject.until === null ? null : dateOf(subject.until),
      video: subject.kind === 'video',
      days: seriesOf(sandbox, [subject], [from, to], metrics),
      through: Object.fromEntries(metrics.map((metric) => [metric, countOf(through, metric)])),
      answers: answersOf(id),
    };
  }
  if (query.account === undefined) return { from: query.from, to: query.to, pins, account: null };
  const user = accountNamed(sandbox, query.account);
  const sumOf = (wanted: 'YOUR_PINS' | 'OTHER_PINS') => {
    const of = countingsOf(sandbox, user).filter(({ source }) => source === wanted);
    const subjects = of.map(({ subject }) => subject);
    return seriesOf(sandbox, subjects, [from, to], metrics);
  };
  const account = {
    own: sumOf('YOUR_PINS'),
    others: sumOf('OTHER_PINS'),
    answers: answersOf(user.id),
  };
  return { from: query.from, to: query.to, pins, account };
}

/** By metric, what the subjects add up to on each day. */
function seriesOf(
  sandbox: SandboxContext,
  subjects: readonly Subject[],
  [from, to]: readonly [number, number],
  metrics: readonly Counted[],
): Series {
  const series = metrics.map(
    (metric) => [metric, Array.from({ length: to - from + 1 }, () => 0)] as const,
  );
  for (const subject of subjects)
    forFinalDays(sandbox, subject, [from, to], (day, counts) => {
      for (const [metric, values] of series)
        values[day - from] = (values[day - from] ?? 0) + countOf(counts, metric);
    });
  return Object.fromEntries(series);
}
