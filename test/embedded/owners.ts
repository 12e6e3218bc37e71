import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';

const DatabaseConfig = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
});
const Event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('log'), line: z.string() }),
  z.object({ event: z.literal('lost') }),
  z.object({ event: z.literal('stopped') }),
  z.object({
    event: z.literal('ready'),
    dir: z.string(),
    connection: DatabaseConfig,
    pid: z.number(),
    adopted: z.boolean(),
    version: z.string(),
    ms: z.number(),
  }),
  z.object({ event: z.literal('error'), message: z.string(), fix: z.string().nullable() }),
]);
type Event = z.infer<typeof Event>;
export type Ready = Extract<Event, { event: 'ready' }>;
export type Refused = Extract<Event, { event: 'error' }>;

/** A process that runs the runner. */
export interface Owner {
  child: ChildProcess;
  events: Event[];
  /** Its standard error, for messages. */
  noise: () => string;
  ready(): Promise<Ready>;
  refused(): Promise<Refused>;
  saw(event: Event['event']): Promise<void>;
  tell(line: 'stop' | 'exit'): void;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  ended(): Promise<void>;
}

const started: Owner[] = [];

export function startOwner(
  runner: string,
  args: string[],
  options: { uid?: number; gid?: number; wrap?: string[] } = {},
): Owner {
  const { wrap = [], ...as } = options;
  const [program = '', ...rest] = [...wrap, process.execPath, runner, ...args];
  const child = spawn(program, rest, { ...as, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  const events: Event[] = [];
  let noise = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(Event.parse(JSON.parse(line)));
  });
  child.stderr.on('data', (chunk: Buffer) => (noise += chunk.toString()));
  child.stdin.on('error', () => {}); // it may be dead already
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const find = async <K extends Event['event']>(kind: K): Promise<Extract<Event, { event: K }>> => {
    const isKind = (event: Event): event is Extract<Event, { event: K }> => event.event === kind;
    await until(`"${kind}"`, () => events.some(isKind) || isOver(), 20_000);
    await until(`"${kind}"`, () => events.some(isKind), 500).catch(() => {});
    const found = events.find(isKind);
    if (!found) throw new Error(`no "${kind}" but ${JSON.stringify(events)} ${noise}`);
    return found;
  };
  const owner: Owner = {
    child,
    events,
    noise: () => noise,
    ready: () => find('ready'),
    refused: () => find('error'),
    saw: async (kind) => void (await find(kind)),
    tell: (line) => child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await owner.ended();
    },
    ended: () => until('its end', isOver, 10_000),
  };
  started.push(owner);
  return owner;
}

/** Polls, because nobody announces the end of another's process. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await delay(10);
  }
}

/** Processes, zombies aside, that mention this text in their command line. */
export function processesNaming(text: string): number[] {
  return fs.readdirSync('/proc').flatMap((entry) => {
    if (!(Number(entry) > 0) || Number(entry) === process.pid) return [];
    try {
      const found = fs.readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(text);
      return found ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}

/** Ends what a failed test left running below an area. */
export async function endOwners(area: string): Promise<void> {
  for (const { child } of started) child.kill('SIGKILL');
  for (const pid of processesNaming(`${area}/`)) {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It ended meanwhile.
    }
  }
  await until('the last server', () => processesNaming(`${area}/`).length === 0);
}

export async function query(ready: Ready, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(ready.connection);
  client.on('error', () => {}); // the query rejects as well
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
