import { z } from 'zod';
import { PinMetricName, type AnalyticsPin, type LivePin } from '../../contract/index.ts';
import { account, chooseAccount } from '../account.ts';
import { tool } from '../tool.ts';

const day = z.string().optional();
/** Days are those of Pinterest, in UTC; absent: the last 30 that it has numbers of. */
const period = { from: day, to: day };
const bucket = z.enum(['day', 'week', 'month']).optional().describe('Adds a series.');

const figures = z.record(z.string(), z.number().nullable());
/** What is not known is null, which is not 0. */
const Span = z.looseObject({ figures, state: z.string() });

type SpanOf = AnalyticsPin['period']['total'];
const presentSpan = ({ figures, rates, state, days }: SpanOf) => ({
  figures,
  rates,
  state,
  missingDays: days.expected - days.collected,
});

interface Numbers {
  dataAsOf: string | null;
  period: AnalyticsPin['period'];
  comparison: AnalyticsPin['comparison'];
}
const presentNumbers = ({ dataAsOf, period, comparison }: Numbers, withSeries: boolean) => ({
  from: period.from,
  to: period.to,
  dataAsOf,
  ...presentSpan(period.total),
  changeToPeriodBefore: comparison.previousPeriod.change,
  ...(withSeries && {
    series: period.series.map(({ from, figures, state }) => ({ from, figures, state })),
  }),
});
const NumbersShape = Span.extend({ dataAsOf: z.string().nullable() });

const pin = ({
  pinterestPinId,
  url,
  title,
  boardName,
  link,
  createdAt,
  publication,
}: Omit<LivePin, 'numbers'>) => ({
  pinterestPinId,
  url,
  title,
  board: boardName,
  link,
  createdAt,
  ...(publication && { postId: publication.postId }),
});
const PinShape = z.looseObject({ pinterestPinId: z.string(), title: z.string().nullable() });

const listPins = tool({
  name: 'list_pins',
  title: 'List Pins on Pinterest',
  description:
    'Pins as Pinterest shows them, also those made elsewhere, newest first, with their lifetime numbers.',
  call: 'pins.list',
  input: z.strictObject({
    account,
    search: z.string().optional(),
    boardId: z.string().optional(),
    limit: z.int().min(1).max(100).default(20),
    cursor: z.string().optional(),
  }),
  output: z.object({ pins: z.array(PinShape), nextCursor: z.string().nullable() }),
  async run(caller, { account: wanted, ...asked }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const { pins, nextCursor } = await caller.run('pins.list', { accountId, ...asked });
    return {
      pins: pins.map((one) => ({ ...pin(one), lifetime: one.numbers?.lifetime ?? null })),
      nextCursor,
    };
  },
});

const ofAccount = tool({
  name: 'account_numbers',
  title: 'Numbers of an account',
  description:
    'Impressions, saves, clicks and rates of an account in a period, else the last 30 days.',
  call: 'analytics.account',
  input: z.strictObject({ account, ...period, bucket }),
  output: NumbersShape,
  async run(caller, { account: wanted, ...asked }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const answer = await caller.run('analytics.account', { accountId, ...asked });
    return {
      ...presentNumbers(answer, asked.bucket !== undefined),
      followers: answer.now?.followers ?? null,
    };
  },
});

const ofPin = tool({
  name: 'pin_numbers',
  title: 'Numbers of a Pin',
  description:
    'The same of one Pin, and since it was made. Pinterest tells numbers two days later.',
  call: 'analytics.pin',
  input: z.strictObject({
    account,
    pin: z.string().describe("Pinterest's id, or pinId of a post."),
    ...period,
    bucket,
  }),
  output: NumbersShape.extend({ pin: PinShape, lifetime: z.unknown() }),
  async run(caller, { account: wanted, pin: pinId, ...asked }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const answer = await caller.run('analytics.pin', { accountId, pinId, ...asked });
    return {
      pin: pin(answer.pin),
      lifetime: answer.lifetime,
      ...presentNumbers(answer, asked.bucket !== undefined),
    };
  },
});

const top = tool({
  name: 'top_pins',
  title: 'Best Pins',
  description: 'The best Pins in a period by a metric: what to make more of.',
  call: 'analytics.top',
  input: z.strictObject({
    account,
    ...period,
    metric: PinMetricName.default('impressions'),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.object({ pins: z.array(PinShape), dataAsOf: z.string().nullable() }),
  async run(caller, { account: wanted, metric, ...asked }) {
    const { _id: accountId } = await chooseAccount(caller, wanted);
    const answer = await caller.run('analytics.top', { accountId, metrics: metric, ...asked });
    const [list] = answer.lists;
    return {
      dataAsOf: answer.dataAsOf,
      pins: (list?.pins ?? []).map((one) => ({ ...pin(one.pin), ...presentSpan(one.period) })),
    };
  },
});

export const numberTools = [listPins, ofAccount, ofPin, top];
