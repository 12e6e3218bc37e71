import { z } from 'zod';
import type { Target } from '../../contract/index.ts';
import { refusal } from '../../domain/errors/index.ts';
import { publishedPin, route, type Caller } from '../../door/index.ts';
import { requireTeam } from '../team-account.ts';

const Which = z.object({ teamId: z.string(), postId: z.string() });

/** The published Pin of a post of this team. @throws LinchpinError NOT_FOUND, POST_NOT_ON_PINTEREST */
async function requirePublishedPin(
  caller: Caller,
  { teamId, postId }: z.output<typeof Which>,
): Promise<Target> {
  requireTeam(caller, teamId);
  const { post } = await caller.run('posts.get', { postId });
  if (post.userId !== teamId) throw refusal('NOT_FOUND', { field: 'postId' });
  const pin = publishedPin(post);
  if (!pin) throw refusal('POST_NOT_ON_PINTEREST', { field: 'postId' });
  return pin;
}

const remove = route({
  method: 'DELETE',
  path: '/api/v1/misc/pinterest/pin',
  id: 'misc_pinterestDeletePin',
  summary: 'Deletes the Pins of a post on Pinterest',
  reads: 'json',
  input: Which,
  output: z.object({ success: z.boolean() }),
  async run(caller, which) {
    await requirePublishedPin(caller, which);
    const { success } = await caller.run('posts.unpublish', {
      postId: which.postId,
      platform: 'pinterest',
    });
    return { success };
  },
});

const edit = route({
  method: 'PATCH',
  path: '/api/v1/misc/pinterest/pin',
  id: 'misc_pinterestEditPin',
  summary: 'Changes a Pin on Pinterest',
  reads: 'json',
  input: Which.extend({
    title: z.string().optional(),
    description: z.string().optional(),
    link: z.string().optional(),
    altText: z.string().optional(),
    note: z.string().optional().describe('Refused: Pinterest takes none by its API.'),
  }),
  output: z.object({
    success: z.boolean(),
    permalink: z.string(),
    state: z.string().describe('Ours: open while Pinterest has not answered.'),
  }),
  async run(caller, { teamId, postId, note, ...change }) {
    if (note !== undefined)
      throw refusal('INVALID_FIELD_VALUE', {
        field: 'note',
        values: { field: 'note', reason: 'Pinterest takes no notes by its API.' },
      });
    const { pinId, platformPostUrl } = await requirePublishedPin(caller, { teamId, postId });
    const { change: made } = await caller.run('pins.update', { pinId, ...change });
    return { success: true, permalink: platformPostUrl ?? '', state: made.state };
  },
});

export const pinRoutes = [remove, edit];
