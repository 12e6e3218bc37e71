import type { Migration } from './migration.ts';
import * as firstTables from './0001-first-tables.ts';
import * as queues from './0002-queues.ts';
import * as quota from './0003-quota.ts';
import * as kinds from './0004-kinds.ts';
import * as lanes from './0005-lanes.ts';
import * as spacing from './0006-spacing.ts';
import * as counts from './0007-counts.ts';
import * as standing from './0008-standing.ts';
import * as instance from './0009-instance.ts';
import * as clocks from './0010-clocks.ts';
import * as repeats from './0011-repeats.ts';
import * as keys from './0012-keys.ts';
import * as requests from './0013-requests.ts';
import * as identities from './0014-identities.ts';
import * as identityOfPins from './0015-identity-of-pins.ts';
import * as identityIndexes from './0016-identity-indexes.ts';
import * as accountIndexes from './0017-account-indexes.ts';
import * as events from './0018-events.ts';
import * as writeTickets from './0019-write-tickets.ts';
import * as line from './0020-line.ts';
import * as dueIndexes from './0021-due-indexes.ts';
import * as keyChanges from './0022-key-changes.ts';
import * as pendingRequests from './0023-pending-requests.ts';
import * as endedSessions from './0024-ended-sessions.ts';
import * as unusedMedia from './0025-unused-media.ts';
import * as connecting from './0026-connecting.ts';
import * as boardReadings from './0030-board-readings.ts';
import * as webhooks from './0032-webhooks.ts';
import * as workspaces from './0035-workspaces.ts';
import * as people from './0036-people.ts';
import * as keyLimits from './0037-key-limits.ts';
import * as accountGroups from './0038-account-groups.ts';
import * as livePins from './0039-live-pins.ts';
import * as livePinsIndexes from './0039-live-pins-indexes.ts';
import * as analytics from './0040-analytics.ts';
import * as ordinals from './0040-ordinals.ts';
import * as pinChanges from './0041-pin-changes.ts';
import * as collections from './0042-collections.ts';
import * as leftOut from './0044-left-out.ts';
import * as pinBatches from './0045-pin-batches.ts';
import * as bundleDoor from './0046-bundle-door.ts';
import * as referenceKeys from './0047-reference-keys.ts';
import * as postImports from './0048-post-imports.ts';
import * as mediaNames from './0049-media-names.ts';
import * as deviceLogins from './0052-device-logins.ts';
import * as feeds from './0053-feeds.ts';
import * as manyPosts from './0058-many-posts.ts';
import * as linkTags from './0059-link-tags.ts';

/** Every migration in order. A released one never changes: a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-queues': queues,
  '0003-quota': quota,
  '0004-kinds': kinds,
  '0005-lanes': lanes,
  '0006-spacing': spacing,
  '0007-counts': counts,
  '0008-standing': standing,
  '0009-instance': instance,
  '0010-clocks': clocks,
  '0011-repeats': repeats,
  '0012-keys': keys,
  '0013-requests': requests,
  '0014-identities': identities,
  '0015-identity-of-pins': identityOfPins,
  '0016-identity-indexes': identityIndexes,
  '0017-account-indexes': accountIndexes,
  '0018-events': events,
  '0019-write-tickets': writeTickets,
  '0020-line': line,
  '0021-due-indexes': dueIndexes,
  '0022-key-changes': keyChanges,
  '0023-pending-requests': pendingRequests,
  '0024-ended-sessions': endedSessions,
  '0025-unused-media': unusedMedia,
  '0026-connecting': connecting,
  '0030-board-readings': boardReadings,
  '0032-webhooks': webhooks,
  '0035-workspaces': workspaces,
  '0036-people': people,
  '0037-key-limits': keyLimits,
  '0038-account-groups': accountGroups,
  '0039-live-pins': livePins,
  '0039-live-pins-indexes': livePinsIndexes,
  '0040-analytics': analytics,
  '0040-ordinals': ordinals,
  '0041-pin-changes': pinChanges,
  '0042-collections': collections,
  '0044-left-out': leftOut,
  '0045-pin-batches': pinBatches,
  '0046-bundle-door': bundleDoor,
  '0047-reference-keys': referenceKeys,
  '0048-post-imports': postImports,
  '0049-media-names': mediaNames,
  '0052-device-logins': deviceLogins,
  '0053-feeds': feeds,
  '0058-many-posts': manyPosts,
  '0059-link-tags': linkTags,
};
