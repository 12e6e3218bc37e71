export type ImageFormat =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'bmp'
  | 'svg';
export type VideoFormat = 'mp4' | 'mov' | 'm4v' | 'webm' | 'mkv' | 'avi';
export type OtherFormat = 'pdf' | 'json' | 'unknown';

/** What a file is, judged by its bytes alone. */
export type Sniffed =
  | { kind: 'image'; format: ImageFormat }
  | { kind: 'video'; format: VideoFormat }
  | { kind: 'page'; format: 'html' }
  | { kind: 'other'; format: OtherFormat };

export type MediaFormat = Sniffed['format'];
