import {
  AnswerDeviceLoginInput,
  AnsweredDeviceLogin,
  DeviceLogin,
  UserCodeInput,
} from '../device-login.ts';
import { endpoint } from './endpoint.ts';

export const deviceLogins = {
  'deviceLogins.get': endpoint({
    method: 'GET',
    path: '/api/v1/device-logins/{userCode}',
    summary: 'A command line that asks to be let in, by the code that it shows',
    effect: 'read',
    body: 'none',
    input: UserCodeInput,
    output: DeviceLogin,
  }),
  'deviceLogins.answer': endpoint({
    method: 'POST',
    path: '/api/v1/device-logins/{userCode}',
    summary: 'Lets it in with an API key of its own, or denies it',
    effect: 'database',
    body: 'json',
    input: AnswerDeviceLoginInput,
    output: AnsweredDeviceLogin,
  }),
} as const;
