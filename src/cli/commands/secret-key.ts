import { forgetReplacedKeys, loadConfig, replaceSecretKey } from '../../config/index.ts';
import { print, printJson } from '../output.ts';

/** Makes a new secret key; stored sign-ins are sealed with it at the next start. */
export function rotateSecretKey(options: { json?: boolean }): void {
  const { dataDir, secretKey } = loadConfig();
  replaceSecretKey(dataDir, secretKey !== null);
  if (options.json) return printJson({ rotated: true });
  print('Made a new secret key. Start Linchpin again: it then seals every stored secret with it.');
  print('The old key goes on reading, also older backups, until: linchpin secret-key forget-old');
}

export function forgetOldKeys(options: { json?: boolean }): void {
  const forgotten = forgetReplacedKeys(loadConfig().dataDir);
  if (options.json) return printJson({ forgotten });
  print(
    forgotten === 0
      ? 'There is no old key.'
      : `Forgot ${forgotten} old ${forgotten === 1 ? 'key' : 'keys'}.`,
  );
}
