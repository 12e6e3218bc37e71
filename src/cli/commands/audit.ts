import { toCsv } from '../../domain/text/csv.ts';
import { clockOf, type ClockOptions } from '../clock.ts';
import { print, printJson, printTable } from '../output.ts';
import { chooseWorkspace, connect, type ServerOptions } from '../server.ts';

export interface AuditOptions extends ServerOptions, ClockOptions {
  json?: boolean;
  csv?: boolean;
  workspace?: string;
  operation?: string;
  since?: string;
  limit: number;
}

/** Who changed what, the newest first. */
export async function audit(options: AuditOptions): Promise<void> {
  const { client } = connect(options);
  const { operation, since, workspace, limit } = options;
  const list = await client.audit.list({
    limit,
    ...(operation !== undefined && { operation }),
    ...(since !== undefined && { from: since }),
    ...(workspace !== undefined && { profileId: (await chooseWorkspace(client, workspace))._id }),
  });
  if (options.json) return printJson(list);
  const clock = clockOf(options);
  const headings = [options.csv ? 'At' : `At (${clock.zone})`, 'Who', 'What', 'To', 'Details'];
  const rows = list.entries.map(({ at, actor, operation: what, subject, details }) => [
    options.csv ? at : clock.minute(at),
    actor.name,
    what,
    `${subject.type} ${subject.id}`,
    Object.keys(details).length > 0 ? JSON.stringify(details) : '',
  ]);
  if (options.csv) process.stdout.write(toCsv([headings, ...rows]));
  else if (rows.length === 0) print('Nothing.');
  else printTable(headings, rows);
}
