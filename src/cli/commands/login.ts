import { connect, type ServerOptions } from '../server.ts';
import { print, printJson } from '../output.ts';

/** Prints a link that signs in to the dashboard, once the server has said that the key is right. */
export async function login(options: ServerOptions & { json?: boolean }): Promise<void> {
  const { client, url, apiKey } = connect(options);
  await client.keys.verify();
  const link = `${url}/#key=${apiKey}`;
  if (options.json) return printJson({ url: link });
  print(link);
  process.stderr.write(
    'Open it in a browser. Whoever has the link has the key: keep it to yourself.\n',
  );
}
