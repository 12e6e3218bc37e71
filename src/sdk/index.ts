export {
  createClient,
  type LinchpinClient,
  type NewPost,
  type NewUpload,
  type PostFilter,
  type TimelinePage,
  type SpacingChange,
} from './client.ts';
export { LinchpinApiError } from './errors.ts';
export type { NewPlan, NewQueue, PinOutcome, PostUpdate, QueueUpdate } from './schedule-client.ts';
export type { ClientOptions } from './transport.ts';
export type {
  Account,
  AccountList,
  AccountSpacing,
  Board,
  BoardList,
  ChangedPost,
  CreatedPost,
  DirectUpload,
  Instance,
  InstanceHealth,
  Media,
  Post,
  PostList,
  PresignedUpload,
  ProblemBody,
  QueueSchedule,
  Target,
  Timeline,
  TimelineEntry,
  ValidatedPost,
} from '../contract/index.ts';
