import { createClient } from '../../../src/sdk/index.ts';

/** The page's own origin; the session cookie signs in. What failed is asked again by queries, and by people. */
export const client = createClient({ baseUrl: '', retries: 0 });

export { createClient, LinchpinApiError } from '../../../src/sdk/index.ts';
export type {
  Account,
  AccountHealth,
  Board,
  BoardList,
  BoardSection,
  CreatedPost,
  DeviceLogin,
  DirectUpload,
  Instance,
  Invite,
  Me,
  Media,
  MovedPins,
  NewPost,
  Person,
  Post,
  PostFilter,
  PostList,
  ProblemBody,
  Profile,
  Session,
  Target,
  TimelineEntry,
  ValidatedPost,
} from '../../../src/sdk/index.ts';
