import type { InputOf } from './client.ts';

export { createClient, type CallOptions, type InputOf, type LinchpinClient } from './client.ts';
export { LinchpinApiError, LinchpinConnectionError } from './errors.ts';
export type { ClientOptions } from './transport.ts';
export type { UploadOptions, UploadSource } from './upload.ts';
export { LinchpinWebhookError, verifyWebhook, type WebhookEvent } from './webhook.ts';
export type {
  Account,
  AnalyticsBreakdown,
  AnalyticsSpan,
  AnalyticsStatus,
  AnalyticsTop,
  AccountHealth,
  AccountList,
  AccountSpacing,
  LinkTags,
  Board,
  BoardList,
  BoardSection,
  ChangedPost,
  ConnectionState,
  CreatedPost,
  DeviceLogin,
  DirectUpload,
  Feed,
  Instance,
  LivePin,
  BulkLivePins,
  PinBatch,
  PinChange,
  PinImport,
  InstanceHealth,
  Media,
  MovedPins,
  Invite,
  Me,
  People,
  Person,
  Post,
  PostImport,
  PostImportReport,
  PostList,
  PresignedUpload,
  ProblemBody,
  RelatedKeywords,
  SuggestedKeywords,
  TrendingKeywords,
  Profile,
  QueueSchedule,
  Session,
  Target,
  Timeline,
  TimelineEntry,
  ValidatedPost,
  Webhook,
  WebhookLog,
} from './types.generated.ts';

export type NewPost = InputOf<'posts.create'>;
/** The options of a file of posts. */
export type NewImport = Omit<InputOf<'postImports.start'>, 'file' | 'filename'>;
export type PostFilter = InputOf<'posts.list'>;
export type PostUpdate = InputOf<'posts.update'>;
export type NewUpload = InputOf<'media.presign'>;
export type NewQueue = InputOf<'queues.create'>;
export type QueueUpdate = InputOf<'queues.update'>;
export type NewPlan = InputOf<'tools.plan'>;
export type SpacingChange = InputOf<'spacing.change'>;
export type TimelinePage = InputOf<'posts.timeline'>;
