export { ConfigError, loadConfig, type Config } from './load.ts';
export { options, type Option, type OptionName } from './options.ts';
export { keptApiKey, loadSecrets, newApiKey, type Secrets } from './secrets.ts';
