import type { AccountSpacing, SpacingChange } from '../../sdk/index.ts';
import { clockOf, type Clock, type ClockOptions } from '../clock.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';
import { print, printJson, printTable } from '../output.ts';

export interface SpacingOptions extends ServerOptions, ClockOptions {
  json?: boolean;
  account?: string;
  mode?: 'off' | 'advise' | 'enforce';
  minGap?: number;
  linkGap?: number;
  imageGap?: number;
  perDay?: number;
  warmUpDays?: number;
  warmUpPerDay?: number;
}

/** Shows the spacing rules of an account, after changing those that were named. */
export async function spacing(options: SpacingOptions): Promise<void> {
  const { client } = connect(options);
  const account = await chooseAccount(client, options.account);
  const change = changeOf(options);
  const shown =
    Object.keys(change).length > 0
      ? await client.spacing.change(account._id, change)
      : await client.spacing.get(account._id);
  if (options.json) return printJson(shown);
  report(account.username, shown, clockOf(options));
}

function changeOf(options: SpacingOptions): SpacingChange {
  const { warmUpDays: days, warmUpPerDay: pinsPerDay } = options;
  const warmUpOff = days === 0 || pinsPerDay === 0;
  return {
    ...(options.mode !== undefined && { mode: options.mode }),
    ...(options.minGap !== undefined && { minGapMinutes: options.minGap }),
    ...(options.linkGap !== undefined && { linkGapHours: options.linkGap }),
    ...(options.imageGap !== undefined && { imageGapHours: options.imageGap }),
    ...(options.perDay !== undefined && { pinsPerDay: options.perDay }),
    ...((days !== undefined || pinsPerDay !== undefined) && {
      warmUp: warmUpOff
        ? null
        : { ...(days !== undefined && { days }), ...(pinsPerDay !== undefined && { pinsPerDay }) },
    }),
  };
}

const modes = {
  off: 'off: nothing is said about Pins that come close together',
  advise: 'advise: warns, and moves nothing',
  enforce: 'enforce: moves Pins to the next time that keeps every rule',
};

function report(
  username: string,
  { rules, defaults, ...state }: AccountSpacing,
  clock: Clock,
): void {
  print(`Spacing of ${username}`);
  const row = (name: string, option: string, value: string, usual: string) => [
    name,
    value,
    option,
    value === usual ? 'default' : `default: ${usual}`,
  ];
  const figure = (value: number | null, unit: string) =>
    value === null ? 'off' : `${value} ${unit}`;
  const warmUp = ({ warmUp: value }: typeof rules) =>
    value === null ? 'off' : `${value.pinsPerDay} Pins for ${value.days} days`;
  printTable(
    ['Rule', 'Value', 'Option', ''],
    [
      row('Mode', '--mode', rules.mode, defaults.mode),
      ...(
        [
          ['Between two Pins', '--min-gap', 'minGapMinutes', 'minutes'],
          ['Same link', '--link-gap', 'linkGapHours', 'hours'],
          ['Same image, other board', '--image-gap', 'imageGapHours', 'hours'],
          ['In any 24 hours', '--per-day', 'pinsPerDay', 'Pins'],
        ] as const
      ).map(([name, option, field, unit]) =>
        row(name, option, figure(rules[field], unit), figure(defaults[field], unit)),
      ),
      row(
        'While new, in 24 hours',
        '--warm-up-per-day, --warm-up-days',
        warmUp(rules),
        warmUp(defaults),
      ),
    ],
  );
  print();
  print(`Mode is ${modes[rules.mode]}.`);
  if (state.warmingUpUntil !== null)
    print(`The account counts as new until ${clock.minute(state.warmingUpUntil)} (${clock.zone}).`);
  if (state.nextFreeAt !== null)
    print(`Next free time: ${clock.minute(state.nextFreeAt)} (${clock.zone}).`);
}
