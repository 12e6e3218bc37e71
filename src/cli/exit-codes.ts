import type { LinchpinApiError, Post } from '../sdk/index.ts';

/** What a command ends with, so that a script can tell what to do next. */
export const exitCodes = {
  unexpected: 1,
  usage: 2,
  refused: 3,
  failed: 4,
  unreachable: 5,
  partly: 6,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0  done                          4  it failed at Pinterest
  1  something unexpected          5  no Linchpin server answers
  2  the command itself is wrong   6  partly done: some Pins failed
  3  refused by Linchpin`;

/** The code for an answer of the server that is not 2xx. */
export function exitCodeOf({ status, code, problems }: LinchpinApiError): ExitCode {
  if (code === 'UNKNOWN_ANSWER') return exitCodes.unreachable;
  if (status < 500) return exitCodes.refused;
  if (problems.some(({ source }) => source === 'platform')) return exitCodes.failed;
  return status === 500 ? exitCodes.unexpected : exitCodes.unreachable;
}

/** The code for a post that was to go out; undefined while no Pin of it failed. */
export function exitCodeOfPost({ platforms }: Post): ExitCode | undefined {
  const failed = platforms.filter(({ status }) => status === 'failed').length;
  if (failed === 0) return undefined;
  return failed === platforms.length ? exitCodes.failed : exitCodes.partly;
}
