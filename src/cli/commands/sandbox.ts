import { join } from 'node:path';
import { loadConfig } from '../../config/index.ts';
import type * as z from 'zod';
import { appSchema, seedUserSchema, startSandbox } from '../../sandbox/index.ts';
import { CliError } from '../errors.ts';
import { print, printFields, style } from '../output.ts';

/** A Pinterest of your own: runs the sandbox alone until Ctrl-C. */
export async function sandbox(options: {
  port?: string;
  host: string;
  publicUrl?: string;
  account?: string[];
  appId?: string;
  appSecret?: string;
  access?: 'trial' | 'standard' | 'off';
  memory?: boolean;
}): Promise<void> {
  for (const name of options.account ?? []) check('--account', name, seedUserSchema.shape.username);
  check('--app-id', options.appId, appSchema.shape.clientId);
  check('--app-secret', options.appSecret, appSchema.shape.clientSecret);
  const config = loadConfig();
  const running = await startSandbox({
    port: Number(options.port ?? config.sandbox.port),
    host: options.host,
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl.replace(/\/+$/, '') }),
    ...(options.account && { accounts: options.account }),
    ...(options.appId !== undefined && { clientId: options.appId }),
    ...(options.appSecret !== undefined && { clientSecret: options.appSecret }),
    access: options.access ?? config.pinterest.access,
    autoApprove: config.sandbox.autoApprove,
    ...(!options.memory && { dataDir: join(config.dataDir, 'sandbox') }),
  });
  print(`\n  ${style.bold('Pinterest sandbox')}\n`);
  printFields([
    ['Pages', running.url],
    ['API', running.apiUrl],
    ['Consent', running.oauthUrl],
    ['App', `${running.clientId} / ${running.clientSecret}`],
  ]);
  for (const { username, adAccountId } of running.control.state().users) {
    print();
    printFields([
      ['Account', adAccountId === null ? username : `${username}, ad account ${adAccountId}`],
      ['Token', running.tokenFor(username).accessToken],
    ]);
  }
  print(`\n  ${style.dim('Ctrl-C stops it.')}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.close();
}

function check(option: string, value: string | undefined, schema: z.ZodType): void {
  const result = value === undefined ? undefined : schema.safeParse(value);
  if (result?.error)
    throw new CliError(
      `${option} cannot be '${value}'.`,
      `It takes ${result.error.issues[0]?.message ?? 'something else'}.`,
    );
}
