export { hashKey } from '../domain/api-key.ts';
export { createAuthentication, type KeyPort } from './auth/authentication.ts';
export { createLinks, uploadIsSigned } from './links.ts';
export type { FilePort } from './files.ts';
export { createMetricsServer, type MetricsPort } from './metrics.ts';
export type { HttpObserver, HttpReport } from './request-line.ts';
export { createServer, type ServerOptions } from './server.ts';
export { createSigner, type Signer } from './auth/signing.ts';
