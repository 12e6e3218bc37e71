import type {
  WorkspaceTable,
  InstanceTable,
  ApiKeyTable,
  AccountGroupTable,
  ApiKeyGrantTable,
  ApiKeyUseTable,
  KeyWindowTable,
  RequestRecordTable,
  AuditEntryTable,
} from './rows/workspaces.ts';
import type {
  AccountTable,
  IdentityTable,
  BoardTable,
  ConnectionTable,
  TokenRenewalTable,
  BoardRefreshTable,
  QuotaTable,
  SpamPauseTable,
  WriteTicketTable,
} from './rows/accounts.ts';
import type {
  DeviceLoginTable,
  InviteTable,
  MembershipTable,
  PasswordResetTable,
  PersonTable,
  SessionTable,
  SignInFailureTable,
} from './rows/people.ts';
import type {
  HiddenPinTable,
  PinBatchTable,
  PinChangeTable,
  PinImportBoardTable,
  PinImportPageTable,
  PinImportTable,
  RemotePinTable,
} from './rows/live-pins.ts';
import type { MediaPartTable, MediaTable } from './rows/media.ts';
import type {
  PostTable,
  PostImportRowTable,
  PostImportTable,
  PostTallyTable,
  PinTable,
  PinEventTable,
  QueueTable,
} from './rows/posts.ts';
import type { AccountDayTable, AccountStateDayTable, MetricOwnerTable } from './rows/analytics.ts';
import type { FeedEntryTable, FeedSeenTable, FeedTable } from './rows/feeds.ts';
import type { CollectionTable, PinCollectionTable } from './rows/collections.ts';
import type { EventTable, TaskTable } from './rows/jobs.ts';
import type {
  DeliveryAttemptTable,
  DeliveryTable,
  WebhookCursorTable,
  WebhookTable,
} from './rows/webhooks.ts';

export type {
  AccountGroupRow,
  WorkspaceRow,
  ApiKeyRow,
  AuditEntryRow,
  NamedActor,
} from './rows/workspaces.ts';
export type { DeviceLoginRow, InviteRow, PersonRow, SessionRow } from './rows/people.ts';
export type {
  AccountStatus,
  ConnectionRow,
  ConnectionStatus,
  Host,
  IdentityRow,
  AccountRow,
  BoardRow,
  BoardSection,
} from './rows/accounts.ts';
export type {
  LivePinMedia,
  PinBatchRow,
  PinBatchState,
  PinChangeRow,
  PinChangeState,
  PinImportRow,
  PinNumbers,
  RemotePinRow,
} from './rows/live-pins.ts';
export type { FeedEntryRow, FeedRow } from './rows/feeds.ts';
export type { CollectionRow, CollectionState } from './rows/collections.ts';
export type { VideoColumns, MediaPartRow, MediaRow, NewMedia, StoredMedia } from './rows/media.ts';
export type {
  ImportedRow,
  ImportOutcome,
  PostImportRow,
  PostImportState,
  Slide,
  PostRow,
  NewPost,
  PinRow,
  NewPin,
  PinEventRow,
  QueueRow,
} from './rows/posts.ts';

export type { DeliveryRow, DeliveryState, NewWebhook, WebhookRow } from './rows/webhooks.ts';

/** Rows as the database holds them; the camel-case plugin renames columns. Times are UTC. */
export interface Database {
  workspace: WorkspaceTable;
  apiKey: ApiKeyTable;
  account: AccountTable;
  identity: IdentityTable;
  board: BoardTable;
  connection: ConnectionTable;
  tokenRenewal: TokenRenewalTable;
  boardRefresh: BoardRefreshTable;
  media: MediaTable;
  mediaPart: MediaPartTable;
  postImport: PostImportTable;
  postImportRow: PostImportRowTable;
  post: PostTable;
  postTally: PostTallyTable;
  pin: PinTable;
  pinEvent: PinEventTable;
  requestRecord: RequestRecordTable;
  auditEntry: AuditEntryTable;
  apiKeyGrant: ApiKeyGrantTable;
  quota: QuotaTable;
  spamPause: SpamPauseTable;
  queue: QueueTable;
  instance: InstanceTable;
  event: EventTable;
  remotePin: RemotePinTable;
  pinBatch: PinBatchTable;
  pinChange: PinChangeTable;
  hiddenPin: HiddenPinTable;
  pinImport: PinImportTable;
  pinImportBoard: PinImportBoardTable;
  pinImportPage: PinImportPageTable;
  feed: FeedTable;
  feedEntry: FeedEntryTable;
  feedSeen: FeedSeenTable;
  collection: CollectionTable;
  pinCollection: PinCollectionTable;
  accountGroup: AccountGroupTable;
  apiKeyUse: ApiKeyUseTable;
  keyWindow: KeyWindowTable;
  person: PersonTable;
  membership: MembershipTable;
  invite: InviteTable;
  passwordReset: PasswordResetTable;
  session: SessionTable;
  deviceLogin: DeviceLoginTable;
  signInFailure: SignInFailureTable;
  task: TaskTable;
  metricOwner: MetricOwnerTable;
  accountDay: AccountDayTable;
  accountStateDay: AccountStateDayTable;
  writeTicket: WriteTicketTable;
  webhook: WebhookTable;
  webhookCursor: WebhookCursorTable;
  delivery: DeliveryTable;
  deliveryAttempt: DeliveryAttemptTable;
}
