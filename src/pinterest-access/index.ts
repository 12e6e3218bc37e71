export {
  metricsFor,
  mostAtOnce,
  topKeys,
  type AskedPin,
  type ToldDay,
  type ToldPin,
} from './actions/analytics.ts';
export { lookForPin, pinFacts } from './actions/pins.ts';
export type { ReadBoard } from './actions/boards.ts';
export { createPinterestAccess, type PinterestAccess, type UseOptions } from './access.ts';
export type { HostedApp } from './apps.ts';
export type { Grant } from './connections.ts';
export { renewTokens, tokenRenewals } from './renewals.ts';
export { checkSecretKey, resealKeyCheck } from './check-key.ts';
export { measuringErrorMs, readClockOffset } from './clock-offset.ts';
export { mapPinterestError, type Disposition } from './error-mapping.ts';
export { createPinterestPort, type Acting, type PinterestPort } from './port.ts';
export type { RequestClass } from './rate-limits.ts';
