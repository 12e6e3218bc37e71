import type { Post, Target } from '../contract/index.ts';
import type { EventKind } from '../domain/webhooks/events.ts';
import { findAccounts, type Db, type DeliveryRow } from '../store/index.ts';

/** The account an event is about, as far as it is still known. */
export interface ToldAccount {
  accountId: string;
  username: string;
  displayName: string;
  isActive: boolean;
}

/** An event with what it is about, as that is when the first attempt is made. */
export interface ToldEvent {
  /** The same in every attempt. */
  id: string;
  kind: EventKind | 'webhook.test';
  at: Date;
  workspaceId: string;
  postId: string | null;
  pinId: string | null;
  accountId: string | null;
  /** What was so at that moment. */
  facts: Record<string, unknown>;
  /** null: the event is about none, or it is gone. */
  post: Post | null;
  /** The Pin in its post. */
  pin: Target | null;
  account: ToldAccount | null;
}

/** A post as the API shows it, or null: it is gone. */
export type PresentPost = (workspaceId: string, postId: string) => Promise<Post | null>;

/** Reads what a delivery to a webhook of this workspace tells of. */
export async function readToldEvent(
  db: Db,
  presentPost: PresentPost,
  workspaceId: string,
  delivery: DeliveryRow,
): Promise<ToldEvent> {
  const { eventId: id, kind, happenedAt: at, facts } = delivery;
  const { postId, pinId, accountId } = delivery;
  const [post, account] = await Promise.all([
    postId === null ? null : presentPost(workspaceId, postId),
    accountId === null ? null : readAccount(db, accountId, facts),
  ]);
  const pin = post?.platforms.find((target) => target.pinId === pinId) ?? null;
  return { id, kind, at, workspaceId, postId, pinId, accountId, facts, post, pin, account };
}

async function readAccount(
  db: Db,
  accountId: string,
  facts: Record<string, unknown>,
): Promise<ToldAccount> {
  const [row] = await findAccounts(db, [accountId]);
  if (row)
    return {
      accountId,
      username: row.username,
      displayName: row.displayName,
      isActive: row.status === 'connected',
    };
  const { username, displayName = username } = facts;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    accountId,
    username: text(username),
    displayName: text(displayName),
    isActive: false,
  };
}
