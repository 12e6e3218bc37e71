import { z } from 'zod';
import { deviceAccess } from '../domain/device-login.ts';
import { ApiKey } from './key.ts';
import { profileId, Timestamp } from './values.ts';

const userCode = z.string().max(40).describe('As the command line shows it, such as `WDJB-MJHT`.');

/** A command line that asks to be let in. */
export const DeviceLogin = z
  .object({
    userCode: z.string(),
    client: z.string().describe('Which one, such as Postiz CLI.'),
    deviceName: z.string().nullable().describe('As it calls its machine; null: it did not say.'),
    address: z.string().nullable().describe('Where it asks from.'),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'DeviceLogin' });
export type DeviceLogin = z.output<typeof DeviceLogin>;

export const UserCodeInput = z.object({ profileId, userCode });

export const AnswerDeviceLoginInput = z.strictObject({
  profileId,
  userCode,
  approve: z.boolean().describe('false: it is denied.'),
  access: z
    .enum(deviceAccess)
    .default('publish')
    .describe(
      'read: looks. publish: also writes, plans and publishes Pins. manage: also accounts, webhooks and deleting live Pins. None of them makes API keys.',
    ),
});

export const AnsweredDeviceLogin = z
  .object({ message: z.string(), apiKey: ApiKey.nullable().describe('null: it was denied.') })
  .meta({ id: 'AnsweredDeviceLogin' });
export type AnsweredDeviceLogin = z.output<typeof AnsweredDeviceLogin>;
