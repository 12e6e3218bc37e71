import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  type ErrorCode,
  LinchpinError,
  type Problem,
  throwIfBlocked,
} from '../../domain/errors/index.ts';
import { formatName, codecLabel, pixelFormatLabel } from '../labels.ts';
import type { VideoMediaFacts, VideoInfo } from '../media-info.ts';
import type { VideoFormat } from '../formats.ts';
import type { NewFiles } from '../new-files.ts';
import { checkVideo } from './check.ts';
import { probeVideo } from './probe.ts';
import { transcodeVideo } from './transcode.ts';
import type { Transcoder } from './transcoder.ts';

/** What a conversion puts right. */
const convertible: readonly ErrorCode[] = [
  'VIDEO_CODEC_UNSUPPORTED',
  'VIDEO_CONTAINER_UNSUPPORTED',
  'VIDEO_PIXEL_FORMAT',
];
const contentTypes: Partial<Record<VideoFormat, VideoMediaFacts['preparedType']>> = {
  mov: 'video/quicktime',
  m4v: 'video/x-m4v',
};

interface Examined {
  /** Null when the file is of a kind that cannot be probed. */
  info: VideoInfo | null;
  problems: readonly Problem[];
}

/** Probes, checks and stores a video; converts it first when that helps and a transcoder is there. */
export async function ingestVideo(
  path: string,
  format: VideoFormat,
  files: NewFiles,
  options: { transcoder?: Transcoder | null; signal?: AbortSignal },
): Promise<VideoMediaFacts> {
  const given = await examine(path);
  const converted = `${path}.${randomUUID()}.mp4`;
  try {
    const isConverted = await convert(path, converted, given, options);
    const { info, problems } = publishable(isConverted ? await examine(converted) : given);
    const original = await files.original({ path });
    const prepared = isConverted ? await files.prepared({ path: converted }) : original;
    return {
      ...describe(info, problems),
      bytes: original.bytes,
      sha256: original.sha256,
      format,
      originalKey: original.key,
      preparedKey: prepared.key,
      preparedBytes: prepared.bytes,
      preparedType: (isConverted ? null : contentTypes[format]) ?? 'video/mp4',
      notes: isConverted
        ? [`Converted from ${conversionName(given, format)} to MP4 with H.264.`]
        : [],
    };
  } finally {
    await rm(converted, { force: true });
  }
}

/** Converts a video where that solves something; false: it is used as it is. */
async function convert(
  path: string,
  to: string,
  given: Examined,
  { transcoder, signal }: Parameters<typeof ingestVideo>[3],
): Promise<boolean> {
  if (!transcoder || !gainsByConverting(given)) return false;
  try {
    await transcodeVideo(path, to, { transcoder, ...(signal && { signal }) });
    return true;
  } catch (error) {
    // Pinterest takes a video that has warnings alone, so it is used without the conversion.
    if (signal?.aborted || given.problems.some(isError)) throw error;
    return false;
  }
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

/** Whether a conversion solves something, and nothing else refuses the video. */
const gainsByConverting = ({ problems }: Examined): boolean =>
  problems.some(({ code }) => convertible.includes(code)) &&
  problems.filter(isError).every(({ code }) => convertible.includes(code));

/** A container that cannot be probed is a problem like others here: converting may solve it. */
async function examine(path: string): Promise<Examined> {
  try {
    const info = await probeVideo(path);
    return { info, problems: checkVideo(info) };
  } catch (error) {
    if (!(error instanceof LinchpinError)) throw error;
    return { info: null, problems: error.problems };
  }
}

function publishable({ info, problems }: Examined): { info: VideoInfo; problems: Problem[] } {
  throwIfBlocked(problems);
  if (!info) throw new TypeError('A video without info has a problem.');
  return { info, problems: [...problems] };
}

const describe = (video: VideoInfo, warnings: Problem[]) => ({
  kind: 'video' as const,
  width: video.width,
  height: video.height,
  dominantColor: null,
  fingerprint: null,
  animated: false as const,
  durationSeconds: video.durationSeconds,
  video,
  warnings,
});

function conversionName({ info, problems }: Examined, format: VideoFormat): string {
  if (!info) return formatName(format);
  const isForColours = problems.some(({ code }) => code === 'VIDEO_PIXEL_FORMAT');
  const colours = isForColours ? ` in ${pixelFormatLabel(info.pixelFormat)}` : '';
  return `${formatName(format)} with ${codecLabel(info.videoCodec)}${colours}`;
}
