import { LinchpinApiError, LinchpinConnectionError } from '../sdk/index.ts';
import { connect, type ServerOptions } from './server.ts';

type ErrorBody = ConstructorParameters<typeof LinchpinApiError>[1];
type Query = Record<string, string | undefined>;

/** Prints a file of the server as it comes, however long it is. @throws CliError, and the errors of the SDK */
export async function printFile(options: ServerOptions, path: string, query: Query): Promise<void> {
  for await (const part of fetchFile(options, path, query)) process.stdout.write(part);
}

/** A file of the server as it comes. @throws CliError, and the errors of the SDK */
export async function* fetchFile(
  options: ServerOptions,
  path: string,
  query: Query = {},
): AsyncGenerator<Uint8Array> {
  const { url, apiKey } = connect(options);
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const noAnswer = (error: unknown): never => {
    throw new LinchpinConnectionError(url, error);
  };
  const answer = await fetch(`${url}${path}?${new URLSearchParams(given)}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  }).catch(noAnswer);
  // Without a JSON body it is no answer of Linchpin, which is what the error says then.
  if (!answer.ok || !answer.body)
    throw new LinchpinApiError(
      answer.status,
      (await answer.json().catch(() => ({}))) as ErrorBody, // The shape that the server's OpenAPI document promises.
    );
  try {
    yield* answer.body;
  } catch (error) {
    noAnswer(error);
  }
}
