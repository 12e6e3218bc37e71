export { returnWithError } from './connections/return-url.ts';
export { importDuePins } from './pins/import-due.ts';
export { refreshDueBoards } from './boards/refresh-due.ts';
export type { Actor, Call, Context, RequestKey, Grant, Links, OperationDeps } from './context.ts';
export { execute } from './execute.ts';
export type { AnyOperation } from './operation.ts';
export { signInWithOidc } from './people/sign-in-oidc.ts';
export {
  countingTries,
  joinAsNew,
  joinAsPerson,
  readInvite,
  resetByLink,
  signInWithPassword,
  type Newcomer,
} from './people/sign-in.ts';
export { registry } from './registry.ts';
export { presentPost } from './posts/present.ts';
