import {
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import { encodeH264 } from './h264.ts';

/** What to make; without anything a faultless 6-second MP4 of 1080×1920 at 25 frames a second. */
export interface TestVideo {
  seconds?: number;
  /** Pixels of the coded picture, even; the display size differs with `rotation` and `pixelAspect`. */
  width?: number;
  height?: number;
  fps?: number;
  /** Only `avc` has real pictures in it; the others are labelled so and hold noise. */
  codec?: VideoCodec;
  /** Other colours than 4:2:0 with 8 bits, named in the header alone: `chroma` as 1 to 3. Only with `avc`. */
  colours?: { chroma: 1 | 2 | 3; bits: number };
  /** Seconds of sound; as long as the picture when left out. */
  soundSeconds?: number;
  /** Degrees clockwise, in the header as a phone writes it. */
  rotation?: 0 | 90 | 180 | 270;
  /** Width of a pixel over its height. */
  pixelAspect?: number;
  /** `aac` is real silence; the others are only labelled so. `null`: no audio track. */
  audio?: Extract<AudioCodec, 'aac' | 'opus' | 'mp3'> | null;
  /** Where the header stands, or a fragmented file. */
  moov?: 'front' | 'end' | 'fragmented';
  container?: 'mp4' | 'mov' | 'm4v' | 'webm' | 'mkv';
  /** False for a file that holds sound alone. */
  video?: boolean;
}

const audioRate = 44_100;
const audioFrame = 1024;
/** One frame of stereo silence in AAC-LC. */
const silence = Buffer.from('210049900219002380', 'hex');
/** Codec strings and, where the container wants them, minimal decoder configurations. */
const labels: Record<Exclude<VideoCodec, 'avc'>, { codec: string; description?: string }> = {
  // HEVCDecoderConfigurationRecord of the Main profile without parameter sets.
  hevc: {
    codec: 'hev1.1.6.L93.B0',
    description: '0101600000009000000000005df000fcfdf8f800000f00',
  },
  vp9: { codec: 'vp09.00.40.08' },
  vp8: { codec: 'vp8' },
  av1: { codec: 'av01.0.08M.08' },
  prores: { codec: 'apch' },
};

/** Makes a real video file without an encoder. A frame that repeats takes some twelve bytes. */
export async function makeVideo(wanted: TestVideo = {}): Promise<Buffer> {
  const { moov = 'front', container = 'mp4', seconds = 6, audio = 'aac', video = true } = wanted;
  const fastStart = ({ front: 'in-memory', end: false, fragmented: 'fragmented' } as const)[moov];
  const formats: Record<typeof container, () => OutputFormat> = {
    mp4: () => new Mp4OutputFormat({ fastStart }),
    m4v: () => new Mp4OutputFormat({ fastStart }),
    mov: () => new MovOutputFormat({ fastStart }),
    webm: () => new WebMOutputFormat(),
    mkv: () => new MkvOutputFormat(),
  };
  const target = new BufferTarget();
  const output = new Output({ format: formats[container](), target });
  const addFrames = video ? addVideo(output, wanted, seconds) : undefined;
  const addSound =
    audio === null ? undefined : addAudio(output, audio, wanted.soundSeconds ?? seconds);
  await output.start();
  await addFrames?.();
  await addSound?.();
  await output.finalize();
  const file = Buffer.from(target.buffer ?? new ArrayBuffer(0));
  if (container === 'm4v') file.write('M4V ', 8, 'latin1');
  return file;
}

function addVideo(output: Output, wanted: TestVideo, seconds: number): () => Promise<void> {
  const { width = 1080, height = 1920, fps = 25, codec = 'avc', pixelAspect = 1 } = wanted;
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation: wanted.rotation ?? 0 });
  const h264 = encodeH264(width, height, wanted.colours);
  const label = codec === 'avc' ? undefined : labels[codec];
  const fake = Buffer.alloc(200, 0x5a);
  const decoderConfig = {
    codec: label?.codec ?? h264.codecString,
    codedWidth: width,
    codedHeight: height,
    ...(pixelAspect !== 1 && {
      displayAspectWidth: Math.round(width * pixelAspect),
      displayAspectHeight: height,
    }),
    ...(!label && { description: h264.description }),
    ...(label?.description && { description: Buffer.from(label.description, 'hex') }),
  };
  return async () => {
    const count = Math.round(seconds * fps);
    for (let index = 0; index < count; index += 1) {
      const { data, key } = label ? { data: fake, key: true } : h264.frame(index);
      // The last frame ends exactly with the video.
      const end = index === count - 1 ? seconds : (index + 1) / fps;
      const start = index / fps;
      const packet = new EncodedPacket(data, key ? 'key' : 'delta', start, end - start);
      await source.add(packet, { decoderConfig });
    }
    source.close();
  };
}

function addAudio(
  output: Output,
  codec: NonNullable<TestVideo['audio']>,
  seconds: number,
): () => Promise<void> {
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const decoderConfig = {
    codec: { aac: 'mp4a.40.2', opus: 'opus', mp3: 'mp3' }[codec],
    sampleRate: audioRate,
    numberOfChannels: 2,
    // AudioSpecificConfig: AAC-LC, 44.1 kHz, stereo.
    ...(codec === 'aac' && { description: Buffer.from('1210', 'hex') }),
  };
  const duration = audioFrame / audioRate;
  return async () => {
    // Never longer than the picture, so that `seconds` is the duration of the file.
    const count = Math.floor(seconds / duration);
    for (let index = 0; index < count; index += 1) {
      const packet = new EncodedPacket(silence, 'key', index * duration, duration);
      await source.add(packet, { decoderConfig });
    }
    source.close();
  };
}
