import type { Post, ProblemBody, Target } from '../sdk/index.ts';
import type { Clock } from './clock.ts';
import { print, printFields, printTable, style } from './output.ts';
import { fixFor } from './wording.ts';

/** What became of a post: one Pin as fields, several as a table with a line for each board. */
export function printPost(message: string, post: Post, clock: Clock): void {
  print(message);
  const [only, ...others] = post.platforms;
  const title = only?.platformSpecificData.title ?? post.title ?? '(none)';
  const head = [['Post', post._id] as const, ['Title', title] as const];
  if (!only) return printFields(head);
  if (others.length === 0) {
    const when = goesOut(post, only);
    return printFields([
      ...head,
      ['Board', boardOf(only)],
      ...(when ? [['Goes out', `${clock.minute(when)} (${clock.zone})`] as const] : []),
      ...(only.platformPostUrl ? [['Pin', only.platformPostUrl] as const] : []),
      ...(only.problem
        ? [
            ['Problem', clock.words(only.problem.message)] as const,
            ['Fix', clock.words(fixFor(only.problem))] as const,
          ]
        : []),
    ]);
  }
  printFields(head);
  print();
  printTable(
    ['Board', 'Status', `When (${clock.zone})`, 'Result'],
    post.platforms.map((target) => {
      const when = target.publishedAt ?? target.scheduledFor ?? post.scheduledFor;
      return [
        boardOf(target),
        statusOf(post, target),
        when === null ? '' : clock.minute(when),
        resultOf(post, target, clock),
      ];
    }),
  );
}

/** Warnings of an accepted post, by their words; only a moved time says at once what to do. */
export function printWarnings(warnings: readonly ProblemBody[], clock: Clock): void {
  const mark = style.yellow('!');
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  for (const warning of warnings.filter(isMove))
    say(`${mark} ${clock.words(warning.message)}\n  ${clock.words(fixFor(warning))}`);
  const others = new Set(
    warnings.filter((warning) => !isMove(warning)).map(({ message }) => message),
  );
  if (others.size === 0) return;
  const counted = others.size === 1 ? '1 warning' : `${others.size} warnings`;
  say(`${mark} ${counted}; "linchpin check …" says before publishing what to do:`);
  for (const message of others) say(`  ${clock.words(message)}`);
}

const isMove = ({ code }: ProblemBody): boolean => code === 'PIN_SPACED';

export const boardOf = ({ platformSpecificData: { boardName, boardId } }: Target): string =>
  boardName ?? boardId;

const goesOut = (post: Post, target: Target): string | null =>
  post.status === 'scheduled' && target.status === 'pending' ? target.scheduledFor : null;

/** The status of a Pin as a person asks for it: one that is due and waits is held. */
export function statusOf(post: Post, target: Target): string {
  if (waitsForAccount(post, target)) return 'held';
  if (target.heldReason !== null && !over.includes(target.status)) return 'held';
  if (target.status !== 'pending') return target.status;
  // The post may have Pins that are out already; this one is not.
  return ['draft', 'cancelled'].includes(post.status) ? post.status : 'scheduled';
}

const over = ['published', 'failed', 'cancelled'];

/** Such Pins are not even tried, so the server keeps no reason with them. */
const waitsForAccount = (post: Post, { status, accountId }: Target): boolean =>
  post.status === 'scheduled' && status === 'pending' && !accountId.isActive;

/** Where the Pin is, or why it is not there. */
export function resultOf(post: Post, target: Target, clock: Clock): string {
  const { removedFromPlatformAt: removedAt } = target;
  if (removedAt !== null)
    return target.status === 'cancelled'
      ? `unpublished: deleted on Pinterest on ${clock.minute(removedAt)}`
      : `gone from Pinterest since ${clock.minute(removedAt)}`;
  if (target.problem) return clock.words(target.problem.message);
  if (target.errorMessage !== undefined) return clock.words(target.errorMessage);
  if (target.platformPostUrl !== null) return target.platformPostUrl;
  if (waitsForAccount(post, target)) return 'the account must be connected again';
  if (target.heldReason !== null && !over.includes(target.status))
    return clock.words(target.heldReason);
  const { required, approvedAt } = post.approval;
  return required && approvedAt === null && target.status === 'pending'
    ? 'waits for an approval: linchpin approve'
    : '';
}
