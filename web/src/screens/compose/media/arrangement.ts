import { isVideo, type Item } from './items.ts';

/** Most images of a carousel. The server enforces it; this only explains. */
export const mostSlides = 5;

/** Share by which shapes may differ and still count as one; the server's figure. */
const tolerance = 0.01;

/** What the media make together. */
export interface Arrangement {
  kind: 'none' | 'image' | 'carousel' | 'video' | 'impossible';
  video: Item | null;
  /** The image beside a video. */
  cover: Item | null;
  images: Item[];
  /** Why no Pin can be made of them, and the way out. */
  conflict: { message: string; fix: string } | null;
}

export function arrange(items: readonly Item[]): Arrangement {
  const videos = items.filter((item) => isVideo(item));
  const images = items.filter((item) => !isVideo(item));
  const video = videos[0] ?? null;
  const conflict = conflictOf(videos.length, images.length);
  const usual = video ? 'video' : images.length > 1 ? 'carousel' : images[0] ? 'image' : 'none';
  return {
    kind: conflict ? 'impossible' : usual,
    video,
    cover: video ? (images[0] ?? null) : null,
    images,
    conflict,
  };
}

function conflictOf(videos: number, images: number): Arrangement['conflict'] {
  if (videos > 1)
    return {
      message: `A Pin shows one video, and here are ${videos}.`,
      fix: 'Remove the others, or make a Pin of each.',
    };
  if (videos === 1 && images > 1)
    return {
      message: 'A Pin shows a video or a carousel, not both.',
      fix: 'Keep one image as the cover of the video, or remove the video.',
    };
  if (images > mostSlides)
    return {
      message: `A carousel takes up to ${mostSlides} images, and here are ${images}.`,
      fix: `Remove ${images - mostSlides}, or make several Pins.`,
    };
  return null;
}

const ratioOf = ({ media }: Item): number | null =>
  media?.width && media.height ? media.width / media.height : null;

const ratios = (images: readonly Item[]): number[] => images.flatMap((item) => ratioOf(item) ?? []);

/** Whether images whose size is known have different shapes. */
export function shapesDiffer(images: readonly Item[]): boolean {
  const [first, ...others] = ratios(images);
  return (
    first !== undefined &&
    others.some((ratio) => Math.max(ratio / first, first / ratio) > 1 + tolerance)
  );
}

/** Width over height that all slides get: their own, or the recommended one that changes least. */
export function commonRatio(images: readonly Item[]): number {
  const known = ratios(images);
  if (!shapesDiffer(images)) return known[0] ?? 2 / 3;
  const change = (to: number) =>
    known.reduce((sum, ratio) => sum + Math.abs(Math.log(ratio / to)), 0);
  return change(2 / 3) <= change(1) ? 2 / 3 : 1;
}
