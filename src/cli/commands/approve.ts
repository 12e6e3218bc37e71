import { connect, type ServerOptions } from '../server.ts';
import { print, printJson } from '../output.ts';

export interface ApproveOptions extends ServerOptions {
  json?: boolean;
  now?: boolean;
  at?: string;
  timezone?: string;
}

/** Approves a post; one whose time has passed needs `now` or `at`. */
export async function approve(postId: string, options: ApproveOptions): Promise<void> {
  const { now, at, timezone } = options;
  const answer = await connect(options).client.posts.approve(postId, {
    ...(now && { publishNow: true }),
    ...(at !== undefined && { scheduledFor: at }),
    ...(timezone !== undefined && { timezone }),
  });
  if (options.json) return printJson(answer);
  print(answer.message);
  for (const { message } of answer.warnings ?? []) print(`! ${message}`);
}
