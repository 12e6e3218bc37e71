import type { VideoFormat } from '../sniff.ts';

/** What is known about a video without decoding it. */
export interface VideoFacts {
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
