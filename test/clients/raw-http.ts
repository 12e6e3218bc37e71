import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  text: string;
}

/**
 * Writes a request byte by byte as given, which no HTTP client would leave alone, and reads one
 * answer. A body behind `Expect` is held back until the server asks for it.
 */
export async function sendRaw(origin: URL, head: string, body: Buffer): Promise<RawAnswer> {
  const socket = connect(Number(origin.port), origin.hostname);
  try {
    await once(socket, 'connect');
    const waits = /^expect: *100-continue\r$/im.test(head);
    socket.write(waits ? head : Buffer.concat([Buffer.from(head), body]));
    if (!waits) return await readAnswer(socket);
    const interim = await readAnswer(socket);
    if (interim.status !== 100) return interim;
    socket.write(body);
    return await readAnswer(socket);
  } finally {
    socket.destroy();
  }
}

async function readAnswer(socket: Socket): Promise<RawAnswer> {
  let seen = Buffer.alloc(0);
  for (;;) {
    const answer = parseAnswer(seen);
    if (answer !== undefined) return answer;
    const [data] = (await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })) as [
      Buffer,
    ];
    seen = Buffer.concat([seen, data]);
  }
}

function parseAnswer(seen: Buffer): RawAnswer | undefined {
  const end = seen.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = seen.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const length = Number(headers.get('content-length') ?? 0);
  const body = seen.subarray(end + 4, end + 4 + length);
  if (body.length < length) return undefined;
  return { status: Number(first.split(' ')[1]), headers, text: body.toString() };
}
