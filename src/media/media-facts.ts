import type { Problem } from '../domain/errors/index.ts';
import type { ImageFormat, VideoFormat } from './sniff.ts';
import type { VideoFacts } from './video/facts.ts';

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
  /** Whether the original moves. What is prepared is its first frame; a GIF can be sent by URL instead. */
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
  video: VideoFacts;
}

/** Everything known about a stored file, as plain data for a row. */
export type MediaFacts = ImageMediaFacts | VideoMediaFacts;
