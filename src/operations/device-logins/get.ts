import { implement } from '../operation.ts';
import { everyWorkspace } from '../within.ts';
import { presentLogin, requireOpenLogin } from './present.ts';

export const getDeviceLogin = implement('deviceLogins.get', {
  scope: 'keys:write',
  within: everyWorkspace,
  run: async (context, { userCode }) => presentLogin(await requireOpenLogin(context, userCode)),
});
