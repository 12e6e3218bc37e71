import { printFile } from '../print-file.ts';
import { chooseAccount, connect, type ServerOptions } from '../server.ts';

interface ExportOptions extends ServerOptions {
  from?: string;
  to?: string;
  status?: string;
  account?: string;
}

/** Prints posts as CSV. */
export async function exportPosts({
  from,
  to,
  status,
  account,
  ...server
}: ExportOptions): Promise<void> {
  const { client } = connect(server);
  const accountId = account === undefined ? undefined : (await chooseAccount(client, account))._id;
  await printFile(server, '/api/v1/posts/export', {
    fromDate: from,
    toDate: to,
    status,
    accountId,
  });
}
