export { forgetLogin, keepLogin, keptLogin } from './kept-login.ts';
export { ConfigError, loadConfig, type Config } from './load.ts';
export { s3Address, type MediaConfig, type S3Address } from './media-address.ts';
export { options, type Option, type OptionName } from './options.ts';
export { newApiKey } from '../domain/api-key.ts';
export { replaceSecret } from './kept-secret.ts';
export {
  forgetReplacedKeys,
  keptAcceptedKeys,
  keptApiKey,
  keyFileNames,
  loadSecrets,
  replaceSecretKey,
  type Secrets,
} from './secrets.ts';
