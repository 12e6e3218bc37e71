import { z } from 'zod';
import { LivePin, PinNumbers } from './live-pin.ts';
import { ProblemBody } from './problem.ts';
import { Timezone } from './scheduling.ts';
import { Id, Timestamp } from './values.ts';

const Day = z.iso.date();
const figure = z.number().nullable();

/** Days are those of Pinterest, in UTC. */
const Period = z.object({
  accountId: z.string(),
  from: Day.optional().describe('First day; else 29 days before the last.'),
  to: Day.optional().describe('Last day; else the last one that Pinterest has numbers of.'),
});
const bucket = z.enum(['day', 'week', 'month']).default('day').describe('Weeks begin on Monday.');

/** Days whose sums are asked for; averages are never added up. */
export const PinMetricName = z.enum([
  'impressions',
  'saves',
  'pinClicks',
  'outboundClicks',
  'follows',
  'profileVisits',
  'videoViews',
  'video10sViews',
  'videoStarts',
  'video95PercentViews',
  'videoWatchMs',
]);
export type PinMetricName = z.output<typeof PinMetricName>;
const metricList = new RegExp(
  `^(${PinMetricName.options.join('|')})(,(${PinMetricName.options.join('|')}))*$`,
);
const metrics = z
  .string()
  .regex(metricList, `metrics separated by commas: ${PinMetricName.options.join(', ')}`)
  .default('impressions,saves,pinClicks,outboundClicks');

const Selection = Period.extend({
  boardId: z.string().optional(),
  sectionId: z.string().optional(),
  link: z.string().max(2048).optional().describe('The whole link, as the Pin has it.'),
  linkDomain: z.string().max(300).optional().describe('Host of the link, without www.'),
  kind: z.enum(['image', 'video']).optional(),
  tag: z.string().max(300).optional().describe('Of the post that was published from here.'),
  metrics,
});

export const AnalyticsAccountInput = Period.extend({ bucket });
export const AnalyticsPinsInput = Selection.extend({
  sort: z.union([PinMetricName, z.literal('createdAt')]).default('impressions'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const AnalyticsPinInput = Period.extend({
  accountId: z.string().optional().describe('Needed where several accounts see the Pin.'),
  pinId: z
    .string()
    .describe("Pinterest's id of the Pin, or Linchpin's id of a Pin that was published from here."),
  bucket,
  metrics,
});
export const AnalyticsBreakdownInput = Selection.extend({
  by: z.enum([
    'board',
    'section',
    'link',
    'domain',
    'kind',
    'tag',
    'weekday',
    'hour',
    'weekdayHour',
    'age',
  ]),
  bucket: z
    .enum(['week', 'month'])
    .optional()
    .describe('Each group also by week or month, 120 of them at most. Not of ages.'),
  timezone: Timezone.default('UTC').describe('Of weekdays and hours.'),
  sort: PinMetricName.optional().describe('Else by the first of `metrics`.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const AnalyticsTopInput = Selection.extend({
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export const AnalyticsExportInput = Selection.extend({
  what: z
    .enum(['account', 'pins', 'days'])
    .default('pins')
    .describe('A line for each day of the account, each Pin, or each Pin and day.'),
  sort: z
    .union([PinMetricName, z.literal('createdAt')])
    .optional()
    .describe('Of `pins`; else in the order in which they were first read.'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Of `pins`: how many at most; else all.'),
});
export const AnalyticsStatusInput = z.object({ accountId: z.string() });
export const AnalyticsRefreshInput = z.object({
  accountId: z.string().optional().describe('Not needed with a Pin that one account alone sees.'),
  pinId: z
    .string()
    .optional()
    .describe(
      "Pinterest's id of one Pin, or Linchpin's id of one published from here. Else the account's own figures are read, and its Pins follow in the background.",
    ),
  mostPerDay: z
    .int()
    .min(1)
    .optional()
    .describe('Refused when the caller has asked so often today, in UTC.'),
});

const AsOf = z.object({
  accountId: Id,
  coverageFrom: Day.nullable().describe('The first day that was read; null: none was.'),
  dataAsOf: Day.nullable().describe(
    'The latest day for which every requested figure of every Pin that existed then was read; null: none.',
  ),
  finalThrough: Day.nullable().describe(
    'The latest day for which all of these are final; null: none.',
  ),
  readAt: Timestamp.nullable().describe(
    'When numbers of the account or its Pins were last read; null: never.',
  ),
});

export const KnownDays = z
  .object({
    expected: z.int().describe('On which there could be a figure.'),
    collected: z.int().describe('With a figure, which may be 0.'),
    provisional: z.int().describe('Of those collected: may still change.'),
    withheld: z.int().describe('Read, and Pinterest gave no figure.'),
    notYet: z.int().describe('Not given by Pinterest yet.'),
    notCollected: z.int().describe('Pinterest had them, and they were not read.'),
  })
  .describe('Days, or pairs of a Pin and a day.')
  .meta({ id: 'KnownDays' });

export const AnalyticsSpan = z
  .object({
    figures: z.record(z.string(), figure).describe('Sums; null: not known, which is not 0.'),
    rates: z.record(z.string(), figure).describe('Fractions, of the sums; null: no base.'),
    state: z
      .enum(['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none'])
      .describe('partial: a sum of what is known, with days missing; none: nothing to count.'),
    days: KnownDays,
    leftOut: z
      .record(z.string(), z.int())
      .describe(
        'By metric, of the days collected: those of which Pinterest left it out. They are missing in its sum; it has no rate where they are more than a tenth.',
      ),
  })
  .meta({ id: 'AnalyticsSpan' });
export type AnalyticsSpan = z.output<typeof AnalyticsSpan>;
const Range = z.object({ from: Day, to: Day });
const Series = z.array(AnalyticsSpan.extend(Range.shape));
const Base = AnalyticsSpan.extend({
  ...Range.shape,
  change: z
    .record(z.string(), figure)
    .describe('From then to now, as a fraction; null: no base, or days are missing.'),
});
const Comparison = z.object({
  previousPeriod: Base.describe('As many days before.'),
  yearBefore: Base.describe('The same dates a year before.'),
});
const Whole = Range.extend({ total: AnalyticsSpan });

const AccountNow = z.object({
  followers: figure,
  following: figure,
  pins: figure,
  boards: figure,
});
export const AnalyticsAccount = AsOf.extend({
  period: Whole.extend({ bucket: z.string(), series: Series }).describe(
    "Pinterest's own totals of the account. They are never the sum of its Pins.",
  ),
  comparison: Comparison,
  now: AccountNow.extend({ takenAt: Timestamp }).nullable().describe('null: never read.'),
  rolling30Days: z
    .object({ monthlyViews: figure, takenAt: Timestamp })
    .nullable()
    .describe('Impressions of the 30 days before, as Pinterest counts them.'),
  history: z
    .array(AccountNow.extend({ day: Day }))
    .describe('Of the period; days that were not read are absent.'),
}).meta({ id: 'AnalyticsAccount' });
export type AnalyticsAccount = z.output<typeof AnalyticsAccount>;

const PinFigures = z
  .object({ pin: LivePin.omit({ numbers: true }), period: AnalyticsSpan })
  .extend({
    lifetime: PinNumbers.nullable().describe('Since it was made; null: unknown.'),
    rolling90Days: PinNumbers.nullable().describe('Of the 90 days before `numbersAsOf`.'),
    numbersAsOf: Timestamp.nullable(),
  });
export const AnalyticsPins = AsOf.extend({
  period: Whole.describe(
    'The Pins asked for, added up. Pins count all copies of their picture, so this is no figure of the account.',
  ),
  pins: z.array(PinFigures),
  pagination: z.object({ page: z.int(), limit: z.int(), total: z.int(), pages: z.int() }),
}).meta({ id: 'AnalyticsPins' });
export type AnalyticsPins = z.output<typeof AnalyticsPins>;

export const AnalyticsPin = AsOf.extend({
  ...PinFigures.omit({ period: true }).shape,
  period: Whole.extend({ bucket: z.string(), series: Series }),
  comparison: Comparison,
}).meta({ id: 'AnalyticsPin' });
export type AnalyticsPin = z.output<typeof AnalyticsPin>;

export const AnalyticsBreakdown = AsOf.extend({
  period: Whole,
  by: z.string(),
  timezone: z.string(),
  groups: z
    .array(
      AnalyticsSpan.extend({
        key: z.string().nullable().describe('null: Pins that have none, such as on no board.'),
        name: z.string().nullable().describe('Of a board or section, where it is known.'),
        label: z
          .string()
          .describe('What to call the group, also where it has no name, or one that is not known.'),
        pins: z.int(),
        series: Series.nullable().describe('With `bucket`: the same by week or month.'),
      }),
    )
    .describe('Highest first; of weekdays and hours in their order. 0 is Monday.'),
  ages: z
    .array(
      z.object({
        ageDays: z.int(),
        pins: z.int().describe('Of which this day of their life is known.'),
        figures: z.record(z.string(), figure).describe('Sums over these Pins.'),
        perPin: z.record(z.string(), figure),
      }),
    )
    .nullable()
    .describe('With `by=age`: of Pins made within the period. Else null.'),
}).meta({ id: 'AnalyticsBreakdown' });
export type AnalyticsBreakdown = z.output<typeof AnalyticsBreakdown>;

export const AnalyticsTop = AsOf.extend({
  period: Whole,
  lists: z.array(z.object({ metric: PinMetricName, pins: z.array(PinFigures) })),
}).meta({ id: 'AnalyticsTop' });
export type AnalyticsTop = z.output<typeof AnalyticsTop>;

/** Sent as the file itself. `rows` is a stream of its lines. */
export const AnalyticsExport = z
  .object({ type: z.string(), filename: z.string(), rows: z.unknown() })
  .meta({ id: 'AnalyticsExport' });

const CollectingTask = z.object({
  lastAt: Timestamp.nullable().describe('When everything that was due had last been read.'),
  nextAt: Timestamp.nullable(),
  problem: ProblemBody.nullable().describe('Why nothing could be read the last time.'),
});
const CollectingProgress = z.object({
  state: z
    .enum(['planned', 'reading', 'waiting', 'idle', 'stopped'])
    .describe(
      'planned: nothing was read yet; reading: at work or due; waiting: not all is read, and it goes on at `nextAt`; idle: all is read; stopped: the account must be connected again.',
    ),
  done: z.int().describe('Pins whose days were read at least once.'),
  total: z.int().describe('Pins of which Pinterest has at least one day.'),
  refused: z.int().describe('Pins that Pinterest refused, which are left alone for a while.'),
  days: z
    .object({ done: z.int(), total: z.int() })
    .describe('Of the last 90 that Pinterest has: pairs of a Pin and a day that were read.'),
  accountDays: z
    .object({ done: z.int(), total: z.int() })
    .describe("The same of the account's own days."),
  nextAt: Timestamp.nullable(),
  account: CollectingTask,
  pins: CollectingTask,
});
export type CollectingProgress = z.output<typeof CollectingProgress>;

export const AnalyticsRefresh = z
  .object({
    accountId: Id,
    pinId: z.string().nullable().describe("Pinterest's id of the Pin; null: the account was read."),
    outcome: z.enum(['read', 'notYet']).describe('notYet: Pinterest has no numbers of it yet.'),
    message: z.string(),
    dataAsOf: Day.nullable(),
  })
  .meta({ id: 'AnalyticsRefresh' });

export const AnalyticsStatus = AsOf.extend({
  access: z.object({
    allowed: z.boolean().describe('Whether numbers can be read from Pinterest now.'),
    missingPermissions: z.array(z.string()),
    problems: z.array(ProblemBody),
  }),
  availableThrough: Day.describe('The last day that Pinterest has numbers of.'),
  availableIsEstimate: z.boolean().describe('Pinterest has not said it; two days ago is assumed.'),
  account: z.object({
    days: z.int().describe('Collected in all.'),
    last90Days: KnownDays.describe('Days that Pinterest still tells and has numbers of.'),
  }),
  pins: z.object({
    known: z.int(),
    neverRead: z.int(),
    last90Days: KnownDays.describe('Pairs of a Pin and a day; impressions and clicks.'),
    videoLast90Days: KnownDays.describe('The same for metrics of videos.'),
  }),
  progress: CollectingProgress.nullable().describe(
    'Of the collecting; null: nothing collects numbers of this account.',
  ),
  notCollected: z
    .array(z.object({ reason: z.string(), days: z.int(), fix: z.string() }))
    .describe('Why days of the last 90 are missing.'),
}).meta({ id: 'AnalyticsStatus' });
export type AnalyticsStatus = z.output<typeof AnalyticsStatus>;
