import { api, type Endpoint } from '../../src/contract/index.ts';

/** src/sdk/endpoints.generated.ts, made from the table of endpoints: data only, so that the SDK carries no schemas. */
export const sdkEndpoints = (): string =>
  [
    '/** Made from src/contract/api by `npx vitest run test/architecture -u`. */',
    'export const endpoints = {',
    ...Object.entries(api as Record<string, Endpoint>)
      .filter(([, { body, file }]) => body !== 'bytes' && !file)
      .map(([name, { method, path, body }]) => `  '${name}': ['${method}', '${path}', '${body}'],`),
    '} as const;',
    '',
  ].join('\n');
