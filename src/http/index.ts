export { hashKey } from '../domain/api-key.ts';
export {
  createAuthentication,
  isCrossSite,
  type Authentication,
  type CallerPort,
  type KeyCarrier,
  type KnownCaller,
} from './auth/authentication.ts';
export { createKeyLimit, type KeyLimit } from './auth/key-limit.ts';
export type { OidcIdentity, OidcSettings } from './auth/oidc.ts';
export type { SignInPort } from './auth/session.ts';
export type { Door } from './door.ts';
export { answerError, answerRefusal, asRefusal, errorBody, type Refused } from './errors.ts';
export { readFileForm } from './file-form.ts';
export { longestKey, readIdempotencyKey } from './idempotency-key.ts';
export { parseJsonBodies } from './json.ts';
export { createLinks, uploadIsSigned } from './links.ts';
export type { FilePort } from './files.ts';
export { createMetricsServer, type MetricsPort } from './metrics.ts';
export { referencePage } from './reference-page.ts';
export type { HttpObserver, HttpReport } from './request-line.ts';
export { createServer, type ServerOptions } from './server.ts';
