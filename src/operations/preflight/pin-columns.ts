import { contentKey } from '../../domain/pins/content-key.ts';
import { fingerprintOf } from './target-media.ts';
import type { MediaPlan } from './plan-media.ts';
import type { ResolvedTarget } from './resolve-targets.ts';

/** A draft may have its board before it has a picture. */
const noMedia: MediaPlan = {
  kind: 'image',
  media: [],
  cover: null,
  coverKeyFrame: null,
  slides: null,
};

/** What a Pin says and shows, as its row holds it; the same for a new Pin and for a changed one. */
export function pinColumns(target: ResolvedTarget, planned: MediaPlan | null) {
  const plan = planned ?? noMedia;
  const { content, account } = target;
  return {
    accountId: account.id,
    identityId: account.identityId,
    ...content,
    customContent: target.customContent,
    kind: plan.kind,
    mediaIds: plan.media.map(({ id }) => id),
    slides: plan.slides && JSON.stringify(plan.slides),
    coverMediaId: plan.cover?.id ?? null,
    coverKeyFrame: plan.coverKeyFrame,
    fingerprint: fingerprintOf(plan),
    contentKey: contentKey({
      accountId: account.id,
      boardId: content.boardId,
      sectionId: content.sectionId,
      media: plan.media.map(({ sha256, id }) => sha256 ?? id),
      words: [
        content.title,
        content.description,
        content.link,
        content.parentPinId,
        ...(plan.slides ?? []).flatMap((slide) => [
          slide.title ?? null,
          slide.description ?? null,
          slide.link ?? null,
        ]),
      ],
    }),
  };
}
