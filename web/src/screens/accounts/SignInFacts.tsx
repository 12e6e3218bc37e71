import { Text } from '@mantine/core';
import type { AccountHealth } from '../../api/client.ts';
import { clockTime } from '../../api/times.ts';
import classes from './Accounts.module.css';

/** "Not known", "not tried yet" and "no" are three different things. */
const tried = (value: boolean | null, yes: string, no: string): string =>
  value === null ? 'not tried yet' : value ? yes : no;

/** The sign-in, and what Pinterest lets the app do. */
export function SignInFacts({ health }: { health: AccountHealth }) {
  const { tokenStatus, access, capabilities, permissions } = health;
  const secret = permissions.optional.map(({ granted }) => granted);
  const facts: [string, string][] = [
    [
      'Sign-in',
      tokenStatus.renewable
        ? 'renewed by itself'
        : tokenStatus.signInEndsAt === null
          ? 'cannot be renewed; when it ends is not known'
          : `ends ${clockTime(tokenStatus.signInEndsAt)}`,
    ],
    [
      'Secret boards',
      secret.includes(null) ? 'not known' : secret.includes(false) ? 'not allowed' : 'allowed',
    ],
    [
      'Access of the app',
      access === null ? 'not seen yet' : access === 'trial' ? 'Trial' : 'Standard',
    ],
    ['Editing Pins on Pinterest', tried(capabilities.editPins, 'allowed', 'refused by Pinterest')],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
