export { ConfigError, loadConfig, type Config } from './load.ts';
export { options, type Option, type OptionName } from './options.ts';
export { newApiKey } from '../domain/api-key.ts';
export { replaceSecret } from './kept-secret.ts';
export { keptApiKey, keyFileNames, loadSecrets, type Secrets } from './secrets.ts';
