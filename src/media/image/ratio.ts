import { pinLimits } from '../../domain/pin-limits.ts';

/** Width to height, such as `[2, 3]`. */
export type Ratio = readonly [width: number, height: number];

export interface Size {
  width: number;
  height: number;
}

/** Whether two shapes are the same as far as whole pixels allow: within 1 %. */
export const matchesRatio = ({ width, height }: Size, [w, h]: Ratio): boolean => {
  const quotient = (width * h) / (height * w);
  return Math.max(quotient, 1 / quotient) <= 1 + pinLimits.carousel.ratioTolerance;
};

export const ratioText = ([width, height]: Ratio): string => `${width}:${height}`;
