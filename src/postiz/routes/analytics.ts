import { z } from 'zod';
import { dayAt, dayText } from '../../analytics/days.ts';
import { postizAccount, postizPin } from '../../analytics/doors/postiz.ts';
import { publishedPin, route, type Caller } from '../../door/index.ts';
import { requireChannel } from './channels.ts';

const date = z.coerce.number().int().min(1).max(366).default(7).describe('Days back from now.');

const firstDay = (caller: Caller, days: number): string => dayText(dayAt(caller.nowMs()) - days);

const seriesOf = <Total extends z.ZodType>(total: Total) =>
  z.array(
    z.object({
      label: z.string(),
      percentageChange: z.number().optional().describe('Absent: there is no base.'),
      data: z.array(z.object({ date: z.string(), total })),
    }),
  );

const ofChannel = route({
  method: 'GET',
  path: '/public/v1/analytics/{integration}',
  id: 'analytics.channel',
  summary: 'Figures of an account by day; days that are not known are left out',
  reads: 'query',
  input: z.object({ integration: z.string(), date }),
  output: seriesOf(z.number()),
  async run(caller, { integration: accountId, date: days }) {
    await requireChannel(caller, accountId);
    const from = firstDay(caller, days);
    const { period } = await caller.run('analytics.account', { accountId, from });
    return postizAccount(period.series).map(({ data, ...series }) => ({
      ...withoutNull(series),
      data: data.map(({ date: day, total }) => ({ date: day, total: Number(total) })),
    }));
  },
});

const ofPost = route({
  method: 'GET',
  path: '/public/v1/analytics/post/{id}',
  id: 'analytics.post',
  summary: 'Figures of the Pin of a post by day; [] while nothing of it is out or known',
  reads: 'query',
  input: z.object({ id: z.string(), date }),
  output: seriesOf(z.string()),
  async run(caller, { id: postId, date: days }) {
    const { post } = await caller.run('posts.get', { postId });
    const pin = publishedPin(post);
    if (!pin) return [];
    const { period } = await caller.run('analytics.pin', {
      accountId: pin.accountId._id,
      pinId: pin.pinId,
      from: firstDay(caller, days),
    });
    return postizPin(period.series).map(withoutNull);
  },
});

const withoutNull = <Series extends { percentageChange: number | null }>({
  percentageChange,
  ...series
}: Series) => ({ ...series, ...(percentageChange !== null && { percentageChange }) });

export const analyticsRoutes = [ofPost, ofChannel];
