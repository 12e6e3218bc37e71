import type { ProblemBody } from './client.ts';

/** Fixes of the catalogue that speak to programs, said for the person at this form. */
export const fixes = {
  ACCOUNT_REQUIRED: 'Choose the account that should publish.',
  ACCOUNT_NOT_FOUND: 'Choose one of the connected accounts.',
  PIN_TARGET_REQUIRED: 'Choose an account and a board.',
  PIN_BOARD_REQUIRED: 'Choose a board.',
  PIN_BOARD_NOT_FOUND: 'Choose another board; the list is read from Pinterest.',
  MEDIA_REQUIRED: 'Drop a file, or paste the address of an image.',
  MEDIA_NOT_UPLOADED: 'Upload the file again.',
};

export const messages = {
  MEDIA_REQUIRED: 'A Pin needs an image.',
  PIN_BOARD_REQUIRED: 'Every Pin lives on a board.',
};

const lookUp = (texts: Record<string, string>, code: string) => texts[code];

export const inDashboardWords = (problem: ProblemBody): ProblemBody => ({
  ...problem,
  message: lookUp(messages, problem.code) ?? problem.message,
  fix: lookUp(fixes, problem.code) ?? problem.fix,
});
