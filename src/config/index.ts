export { ConfigError, loadConfig, type Config } from './load.ts';
export { options, type Option, type OptionName } from './options.ts';
export { keptApiKey, keyFileNames, loadSecrets, newApiKey, type Secrets } from './secrets.ts';
