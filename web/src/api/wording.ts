import type { ProblemBody } from './client.ts';

/** Fixes of the catalogue that speak to programs, said for the person at this form. */
export const fixes = {
  PIN_BOARD_REQUIRED: 'Choose a board.',
  PIN_MIXED_ASPECT: 'Choose whether to crop them or to add borders, or use images of one shape.',
  PIN_COVER_INVALID: 'Use an image as the cover, or a second within the video.',
  PIN_LINK_SHORTENER: 'Use the full address of the page.',
  MEDIA_REQUIRED: 'Drop a file, or paste the address of one.',
  MEDIA_NOT_UPLOADED: 'Upload the file again.',
  MEDIA_NOT_FOUND: 'Remove it and upload the file again.',
  ADVICE_LINK_REDIRECTS: 'Use the final address of the page.',
  ADVICE_DUPLICATE_IMAGE: 'Use another image or another board.',
};

export const messages = {
  MEDIA_REQUIRED: 'A Pin needs an image or a video.',
  PIN_BOARD_REQUIRED: 'Every Pin lives on a board.',
};

const lookUp = (texts: Record<string, string>, code: string) => texts[code];

export const inDashboardWords = (problem: ProblemBody): ProblemBody => ({
  ...problem,
  message: lookUp(messages, problem.code) ?? problem.message,
  fix: lookUp(fixes, problem.code) ?? problem.fix,
});
