import { LinchpinError } from '../../domain/errors/index.ts';
import { pinLimits } from '../../domain/pins/content-limits.ts';
import { formatBytes } from '../../media/index.ts';
import { discardMedia, ingestUrl } from '../media/ingest.ts';
import { implement } from '../operation.ts';
import { theWorkspace } from '../within.ts';

export const validateMedia = implement('tools.validateMedia', {
  scope: 'posts:read',
  within: theWorkspace,
  async run(context, { url }) {
    try {
      const media = await ingestUrl(context, context.workspaceId, url);
      await discardMedia(context, [media]);
      const limit = limitOf(media.kind);
      return {
        valid: true,
        url,
        contentType: media.declaredType,
        size: media.bytes,
        sizeFormatted: media.bytes === null ? null : formatBytes(media.bytes),
        type: media.kind ?? ('unknown' as const),
        width: media.width,
        height: media.height,
        durationSeconds: media.video?.durationSeconds ?? null,
        notes: media.notes,
        platformLimits: limits(limit, media.bytes),
        problems: media.advice,
      };
    } catch (error) {
      if (!(error instanceof LinchpinError)) throw error;
      return {
        valid: false,
        url,
        error: error.message,
        contentType: null,
        size: null,
        sizeFormatted: null,
        type: 'unknown' as const,
        width: null,
        height: null,
        durationSeconds: null,
        notes: [],
        platformLimits: limits(limitOf(null), null),
        problems: error.problems.map((item) => ({ ...item, field: 'url' })),
      };
    }
  },
});

const limitOf = (kind: 'image' | 'video' | null): number =>
  kind === 'video' ? pinLimits.video.maxBytes : pinLimits.image.maxBytesIn;

const limits = (limit: number, bytes: number | null) => ({
  pinterest: {
    limit,
    limitFormatted: formatBytes(limit),
    withinLimit: bytes === null ? null : bytes <= limit,
  },
});
