import pLimit from 'p-limit';
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

/** What became of a source: `isFresh` when it was fetched just now: its bytes are stored, its row is not yet. */
export type ResolvedSource = { usable: UsableMedia; isFresh: boolean } | { problems: Problem[] };

/** The sources in mediaIds and mediaItems, in this order. */
export const mediaSources = (
  ids: readonly string[] = [],
  items: readonly z.output<typeof MediaItemInput>[] = [],
  names: { ids: string; items: string } = { ids: 'mediaIds', items: 'mediaItems' },
): MediaSource[] => [
  ...ids.map((mediaId, index) => ({ mediaId, field: `${names.ids}[${index}]` })),
  ...items.map(({ url, mediaId, title, description, link }, index) => ({
    ...(mediaId === undefined ? { url: url?.trim() ?? '' } : { mediaId }),
    field: `${names.items}[${index}].${mediaId === undefined ? 'url' : 'mediaId'}`,
    slide: {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(link !== undefined && { link }),
    },
  })),
];

/** Addresses that are fetched at once. Ours: each may be a video of 2 GB. */
const fetchesAtOnce = 8;

/**
 * Finds uploaded media and fetches the others, each address once, so that everything is decoded before a post is
 * accepted. The caller stores those that are fresh, or discards them when the post is refused.
 */
export async function resolveMedia(
  context: Context,
  sources: readonly MediaSource[],
): Promise<Map<MediaSource, ResolvedSource>> {
  const wanted = sources.map((source) => ({
    source,
    mediaId: source.mediaId ?? (source.url ? context.links.ownMediaId(source.url) : null),
  }));
  const rows = await findMedia(context.store.db, usableFrom(context), [
    ...new Set(wanted.flatMap(({ mediaId }) => mediaId ?? [])),
  ]);
  const stored = new Map(rows.map((row) => [row.id, row]));
  const turn = pLimit(fetchesAtOnce);
  const fetched = new Map<string, Promise<StoredMedia>>();
  const fetchOnce = (url: string): Promise<StoredMedia> => {
    const media = fetched.get(url) ?? turn(() => ingestUrl(context, context.workspaceId, url));
    fetched.set(url, media);
    return media;
  };
  const resolve = async (
    { url, field, slide = {} }: MediaSource,
    mediaId: string | null,
  ): Promise<ResolvedSource> => {
    try {
      if (mediaId === null) {
        if (!url) throw missing(field);
        return { usable: { media: await fetchOnce(url), field, slide }, isFresh: true };
      }
      const media = stored.get(mediaId);
      if (media?.status === 'ready') return { usable: { media, field, slide }, isFresh: false };
      const values = { mediaId, filename: media?.filename ?? mediaId };
      throw new LinchpinError([
        problem(media ? 'MEDIA_NOT_UPLOADED' : 'MEDIA_NOT_FOUND', { values }),
      ]);
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      return { problems: error.problems.map((found) => ({ ...found, field })) };
    }
  };
  return new Map(
    await Promise.all(
      wanted.map(async ({ source, mediaId }) => [source, await resolve(source, mediaId)] as const),
    ),
  );
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
