import { createHash } from 'node:crypto';
import type { Blobs } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { Pin, PinContent, StoredImage, User } from './entities.ts';
import { gradientPng } from './png.ts';
import type { Store } from './store.ts';

/** Where a seed is planted. */
export interface Ground {
  store: Store;
  clock: Clock;
  blobs: Blobs;
}

export interface PlantedBoard {
  id: string;
  sectionIds: string[];
}

/** Pictures that all planted Pins share: name, width, height, colours of the upper and the lower edge. */
const pictures = [
  ['Oak worktop', 400, 600, [214, 190, 152], [122, 84, 51]],
  ['Balcony herbs', 400, 600, [196, 219, 188], [58, 105, 74]],
  ['Reading chair', 400, 500, [226, 214, 205], [150, 91, 78]],
  ['Linen shelves', 400, 600, [236, 232, 222], [139, 150, 160]],
  ['Tiled hall', 400, 400, [203, 220, 232], [45, 78, 110]],
  ['Autumn table', 400, 600, [240, 208, 160], [146, 62, 36]],
] as const;

const DAY_MS = 86_400_000;

/**
 * Pins that were there before, made without requests and pictures of their own: in turn on each board and on each of its
 * sections, evenly over the days before now, with a title, a link and every third with an alt text.
 */
export function plantPins(
  { store, clock, blobs }: Ground,
  user: User,
  boards: readonly PlantedBoard[],
  { count, days, videoEvery }: { count: number; days: number; videoEvery?: number | undefined },
): void {
  const images = pictures.map(([, width, height, top, bottom]) =>
    stored(blobs, gradientPng(width, height, top, bottom), width, height, bottom),
  );
  const began = clock.now() - days * DAY_MS;
  for (let index = 0; index < count; index += 1) {
    const board = boards[index % Math.max(1, boards.length)];
    const round = Math.floor(index / Math.max(1, boards.length));
    // On each board: a turn without a section, then one for each of its sections.
    const turn = round % ((board?.sectionIds.length ?? 0) + 1);
    const [name] = pictures[index % pictures.length] ?? pictures[0];
    const image = images[index % images.length];
    if (image === undefined) return;
    const isVideo = videoEvery !== undefined && (index + 1) % videoEvery === 0;
    const id = store.nextId();
    const pin: Pin = {
      id,
      ownerId: user.id,
      boardId: board?.id ?? null,
      sectionId: board?.sectionIds[turn - 1] ?? null,
      title: `${name} ${index + 1}`,
      description: `Idea ${index + 1} of ${user.username}`,
      link: `https://${user.username.replaceAll('_', '-').toLowerCase()}.example/ideas/${index + 1}`,
      altText: index % 3 === 0 ? `A picture called ${name}` : null,
      dominantColor: image.color,
      parentPinId: null,
      isStandard: true,
      content: isVideo ? videoOf(id, image) : { type: 'image', image },
      createdAt: Math.floor(began + ((index + 0.5) * days * DAY_MS) / count),
      listedAt: 0,
    };
    store.put('pins', pin);
  }
}

/** A video without a file: it has a cover and dimensions. */
const videoOf = (id: string, cover: StoredImage): PinContent => ({
  type: 'video',
  mediaId: id,
  cover,
  readyAt: 0,
  video: { width: cover.width, height: cover.height, durationMs: 12_000 },
});

function stored(
  blobs: Blobs,
  bytes: Buffer,
  width: number,
  height: number,
  rgb: readonly number[],
): StoredImage {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!blobs.has(sha256)) blobs.writeNow(sha256, bytes);
  const color = `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  return { sha256, width, height, format: 'png', bytes: bytes.length, color };
}
