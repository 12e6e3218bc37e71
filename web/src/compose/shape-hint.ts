import type { Media } from '../api/client.ts';

/** What costs reach without being refused. Figures: Pinterest's product specs for Pins. */
export function shapeHint({ width, height }: Pick<Media, 'width' | 'height'>): string | null {
  if (width === null || height === null) return null;
  if (height / width > 2.1) return 'Taller than 1 : 2.1: feeds cut off the lower end.';
  if (width > height) return 'Lying images get little room. An upright 2 : 3 shows best.';
  if (width < 600 || height < 900) return 'Small for Pinterest: at least 600 × 900 looks sharp.';
  return null;
}
