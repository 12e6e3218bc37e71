import type { Post, Target } from '../../sdk/index.ts';
import { clockOf, type Clock, type ClockOptions } from '../clock.ts';
import { boardOf, resultOf, statusOf } from '../outcome.ts';
import { print, printFields, printJson, style } from '../output.ts';
import { connect, type ServerOptions } from '../server.ts';
import { fixFor } from '../wording.ts';

/** A post with what it says, and what became of each of its Pins. */
export async function showPost(
  postId: string,
  options: ServerOptions & ClockOptions & { json?: boolean },
): Promise<void> {
  const answer = await connect(options).client.posts.get(postId);
  if (options.json) return printJson(answer);
  const { post } = answer;
  const clock = clockOf(options);
  const at = (iso: string | null): string =>
    iso === null ? '' : `${clock.minute(iso)} (${clock.zone})`;
  printFields(
    given([
      ['Post', post._id],
      ['Status', post.status],
      ['Goes out', post.publishedAt === null ? at(post.scheduledFor) : ''],
      ['Published', at(post.publishedAt)],
      ['Title', post.title ?? ''],
      ['Text', post.content],
      ['Tags', post.tags.join(', ')],
      ['Approval', approvalOf(post, at)],
      ['Made', at(post.createdAt)],
      ...post.mediaItems.map(({ type, url }): [string, string] => [
        type === 'video' ? 'Video' : 'Picture',
        url,
      ]),
    ]),
  );
  for (const target of post.platforms) {
    print();
    print(`${style.bold(boardOf(target))}  ${style.dim(statusOf(post, target))}`);
    printFields(given(fieldsOf(post, target, clock)));
  }
}

const approvalOf = (
  { approval: { required, approvedBy, approvedAt } }: Post,
  at: (iso: string | null) => string,
): string => {
  if (approvedAt !== null) return `by ${approvedBy ?? 'somebody'}, ${at(approvedAt)}`;
  return required ? 'waits for one: linchpin approve' : '';
};

function fieldsOf(post: Post, target: Target, clock: Clock): [string, string][] {
  const { title, link, altText } = target.platformSpecificData;
  const when = target.publishedAt ?? target.scheduledFor ?? post.scheduledFor;
  return [
    ['Pin', target.pinId],
    ['Account', target.accountId.username],
    ['When', when === null ? '' : `${clock.minute(when)} (${clock.zone})`],
    ['Title', title !== null && title !== post.title ? title : ''],
    ['Text', target.customContent ?? ''],
    ['Link', link ?? ''],
    ['Alt text', altText ?? ''],
    ['Result', resultOf(post, target, clock)],
    ['Fix', target.problem ? clock.words(fixFor(target.problem)) : ''],
  ];
}

const given = (fields: readonly (readonly [string, string])[]) =>
  fields.filter(([, value]) => value !== '');
