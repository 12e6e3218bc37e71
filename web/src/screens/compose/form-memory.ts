import { newId } from '../../api/new-id.ts';
import type { ComposeValues, Intent } from './values.ts';

const formKey = 'linchpin.compose';
const sentKey = 'linchpin.compose.sent';
const requestKey = 'linchpin.compose.request';
const boardKey = (accountId: string) => `linchpin.board.${accountId}`;

/** What was typed survives a reload and a lost session, in this tab. */
export const rememberForm = (values: ComposeValues) =>
  sessionStorage.setItem(formKey, JSON.stringify(values));

export function recallForm(): Partial<ComposeValues> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(formKey) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

export function forgetForm(): void {
  sessionStorage.removeItem(formKey);
  forgetRequest();
}

/** What is on its way out; it may yet fail, and is then needed again. */
export const rememberSent = (postId: string, values: ComposeValues) =>
  sessionStorage.setItem(sentKey, JSON.stringify({ postId, values }));

export function recallSent(): { postId: string; values: ComposeValues } | null {
  const stored = sessionStorage.getItem(sentKey);
  return stored === null ? null : JSON.parse(stored);
}

export const forgetSent = () => sessionStorage.removeItem(sentKey);

/**
 * The id under which this content is sent. The same content keeps its id over double clicks, network
 * retries and reloads, so that the server can tell a repetition from a second Pin.
 */
export function idempotencyKeyFor(content: object, intent: Intent): string {
  const fingerprint = JSON.stringify([intent, content]);
  const [id, ...known] = (sessionStorage.getItem(requestKey) ?? '').split(' ');
  if (id && known.join(' ') === fingerprint) return id;
  const fresh = newId();
  sessionStorage.setItem(requestKey, `${fresh} ${fingerprint}`);
  return fresh;
}

/** After an answer, the same content again means a second Pin. */
export const forgetRequest = () => sessionStorage.removeItem(requestKey);

export const rememberBoard = (accountId: string, boardId: string) =>
  localStorage.setItem(boardKey(accountId), boardId);

export const recallBoard = (accountId: string) => localStorage.getItem(boardKey(accountId)) ?? '';
