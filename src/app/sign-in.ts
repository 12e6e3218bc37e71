import type { SignInPort } from '../http/index.ts';
import {
  countingTries,
  joinAsNew,
  joinAsPerson,
  readInvite,
  resetByLink,
  signInWithOidc,
  signInWithPassword,
  type OperationDeps,
} from '../operations/index.ts';
import { hasPeople } from '../store/index.ts';

/** How people sign in, over the operations on people. */
export const signInPort = (deps: OperationDeps): SignInPort => ({
  withPassword: (given) => signInWithPassword(deps, given),
  counting: (address, work) => countingTries(deps, address, work),
  readInvite: (token) => readInvite(deps, token),
  joinAsNew: (token, who) => joinAsNew(deps, token, who),
  joinAsPerson: (token, personId) => joinAsPerson(deps, token, personId),
  resetByLink: (token, password) => resetByLink(deps, token, password),
  hasPeople: () => hasPeople(deps.store.db),
  withOidc: (given) => signInWithOidc(deps, given),
});
