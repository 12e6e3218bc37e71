import { problem, type Problem } from '../../domain/errors/index.ts';
import { adviseOnText } from '../../domain/pin-advice.ts';
import { earlierUses, type EarlierUse } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { ResolvedTarget } from './resolve-targets.ts';
import type { PostMedia } from './target-media.ts';
import type { Timing } from './timing.ts';

interface Checked {
  timing: Timing;
  targets: readonly (ResolvedTarget | null)[];
  media: PostMedia;
}

/** Milliseconds that Pins with the same link should be apart. Source: facts §12, working defaults. */
const linkSpacingMs = 48 * 3600_000;

/** Warnings and hints: what Pinterest takes, but costs reach or looks like spam. Nothing here blocks. */
export async function advise(context: Context, checked: Checked): Promise<Problem[]> {
  const lists = await Promise.all(
    checked.targets.map(async (target, index) => {
      const plan = checked.media.plans[index];
      if (!target || !plan) return [];
      const path = `platforms[${index}].platformSpecificData`;
      const [image] = plan.kind === 'video' ? [] : plan.media;
      const earlier = await earlierUses(context.store.db, {
        accountId: target.account.id,
        boardId: target.content.boardId,
        link: target.content.link,
        fingerprint: image?.fingerprint ?? null,
      });
      const at = (checked.timing.targets[index] ?? new Date(context.clock())).getTime();
      return [
        ...plan.media.flatMap(({ advice }) =>
          advice.map((item) => ({ ...item, field: 'mediaItems' })),
        ),
        ...(plan.kind === 'save' ? [] : adviseOnText(target.content, path)),
        ...repeats(earlier, at, path),
      ];
    }),
  );
  return lists.flat();
}

/** The same image on the same board, the same link too soon, and links Pinterest blocked before. */
function repeats(earlier: EarlierUse[], at: number, path: string): Problem[] {
  const problems: Problem[] = [];
  const same = earlier.find((use) => use.sameImage);
  if (same)
    problems.push(
      problem('ADVICE_DUPLICATE_IMAGE', {
        field: 'mediaItems',
        severity: 'warning',
        values: { date: day(same.at) },
        details: { pinId: same.pinId, platformPostId: same.pinterestPinId },
      }),
    );
  const near = earlier.find(
    (use) => use.sameLink && Math.abs(use.at.getTime() - at) < linkSpacingMs && !use.blocked,
  );
  if (near)
    problems.push(
      problem('ADVICE_LINK_TOO_SOON', {
        field: `${path}.link`,
        severity: 'warning',
        values: { distance: hours(Math.abs(near.at.getTime() - at)) },
        details: { pinId: near.pinId },
      }),
    );
  const blocked = earlier.find((use) => use.blocked);
  if (blocked)
    problems.push(
      problem('ADVICE_LINK_SPAM_BEFORE', {
        field: `${path}.link`,
        severity: 'warning',
        values: { host: blocked.host ?? '', date: day(blocked.at) },
      }),
    );
  return problems;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

const hours = (ms: number): string => {
  const count = Math.round(ms / 3600_000);
  return count < 1 ? 'less than an hour' : count === 1 ? 'an hour' : `${count} hours`;
};
