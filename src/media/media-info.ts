import type { Problem } from '../domain/errors/index.ts';
import type { ImageFormat, VideoFormat } from './formats.ts';

interface StoredFacts {
  /** Size and lower-case hexadecimal SHA-256 of the original. */
  bytes: number;
  sha256: string;
  /** Pixels of what is sent, as a viewer shows it. */
  width: number;
  height: number;
  originalKey: string;
  /** What is sent. The same as `originalKey` when nothing had to change. */
  preparedKey: string;
  preparedBytes: number;
  /** What was changed or noticed, for people. */
  notes: string[];
  /** What Pinterest takes, but costs reach or quality; severity `warning` or `hint`. */
  warnings: Problem[];
}

export interface ImageMediaFacts extends StoredFacts {
  kind: 'image';
  format: ImageFormat;
  /** `#rrggbb` */
  dominantColor: string;
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  fingerprint: string;
  preparedType: 'image/jpeg' | 'image/png';
  /** Whether the original moves. What is prepared is its first frame that shows something; a GIF can be sent by URL instead. */
  animated: boolean;
  /** How long the animation runs once; null for what does not move. */
  durationSeconds: number | null;
}

export interface VideoMediaFacts extends StoredFacts {
  kind: 'video';
  /** Of the original. */
  format: VideoFormat;
  /** Colour and hash would need decoded pictures. */
  dominantColor: null;
  fingerprint: null;
  preparedType: 'video/mp4' | 'video/quicktime' | 'video/x-m4v';
  animated: false;
  durationSeconds: number;
  /** Of what is sent. */
  video: VideoInfo;
}

/** Everything known about a stored file, as plain data for a row. */
export type MediaInfo = ImageMediaFacts | VideoMediaFacts;

/** How finely a video stores colour. Ordinary players show 4:2:0 with 8 bits. */
export interface PixelFormat {
  /** How much of the colour is kept beside the brightness; `4:0:0` has none. */
  chroma: '4:0:0' | '4:2:0' | '4:2:2' | '4:4:4';
  /** Of one sample of brightness. */
  bits: number;
}

/** What is known about a video without decoding it. */
export interface VideoInfo {
  container: VideoFormat;
  /** Major brand of the file (`isom`, `mp42`, `qt`), or null where it has none. */
  brand: string | null;
  /** Of the longest of picture and sound. */
  durationSeconds: number;
  /** Pixels as a viewer shows it, after rotation and with square pixels. */
  width: number;
  height: number;
  /** Pixels as encoded. */
  codedWidth: number;
  codedHeight: number;
  /** Degrees clockwise that a viewer turns it by. */
  rotation: 0 | 90 | 180 | 270;
  /** Frames a second; null when there are too few frames to tell. */
  fps: number | null;
  /** `h264`, `h265`, `vp9`, `vp8`, `av1`, `prores`, or the file's own code where it is another. */
  videoCodec: string;
  /** Null where the file does not say. */
  pixelFormat: PixelFormat | null;
  /** From the first frame to the end of the last; sound may run longer. */
  pictureSeconds: number;
  /** Whether one frame is all there is. */
  isStill: boolean;
  /** `aac`, `opus`, `mp3`, `pcm-s16` …; null without sound. */
  audioCodec: string | null;
  /** Bits a second of the whole file. */
  bitrate: number;
  /** Playback can begin before everything is there. Either is fine for Pinterest. */
  hasMoovAtFront: boolean;
  isFragmented: boolean;
  /** The index names bytes that the file does not have. */
  truncated: boolean;
  bytes: number;
}
