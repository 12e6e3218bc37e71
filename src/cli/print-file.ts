import { CliError } from './errors.ts';
import { locate, type ServerOptions } from './server.ts';

/** Prints a file of the server as it comes, however long it is. @throws CliError */
export async function printFile(
  options: ServerOptions,
  path: string,
  query: Record<string, string | undefined>,
): Promise<void> {
  const { url, apiKey } = locate(options);
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const answer = await fetch(`${url}${path}?${new URLSearchParams(given)}`, {
    headers: { authorization: `Bearer ${apiKey ?? ''}` },
  });
  if (!answer.ok || !answer.body)
    throw new CliError(
      'The server gave no CSV.',
      `It answered ${answer.status}: ${await answer.text()}`,
    );
  const text = new TextDecoder();
  for await (const part of answer.body) process.stdout.write(text.decode(part, { stream: true }));
}
