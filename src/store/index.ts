export * from './workspaces/requests.ts';
export * from './workspaces/owners.ts';
export * from './workspaces/sessions.ts';
export * from './workspaces/device-logins.ts';
export * from './unused-media.ts';
export * from './accounts/account-groups.ts';
export * from './accounts/accounts.ts';
export * from './accounts/identities.ts';
export * from './accounts/connections.ts';
export * from './pins/of-account.ts';
export {
  heldReasons,
  readBacklog,
  recentFailures,
  unknownPins,
  type Backlog,
} from './pins/backlog.ts';
export * from './accounts/boards.ts';
export * from './accounts/board-readings.ts';
export * from './accounts/board-refresh.ts';
export * from './collections.ts';
export * from './feeds.ts';
export * from './live-pins/put.ts';
export * from './live-pins/imports.ts';
export * from './live-pins/batches.ts';
export * from './live-pins/changes.ts';
export * from './live-pins/change-work.ts';
export { countRestoredChanges } from './live-pins/restored.ts';
export {
  dropBookmark,
  endSlice,
  ImportLost,
  leaveBoard,
  nextPlace,
  recordPage,
  startRun,
  type HeldImport,
  type ImportPlace,
} from './live-pins/import-run.ts';
export * from './live-pins/missing.ts';
export {
  countLivePins,
  findLivePins,
  hideLivePin,
  findLivePinsOf,
  listLivePins,
  nextLivePins,
  type LivePin,
  type LivePinFilter,
  type LivePinPlace,
  type Removal,
} from './live-pins/list.ts';
export type { DatabaseConfig, Db, Tx } from './database/pool.ts';
export { watchPost, type Notifications, type PostWatch } from './database/listen.ts';
export type { DatabaseClock } from './database/clock.ts';
export * from './pins/neighbours.ts';
export { inspectConnection, inspectDatabase, type DatabaseInspection } from './database/inspect.ts';
export {
  purgeEvents,
  readEvents,
  recordEvent,
  type EventPage,
  type NewEvent,
  type StoredEvent,
} from './events.ts';
export * from './instance.ts';
export { leasedRows, type LeasedRow, type LeasedRows, type LeasedTable } from './leases.ts';
export * from './accounts/spam-pauses.ts';
export * from './accounts/write-tickets.ts';
export * from './media.ts';
export * from './sealed.ts';
export {
  claimPins,
  msUntilDue,
  noOverdueIdentities,
  type OverdueIdentities,
  type ClaimedMedia,
  type ClaimedPin,
  type Lane,
  type PinClaim,
} from './pins/claim.ts';
export * from './pins/events.ts';
export * from './pins/hold-for-quota.ts';
export * from './pins/leases.ts';
export * from './posts/changes.ts';
export * from './posts/import-work.ts';
export * from './posts/imports.ts';
export { listPosts, readPostsPage, type PostFilter } from './posts/list.ts';
export {
  announcePost,
  findPost,
  findPostByKey,
  insertPosts,
  isReferenceKeyTaken,
  readPins,
  readPost,
  readPostStates,
  takenReferenceKeys,
  type FullPost,
} from './posts/posts.ts';
export * from './pins/publications.ts';
export { countPublishers } from './database/presence.ts';
export {
  correctQuota,
  countUsedUp,
  fullestCounters,
  listCounters,
  passQuotaGate,
  readLimits,
  readTrialAccess,
  type Counter,
  type Limit,
  type QuotaGate,
  type QuotaKey,
  type QuotaReading,
} from './accounts/rate-limits.ts';
export { startCreate, type CreateGate } from './pins/start-create.ts';
export * from './link-tags.ts';
export * from './posting-schedules.ts';
export * from './pins/duplicates.ts';
export * from './pins/board-gone.ts';
export * from './pins/move-board.ts';
export { replaceRows, type Replacement } from './backup/replace.ts';
export * from './schema/rows.ts';
export { readSentPin } from './pins/sent-pin.ts';
export * from './pins/spacing.ts';
export * from './pins/free-times.ts';
export { openSnapshot, type Snapshot } from './backup/snapshot.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export * from './pins/uncertain.ts';
export { wakeUnreachable } from './pins/unreachable.ts';
export * from './webhooks/deliveries.ts';
export { readWebhookFigures, type WebhookFigures } from './webhooks/figures.ts';
export { handOutEvents } from './webhooks/hand-out.ts';
export * from './webhooks/log.ts';
export {
  findDelivery,
  getDelivery,
  insertTestDelivery,
  lastAttempt,
  replayDelivery,
} from './webhooks/replays.ts';
export * from './webhooks/webhooks.ts';
export * from './workspaces/audit.ts';
export * from './workspaces/invites.ts';
export * from './workspaces/key-windows.ts';
export * from './workspaces/keys.ts';
export * from './workspaces/logs.ts';
export * from './workspaces/people.ts';
export * from './workspaces/sign-in-failures.ts';
export * from './workspaces/workspaces.ts';
export * from './analytics/account-days.ts';
export * from './analytics/dimensions.ts';
export * from './analytics/account-told.ts';
export * from './live-pins/seen.ts';
export * from './analytics/tags.ts';
export { ensureMonths, ensurePresentMonths, forgetNumbersBefore } from './analytics/months.ts';
export {
  findOwner,
  purgeNumbers,
  setAvailableThrough,
  type MetricOwner,
} from './analytics/owners.ts';
export { storeReadings, type PinReading, type StoredReadings } from './analytics/readings.ts';
export { scanNumbers, type NumbersScan } from './analytics/scan.ts';
