import type { LinkTags } from '../../sdk/index.ts';
import { CliError } from '../errors.ts';
import { print, printJson, printTable } from '../output.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';

export interface LinkTagsOptions extends ServerOptions {
  json?: boolean;
  account?: string;
  workspace?: string;
  source?: string;
  medium?: string;
  campaign?: string;
  term?: string;
  content?: string;
  /** Nothing is added; for an account, what its workspace has. */
  clear?: boolean;
  /** Nothing is added to the links of the account. */
  none?: boolean;
}

/** Shows what is added to the links of Pins, after changing what was named. */
export async function linkTags(options: LinkTagsOptions): Promise<void> {
  const { client } = connect(options);
  const accountId =
    options.account === undefined ? undefined : (await chooseAccount(client, options.account))._id;
  const where = {
    ...(accountId !== undefined && { accountId }),
    ...(options.workspace !== undefined && { profileId: options.workspace }),
  };
  const shown = await client.linkTags.get(where);
  const tags = changed(options, (accountId === undefined ? shown.workspace : shown.account) ?? {});
  const now = tags === undefined ? shown : await client.linkTags.change({ ...where, tags });
  if (options.json) return printJson(now);
  report(now.inForce);
}

/** undefined: nothing was named. */
function changed(options: LinkTagsOptions, before: LinkTags): LinkTags | null | undefined {
  if (options.none && options.account === undefined)
    throw new CliError(
      'Only an account can do without the tags of its workspace.',
      'Use --clear, or name an account. (--none)',
    );
  if (options.clear) return null;
  if (options.none) return {};
  const { source, medium, campaign, term, content } = options;
  const given = Object.entries({ source, medium, campaign, term, content }).filter(
    ([, value]) => value !== undefined,
  );
  return given.length === 0 ? undefined : { ...before, ...Object.fromEntries(given) };
}

function report(tags: LinkTags | null): void {
  const rows = Object.entries(tags ?? {}).flatMap(([name, value]) =>
    value ? [[`utm_${name}`, value]] : [],
  );
  if (rows.length === 0) return print('Nothing is added to links.');
  printTable(['Parameter', 'Value'], rows);
}
