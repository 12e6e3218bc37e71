import type { Input, InputAudioTrack, InputTrack, InputVideoTrack } from 'mediabunny';
import { LinchpinError, refusal } from '../../domain/errors/index.ts';
import { formatName } from '../labels.ts';
import type { VideoFormat } from '../formats.ts';
import { sniff, sniffBytes } from '../sniff.ts';
import { leadingBoxes, type Layout, readLayout, withFileType } from './boxes.ts';
import type { PixelFormat, VideoInfo } from '../media-info.ts';
import { hasSaneIndex } from './index-sanity.ts';
import { pixelFormatOf } from './pixel-format.ts';
import { type ByteSource, type VideoInput, withSource } from './source.ts';

/** Larger frames are not read to see whether they are there. */
const maxPacketBytes = 32 * 1024 * 1024;
/** Frames that are enough for a reliable frame rate, as mediabunny advises. */
const probedFrames = 256;

/**
 * Reads what is known of a video: its index and its last frames, not its pictures.
 * @throws LinchpinError MEDIA_EMPTY, MEDIA_FORMAT_UNSUPPORTED, VIDEO_CONTAINER_UNSUPPORTED, VIDEO_HALF_WRITTEN, VIDEO_TRUNCATED, VIDEO_NO_VIDEO_TRACK, VIDEO_BROKEN
 */
export function probeVideo(input: VideoInput): Promise<VideoInfo> {
  return withSource(input, async (source) => {
    if (source.bytes === 0) throw refusal('MEDIA_EMPTY');
    const container = await containerOf(source);
    const layout = await layoutOf(source, container);
    return readFacts(source, container, layout);
  });
}

/** Containers that only a transcoder reads. */
const unprobed: readonly VideoFormat[] = ['avi', 'flv', 'mpeg-ts', 'mpeg-ps', 'wmv'];

async function containerOf(source: ByteSource): Promise<VideoFormat> {
  const { kind, format } = sniff(await source.read(0, Math.min(sniffBytes, source.bytes)));
  const values = { format: formatName(format) };
  if (kind !== 'video') throw refusal('MEDIA_FORMAT_UNSUPPORTED', { values });
  if (unprobed.includes(format)) throw refusal('VIDEO_CONTAINER_UNSUPPORTED', { values });
  return format;
}

async function layoutOf(source: ByteSource, container: VideoFormat): Promise<Layout | null> {
  if (container === 'webm' || container === 'mkv') return null;
  const layout = await readLayout(source);
  if (!layout.moov) throw refusal('VIDEO_HALF_WRITTEN');
  const { start, bytes } = layout.moov;
  if (start + bytes > source.bytes) throw refusal('VIDEO_TRUNCATED');
  if (!(await hasSaneIndex(source, layout))) throw refusal('VIDEO_BROKEN');
  return layout;
}

async function readFacts(
  source: ByteSource,
  container: VideoFormat,
  layout: Layout | null,
): Promise<VideoInfo> {
  // Loaded on first use: an idle server should not carry it.
  const { CustomSource, Input, Logging, LogLevel, MATROSKA, MP4, QTFF, WEBM } =
    await import('mediabunny');
  Logging.level = LogLevel.Silent;
  let sourceFailed: { error: unknown } | undefined;
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      return await source.read(start, end);
    } catch (error) {
      sourceFailed ??= { error };
      throw error;
    }
  };
  const leading = layout && (await leadingBoxes(source));
  const input = new Input({
    formats: [MP4, QTFF, WEBM, MATROSKA],
    source: new CustomSource({
      getSize: () => source.bytes,
      read: leading === null ? read : withFileType(read, leading),
      // The caller above reports it, and so does the code that awaits the read.
      handleUnhandledError: () => {},
    }),
  });
  try {
    const tracks = await readTracks(input, source.bytes, layout);
    if (sourceFailed) throw sourceFailed.error;
    return { container, ...layoutFacts(layout), ...tracks };
  } catch (error) {
    // What the disk or the network did is not the fault of the video.
    if (sourceFailed) throw sourceFailed.error;
    if (error instanceof LinchpinError) throw error;
    throw refusal(layout?.truncated ? 'VIDEO_TRUNCATED' : 'VIDEO_BROKEN', { cause: error });
  } finally {
    input.dispose();
  }
}

const layoutFacts = (layout: Layout | null) => ({
  brand: layout?.brand ?? null,
  hasMoovAtFront: layout?.hasMoovAtFront ?? false,
  isFragmented: layout?.isFragmented ?? false,
});

async function readTracks(input: Input, bytes: number, layout: Layout | null) {
  const video = await input.getPrimaryVideoTrack();
  if (!video) throw refusal('VIDEO_NO_VIDEO_TRACK');
  const audio = await input.getPrimaryAudioTrack();
  const tracks = audio ? [video, audio] : [video];
  const durationSeconds = round(Math.max(0, await input.computeDuration(tracks)));
  const { packetCount } = await video.computePacketStats(2, { metadataOnly: true });
  const info = {
    durationSeconds,
    width: await video.getDisplayWidth(),
    height: await video.getDisplayHeight(),
    codedWidth: await video.getCodedWidth(),
    codedHeight: await video.getCodedHeight(),
    rotation: await video.getRotation(),
    fps: packetCount < 2 ? null : await frameRate(video),
    videoCodec: await codecName(video),
    pixelFormat: await pixelFormat(video),
    pictureSeconds: round((await video.computeDuration()) - (await video.getFirstTimestamp())),
    isStill: packetCount === 1,
    audioCodec: audio && (await codecName(audio)),
    bitrate: durationSeconds > 0 ? Math.round((bytes * 8) / durationSeconds) : 0,
    truncated: (layout?.truncated ?? false) || (await anyLastPacketMissing(tracks, bytes)),
    bytes,
  };
  if (info.width < 1 || info.height < 1) throw refusal('VIDEO_BROKEN');
  return info;
}

/** Milliseconds are enough, and 4.000000001 is 4. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

async function frameRate(video: InputVideoTrack): Promise<number | null> {
  const { bestGuessFrameRate } = await video.computeFrameRateMetrics({
    targetPacketCount: probedFrames,
  });
  return Number.isFinite(bestGuessFrameRate) ? round(bestGuessFrameRate) : null;
}

async function pixelFormat(video: InputVideoTrack): Promise<PixelFormat | null> {
  const description = (await video.getDecoderConfig())?.description;
  if (!description) return null;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return pixelFormatOf(await codecName(video), bytes);
}

async function codecName(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const codec = await track.getCodec();
  if (codec === 'avc') return 'h264';
  if (codec === 'hevc') return 'h265';
  const own = codec ?? (await track.getInternalCodecId());
  return typeof own === 'string' ? own.trim() : 'unknown';
}

/**
 * Reads the last frame of each track: an index alone looks whole when the media behind it are cut
 * off, and an `mdat` box "to the end of the file" does not show it either.
 */
async function anyLastPacketMissing(tracks: InputTrack[], bytes: number): Promise<boolean> {
  const { EncodedPacketSink } = await import('mediabunny');
  for (const track of tracks) {
    const sink = new EncodedPacketSink(track);
    const last = await sink.getPacket(Infinity, { metadataOnly: true });
    if (!last) continue;
    if (last.byteLength > bytes) return true;
    if (last.byteLength > maxPacketBytes) continue;
    try {
      const whole = await sink.getPacket(Infinity);
      if (whole?.data.length !== last.byteLength) return true;
    } catch {
      return true;
    }
  }
  return false;
}
