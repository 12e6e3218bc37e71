/** Boxes of MP4 and MOV files that say nothing and may stand in front of the others. */
export const fillerBoxes = ['free', 'skip', 'wide', 'uuid'];

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
export type VideoFormat =
  | 'mp4'
  | 'mov'
  | 'm4v'
  | 'webm'
  | 'mkv'
  | 'avi'
  | 'flv'
  | 'mpeg-ts'
  | 'mpeg-ps'
  | 'wmv';
export type OtherFormat =
  | 'pdf'
  | 'json'
  | 'photoshop'
  | 'jpeg-xl'
  | 'jpeg-2000'
  | 'camera-raw'
  | 'icon'
  | 'postscript'
  | 'audio'
  | 'unknown';
/** A file in a wrapping that somebody forgot to take off, or something that stands for it. */
export type WrappedFormat =
  | 'multipart'
  | 'base64'
  | 'data-url'
  | 'gzip'
  | 'zip'
  | 'lfs-pointer'
  | 'xml-error';

/** What a file is, judged by its bytes alone. */
export type Sniffed =
  | { kind: 'image'; format: ImageFormat }
  | { kind: 'video'; format: VideoFormat }
  | { kind: 'page'; format: 'html' }
  | { kind: 'wrapped'; format: WrappedFormat }
  | { kind: 'other'; format: OtherFormat };

export type MediaFormat = Sniffed['format'];
