import type { z } from 'zod';
import type { MediaItemInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { findMedia, type Slide, type StoredMedia } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { ingestUrl } from '../media/ingest.ts';

/** One medium of a post as the person named it. */
export interface MediaSource {
  /** Where it stands in the request. */
  field: string;
  mediaId?: string;
  url?: string;
  slide?: Slide;
}

/** A medium that exists and was decoded. */
export interface UsableMedia {
  media: StoredMedia;
  field: string;
  slide: Slide;
}

export interface ResolvedMedia {
  /** One for each source, null where it cannot be used. */
  items: (UsableMedia | null)[];
  /** Fetched just now: their bytes are stored, their rows are not yet. */
  fresh: StoredMedia[];
  problems: Problem[];
}

/** The sources in mediaIds and mediaItems, in this order. */
export const mediaSources = (
  ids: readonly string[] = [],
  items: readonly z.output<typeof MediaItemInput>[] = [],
  names: { ids: string; items: string } = { ids: 'mediaIds', items: 'mediaItems' },
): MediaSource[] => [
  ...ids.map((mediaId, index) => ({ mediaId, field: `${names.ids}[${index}]` })),
  ...items.map(({ url, title, description, link }, index) => ({
    url: url?.trim() ?? '',
    field: `${names.items}[${index}].url`,
    slide: {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(link !== undefined && { link }),
    },
  })),
];

/**
 * Finds uploaded media and fetches the others, so that everything is decoded before a post is accepted.
 * The caller stores `fresh`, or discards it when the post is refused.
 */
export async function resolveMedia(
  context: Context,
  sources: readonly MediaSource[],
): Promise<ResolvedMedia> {
  const wanted = sources.map((source) => ({
    ...source,
    mediaId: source.mediaId ?? (source.url ? context.links.ownMediaId(source.url) : null),
  }));
  const stored = await findMedia(
    context.store.db,
    usableFrom(context),
    wanted.flatMap(({ mediaId }) => mediaId ?? []),
  );
  const fresh: StoredMedia[] = [];
  const problems: Problem[] = [];
  const items = await Promise.all(
    wanted.map(async ({ mediaId, url, field, slide = {} }): Promise<UsableMedia | null> => {
      try {
        if (mediaId === null) {
          if (!url) throw missing(field);
          const media = await ingestUrl(context, context.workspaceId, url);
          fresh.push(media);
          return { media, field, slide };
        }
        const media = stored.find((row) => row.id === mediaId);
        if (media?.status === 'ready') return { media, field, slide };
        const values = { mediaId, filename: media?.filename ?? mediaId };
        throw new LinchpinError([
          problem(media ? 'MEDIA_NOT_UPLOADED' : 'MEDIA_NOT_FOUND', { values }),
        ]);
      } catch (error) {
        if (!(error instanceof LinchpinError)) throw error;
        problems.push(...error.problems.map((found) => ({ ...found, field })));
        return null;
      }
    }),
  );
  return { items, fresh, problems };
}

/**
 * A client that does not say where an upload belongs has it in one of its workspaces, and may use it in all of them: the
 * post then shows it to every caller who may see the post.
 */
const usableFrom = ({ workspaceId, actor }: Context): string[] => [
  workspaceId,
  ...actor.grants
    .filter(({ scopes }) => scopes.includes('media:write'))
    .map((grant) => grant.workspaceId),
];

const missing = (field: string): LinchpinError =>
  new LinchpinError([problem('MISSING_REQUIRED_FIELD', { values: { field } })]);
