import { api, type Endpoint, type EndpointName } from '../../src/contract/index.ts';
import { registry, type AnyOperation } from '../../src/operations/index.ts';
import { isCalledBySdk } from './schemas.ts';

/** src/sdk/endpoints.generated.ts, made from the table of endpoints: data only, so that the SDK carries no schemas. */
export const sdkEndpoints = (): string =>
  [
    '/** Made from src/contract/api by `npx vitest run test/architecture -u`. */',
    'export const endpoints = {',
    ...Object.entries(api as Record<string, Endpoint>)
      .filter(([, endpoint]) => isCalledBySdk(endpoint))
      .map(
        ([name, { method, path, body }]) =>
          `  '${name}': ['${method}', '${path}', '${body}', '${repetitionOf(name as EndpointName)}'],`,
      ),
    '} as const;',
    '',
  ].join('\n');

/** `read` changes nothing, `keyed` is done once under a key, `once` must not be sent again by itself. */
export function repetitionOf(name: EndpointName): 'read' | 'keyed' | 'once' {
  const { endpoint, repeat, keysRows }: AnyOperation = registry[name];
  if (endpoint.effect === 'read') return 'read';
  return repeat || keysRows ? 'keyed' : 'once';
}
