import type { CreatePostInput, MediaItemInput } from '../../contract/index.ts';
import { LinchpinError, problem, type Problem } from '../../domain/errors/index.ts';
import { findMedia, type NewMedia } from '../../store/index.ts';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { ingestUrl } from '../media/ingest.ts';

export interface ResolvedMedia {
  /** Ids of the post's media, in order. */
  ids: string[];
  /** Fetched just now: their bytes are stored, their rows are not yet. */
  fresh: NewMedia[];
  problems: Problem[];
}

type Item = z.output<typeof MediaItemInput>;
type Wanted = { field: string } & ({ mediaId: string } | { url: string });

/**
 * Finds uploaded media and fetches the others, so that everything is decoded before the post is accepted.
 * The caller stores `fresh`, or discards it when the post is refused.
 */
export async function resolveMedia(
  context: Context,
  input: CreatePostInput,
): Promise<ResolvedMedia> {
  const problems: Problem[] = [];
  const wanted: Wanted[] = [
    ...(input.mediaIds ?? []).map((mediaId, index) => ({ mediaId, field: `mediaIds[${index}]` })),
    ...(input.mediaItems ?? []).flatMap((item, index) =>
      readItem(context, item, `mediaItems[${index}]`, problems),
    ),
  ];
  const stored = await findMedia(
    context.store.db,
    context.actor.workspaceId,
    wanted.flatMap((item) => ('mediaId' in item ? item.mediaId : [])),
  );
  const resolved = await Promise.all(
    wanted.map(async (item): Promise<string | NewMedia | null> => {
      if ('url' in item) return fetchItem(context, item, problems);
      const media = stored.find((row) => row.id === item.mediaId);
      if (media?.status === 'ready') return media.id;
      problems.push(
        media
          ? problem('MEDIA_NOT_UPLOADED', {
              field: item.field,
              values: { filename: media.filename ?? media.id },
            })
          : problem('MEDIA_NOT_FOUND', { field: item.field, values: { mediaId: item.mediaId } }),
      );
      return null;
    }),
  );
  return {
    ids: resolved.flatMap((item) => (typeof item === 'string' ? item : (item?.id ?? []))),
    fresh: resolved.filter((item): item is NewMedia => item !== null && typeof item !== 'string'),
    problems,
  };
}

function readItem(context: Context, item: Item, field: string, problems: Problem[]): Wanted[] {
  const url = item.url?.trim();
  if (!url) {
    const values = { field: `${field}.url` };
    problems.push(problem('MISSING_REQUIRED_FIELD', { field: `${field}.url`, values }));
    return [];
  }
  const mediaId = context.links.ownMediaId(url);
  return [mediaId === null ? { url, field: `${field}.url` } : { mediaId, field: `${field}.url` }];
}

async function fetchItem(
  context: Context,
  item: { url: string; field: string },
  problems: Problem[],
): Promise<NewMedia | null> {
  try {
    return await ingestUrl(context, context.actor.workspaceId, item.url);
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    problems.push(...error.problems.map((found) => ({ ...found, field: item.field })));
    return null;
  }
}
