import type { PostFilter } from './client.ts';

/** Names of what the query cache holds. */
export const keys = {
  instance: ['instance'],
  signInError: ['sign-in-error'],
  letIn: ['let-in'],
  passwordRemoved: ['password-removed'],
  ways: ['ways'],
  invite: (token: string) => ['invite', token],
  me: ['me'],
  people: ['people'],
  sessions: ['sessions'],
  deviceLogin: (code: string) => ['device-login', code],
  workspace: ['workspace'],
  accounts: ['accounts'],
  accountHealth: (accountId: string) => ['accounts', accountId, 'health'],
  boards: (accountId: string) => ['boards', accountId],
  sectionsOf: (accountId: string) => ['sections', accountId],
  sections: (accountId: string, boardId: string) => ['sections', accountId, boardId],
  posts: ['posts'],
  postLists: ['posts', 'list'],
  postList: (filter: PostFilter) => ['posts', 'list', filter],
  post: (postId: string) => ['posts', 'one', postId],
  timeline: (pinId: string) => ['posts', 'timeline', pinId],
  restored: ['restored'],
  check: (post: string | null) => ['check', post],
} as const;
