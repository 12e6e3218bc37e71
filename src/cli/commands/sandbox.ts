import { join } from 'node:path';
import { loadConfig } from '../../config/index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { print, printFields, style } from '../output.ts';

/** A Pinterest of your own: runs the sandbox alone until Ctrl-C. */
export async function sandbox(options: {
  port?: string;
  host: string;
  publicUrl?: string;
  access?: 'trial' | 'standard' | 'off';
  memory?: boolean;
}): Promise<void> {
  const config = loadConfig();
  const running = await startSandbox({
    port: Number(options.port ?? config.sandbox.port),
    host: options.host,
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl.replace(/\/+$/, '') }),
    access: options.access ?? config.pinterest.access,
    autoApprove: config.sandbox.autoApprove,
    ...(!options.memory && { dataDir: join(config.dataDir, 'sandbox') }),
  });
  const { accessToken } = running.tokenFor();
  print(`\n  ${style.bold('Pinterest sandbox')}\n`);
  printFields([
    ['Pages', running.url],
    ['API', running.apiUrl],
    ['Consent', running.oauthUrl],
    ['App', `${running.clientId} / ${running.clientSecret}`],
    ['Token', accessToken],
    ...running.control
      .state()
      .users.map(({ username, adAccountId }): [string, string] => [
        'Account',
        adAccountId === null ? username : `${username}, ad account ${adAccountId}`,
      ]),
  ]);
  print(`\n  ${style.dim('Ctrl-C stops it.')}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.close();
}
