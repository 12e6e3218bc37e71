import { z } from 'zod';
import type { CreatedPost, ValidatedPost } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { account, chooseAccount } from '../account.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { pinFields, plain, postOf, timeFields, timeOf } from '../pin-input.ts';
import { Accepted, presentAccepted } from '../present-post.ts';
import { inToolWords } from '../problems.ts';
import { tool } from '../tool.ts';

const everyMinutes = z
  .int()
  .min(1)
  .optional()
  .describe('From one board to the next; else all at once.');
const fanOut = (intervalMinutes: number | undefined) =>
  intervalMinutes === undefined ? {} : { fanOut: { intervalMinutes } };

const check = tool({
  name: 'check_pin',
  title: 'Check a Pin',
  description:
    'Everything that is wrong with a Pin, each with its fix; stores nothing. Fields as of schedule_pin. Call it first.',
  call: 'tools.validatePost',
  input: z.strictObject(plain({ ...pinFields, ...timeFields, everyMinutes })),
  output: z.object({
    valid: z.boolean(),
    message: z.string(),
    problems: z.array(z.looseObject({ code: z.string(), severity: z.string(), fix: z.string() })),
  }),
  async run(caller, given) {
    const { valid, message, problems } = await caller.run('tools.validatePost', {
      ...postOf(caller, await chooseAccount(caller, given.account), given),
      ...fanOut(given.everyMinutes),
      ...(given.at === undefined ? { publishNow: true } : timeOf(given)),
    });
    return { valid, message, problems: problems.map(inToolWords) };
  },
});

const schedule = tool({
  name: 'schedule_pin',
  title: 'Schedule a Pin',
  description:
    'Plans a Pin on each board: at a time, in the next slot of the queue, or as a draft. Refused with every problem; nothing is stored then.',
  call: 'posts.create',
  input: z.strictObject({
    ...pinFields,
    ...timeFields,
    queue: z.boolean().optional(),
    draft: z.boolean().optional(),
    everyMinutes,
    idempotencyKey,
  }),
  output: Accepted,
  async run(caller, given) {
    const { at, queue, draft } = given;
    if (at === undefined && !queue && !draft)
      throw refusal('MISSING_REQUIRED_FIELD', { field: 'at', values: { field: 'at' } });
    const chosen = await chooseAccount(caller, given.account);
    return acceptedOf(
      await caller.run('posts.create', {
        ...postOf(caller, chosen, given),
        ...timeOf(given),
        ...fanOut(given.everyMinutes),
        ...(queue && { queuedFromProfile: chosen.profileId }),
        ...(draft && { isDraft: true }),
      }),
    );
  },
});

function acceptedOf(answer: CreatedPost | ValidatedPost) {
  if (!('post' in answer)) throw new Error('A post was only checked.');
  return presentAccepted(answer);
}

const slots = tool({
  name: 'next_slots',
  title: 'Next queue slots',
  description: 'Free publishing times of the queue, the next first.',
  call: 'queues.preview',
  input: z.strictObject({ account, count: z.int().min(1).max(50).default(10) }),
  output: z.object({ queue: z.string(), timezone: z.string(), slots: z.array(z.string()) }),
  async run(caller, { account: wanted, count }) {
    const { _id: accountId, profileId } = await chooseAccount(caller, wanted);
    const preview = await caller.run('queues.preview', { profileId, accountId, count });
    return { queue: preview.queueName, timezone: preview.timezone, slots: preview.slots };
  },
});

export const planTools = [slots, check, schedule];
