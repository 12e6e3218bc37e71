import type { ProblemBody } from './client.ts';

/** Fixes of the catalogue that speak to programs, said for the person at this form. */
export const fixes = {
  ACCOUNT_REQUIRED: 'Choose the account that should publish.',
  ACCOUNT_NOT_FOUND: 'Choose one of the connected accounts.',
  PIN_TARGET_REQUIRED: 'Choose an account and a board.',
  PIN_BOARD_REQUIRED: 'Choose a board.',
  PIN_BOARD_NOT_FOUND: 'Choose another board; the list is read from Pinterest.',
  PIN_MIXED_ASPECT: 'Choose whether to crop them or to add borders, or use images of one shape.',
  PIN_COVER_INVALID: 'Use an image as the cover, or a second within the video.',
  PIN_LINK_SHORTENER: 'Use the full address of the page.',
  MEDIA_REQUIRED: 'Drop a file, or paste the address of one.',
  MEDIA_NOT_UPLOADED: 'Upload the file again.',
  MEDIA_NOT_FOUND: 'Remove it and upload the file again.',
  IMAGE_TOO_TALL: 'Nothing has to be done. An upright 2:3 shows whole.',
  IMAGE_RATIO_UNUSUAL: 'Nothing has to be done. An upright 2:3 gets the most room.',
  ADVICE_LINK_REDIRECTS: 'Use the final address of the page.',
  PIN_SPACED: 'Nothing to do: the Pin goes out by itself.',
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
