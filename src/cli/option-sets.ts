import { InvalidArgumentError, Option, type Command } from 'commander';

/** Adds the options of every command that talks to a server. */
export const addServerOptions = (command: Command): Command =>
  command
    .option('--json', 'print JSON, for programs')
    .option('--server <url>', 'where the server is; else on this machine')
    .option('--key <key>', 'API key of the server; else the one kept on this machine');

/** Adds the option of every command that shows times. */
export const addClockOption = (command: Command): Command =>
  command.option('--utc', 'show times in UTC; else in the time zone of this machine');

/** Adds the options that say what a Pin shows, where it goes and when. */
export const addPinOptions = (command: Command): Command =>
  command
    .option('--board <name or id>', 'by its exact name or its id; repeat it for several', collect)
    .option('--at <time>', 'publish later, for example 2026-12-01T09:00')
    .option('--timezone <zone>', 'of --at, like Europe/Berlin; else that of this machine')
    .option('--every <interval>', 'from one board to the next: 90m, 12h, 7d, 2w', interval)
    .option('--title <text>', 'up to 100 characters')
    .option('--description <text>', 'up to 800 characters')
    .option('--link <url>', 'where the Pin leads')
    .option('--alt <text>', 'what the image shows, for people who cannot see it')
    .option('--section <name or id>', 'a section of the board')
    .option(...accountOption)
    .option('--cover-at <seconds>', 'cover of a video: the frame at this second')
    .addOption(
      new Option('--fit <how>', 'make images of different shapes fit').choices(['crop', 'pad']),
    );

/** The option of a command that works on one account. */
export const accountOption = [
  '--account <name or id>',
  'needed only when several are connected',
] as const;

/** The option of a command that works on one workspace. */
export const workspaceOption = [
  '--workspace <name or id>',
  'needed only when the key reaches several',
] as const;

/** Reads a whole number from 1 to `most`. The reader throws InvalidArgumentError, which commander shows with the name of the option. */
export const upTo =
  (most: number) =>
  (text: string): number => {
    if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most)
      throw new InvalidArgumentError(`Use a number from 1 to ${most}.`);
    return Number(text);
  };

/** A whole number from 1. @throws InvalidArgumentError, which commander shows with the name of the option. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1.');
  return Number(text);
}

/** A number, or `off` as 0. @throws InvalidArgumentError, which commander shows with the name of the option. */
export function numberOrOff(text: string): number {
  if (text === 'off') return 0;
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Use a whole number, or off.');
  return Number(text);
}

/** For an option that may be repeated. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

const unitMinutes: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** Minutes of `90m`, `12h`, `7d` or `2w`. @throws InvalidArgumentError, which commander shows with the option. */
export function interval(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const minutes = Number(count) * (unitMinutes[unit] ?? 0);
  if (minutes < 1 || minutes > 129_600)
    throw new InvalidArgumentError('Write it as 90m, 12h, 7d or 2w, up to 90d.');
  return minutes;
}
