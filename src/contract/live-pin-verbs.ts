import { z } from 'zod';
import { LivePin, livePinId } from './live-pin.ts';
import { LiveFields, PinChange } from './pin-change.ts';
import { ProblemBody } from './problem.ts';
import { Id, Timestamp } from './values.ts';

const text = z.string().nullable();

const whichPin = {
  pinId: livePinId,
  accountId: z.string().optional().describe('Needed where several accounts see the Pin.'),
};

const slideInput = z.object({
  title: text.default(null),
  description: text.default(null),
  link: text.default(null),
});
const editable = {
  title: text.optional().describe('null or "" empties it; what is absent stays.'),
  description: text.optional(),
  link: text.optional(),
  altText: text.optional(),
  slides: z
    .array(slideInput)
    .max(5)
    .optional()
    .describe('Words of all images of a carousel, in order.'),
};
export const UpdateLivePinInput = z.object({
  ...whichPin,
  ...editable,
  board: z.string().optional().describe('Moves it to this board, by its id or exact name.'),
  section: z
    .string()
    .nullable()
    .optional()
    .describe('Id or exact name of a section of its board, or of `board`; null: none.'),
  seen: LiveFields.optional().describe(
    'What the person saw; absent: what was last read. If Pinterest shows something else of these fields, the change is a conflict.',
  ),
  changedAt: Timestamp.optional().describe(
    '`changedAt` of the Pin as it was seen: refused if it was changed since.',
  ),
});

/** 7 days. */
const mostDelay = 7 * 24 * 3600;
export const delaySeconds = z.coerce
  .number()
  .int()
  .min(0)
  .max(mostDelay)
  .default(30)
  .describe('Until then it can be cancelled; up to 7 days.');
export const DeleteLivePinInput = z.object({ ...whichPin, delaySeconds });

export const HideLivePinInput = z.object({
  ...whichPin,
  hidden: z.boolean().describe('true: lists here leave it out. It stays on Pinterest.'),
});
export const HiddenPin = z
  .object({ pinterestPinId: z.string(), accountId: Id, hidden: z.boolean() })
  .meta({ id: 'HiddenPin' });

/** Up to 90 days. */
export const intervalMinutes = z.int().min(1).max(129_600).optional();

export const SaveLivePinInput = z.object({
  ...whichPin,
  boards: z.array(z.string()).min(1).max(100).describe('Ids or exact names.'),
  scheduledFor: z.string().optional().describe('Absent: now.'),
  timezone: z.string().optional(),
  intervalMinutes: intervalMinutes.describe('Between one board and the next; absent: all at once.'),
  jitterMinutes: z.int().min(0).max(129_599).optional(),
});

export const UpdatedLivePin = z
  .object({ change: PinChange, pin: LivePin, warnings: z.array(ProblemBody).optional() })
  .meta({ id: 'UpdatedLivePin' });
export type UpdatedLivePin = z.output<typeof UpdatedLivePin>;

const onPinterest = {
  postId: z.string(),
  platform: z.literal('pinterest'),
  accountId: z.string().optional().describe('Only the Pins of this account.'),
};
export const UnpublishPostInput = z.object(onPinterest);
export const Unpublished = z
  .object({ success: z.boolean(), message: z.string() })
  .meta({ id: 'Unpublished' });
export const EditLivePostInput = z.object({
  ...onPinterest,
  content: z.string().describe('The description, up to 800 characters.'),
});
export const EditedLivePost = z
  .object({ success: z.boolean(), id: z.string(), url: z.string(), message: z.string() })
  .meta({ id: 'EditedLivePost' });
