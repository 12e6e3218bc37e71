import type { EndpointName } from '../contract/index.ts';
import { copyAccount } from './accounts/copy.ts';
import { disconnectAccount } from './accounts/disconnect.ts';
import { accountHealth, allAccountsHealth } from './accounts/health.ts';
import { accountLimits } from './accounts/limits.ts';
import { listAccounts } from './accounts/list.ts';
import { accountPosts } from './accounts/posts.ts';
import { moveAccount } from './accounts/move.ts';
import { renameAccount } from './accounts/rename.ts';
import { createGroup, deleteGroup, updateGroup } from './account-groups/change.ts';
import { listGroups } from './account-groups/list.ts';
import { exportWorkspace } from './archive/export-workspace.ts';
import { exportAudit } from './audit/export.ts';
import { listAudit } from './audit/list.ts';
import { listLogs } from './audit/logs.ts';
import { createBoard } from './boards/create.ts';
import { deleteBoard } from './boards/delete.ts';
import { listBoards } from './boards/list.ts';
import { getAccountAnalytics } from './analytics/account.ts';
import { breakDownAnalytics } from './analytics/breakdown.ts';
import { exportAnalytics } from './analytics/export.ts';
import { getPinAnalytics } from './analytics/pin.ts';
import { listPinAnalytics } from './analytics/pins.ts';
import { refreshAnalytics } from './analytics/refresh.ts';
import { getAnalyticsStatus } from './analytics/status.ts';
import { listTopPins } from './analytics/top.ts';
import { moveBoardPins } from './boards/move.ts';
import { setDefaultBoard } from './boards/set-default.ts';
import { updateBoard } from './boards/update.ts';
import { completeConnection } from './connections/complete.ts';
import { connectByToken } from './connections/from-token.ts';
import { offeredBoards, pendingData } from './connections/offered-boards.ts';
import { selectBoard } from './connections/select-board.ts';
import { startConnection } from './connections/start.ts';
import { connectionStatus } from './connections/status.ts';
import { answerDevice } from './device-logins/answer.ts';
import { getDeviceLogin } from './device-logins/get.ts';
import { listEvents } from './events/list.ts';
import { createFeed, deleteFeed, updateFeed } from './feeds/change.ts';
import { feedEntries, listFeeds } from './feeds/list.ts';
import { getInstance } from './instance/get.ts';
import { instanceHealth } from './instance/health.ts';
import { createApiKey } from './keys/create.ts';
import { listApiKeys } from './keys/list.ts';
import { revokeApiKey } from './keys/revoke.ts';
import { verifyKey } from './keys/verify.ts';
import { completeParts } from './media/complete-parts.ts';
import { deleteMedia } from './media/delete.ts';
import { fetchMedia } from './media/fetch.ts';
import { getMedia } from './media/get.ts';
import { listMedia } from './media/list.ts';
import { abortParts, receivePart } from './media/receive-part.ts';
import { signParts, startParts } from './media/start-parts.ts';
import { completeDirectUpload } from './media/complete-direct-upload.ts';
import { startDirectUpload } from './media/start-direct-upload.ts';
import { relatedKeywords } from './keywords/related.ts';
import { suggestKeywords } from './keywords/suggest.ts';
import { trendingKeywords } from './keywords/trending.ts';
import { changePassword } from './me/change-password.ts';
import { getMe } from './me/get.ts';
import { listOwnSessions, revokeSession } from './me/sessions.ts';
import { switchWorkspace } from './me/switch.ts';
import { presignMedia } from './media/presign.ts';
import { receiveUpload } from './media/receive.ts';
import { uploadMedia } from './media/upload.ts';
import type { Operation } from './operation.ts';
import { changeRole } from './people/change-role.ts';
import { createInvite, revokeInvite } from './people/invite.ts';
import { listPeople } from './people/list.ts';
import { removePerson } from './people/remove.ts';
import { resetPassword } from './people/reset-password.ts';
import { setUpPeople } from './people/set-up.ts';
import { changeLivePins } from './pins/bulk.ts';
import { answerChanges } from './pins/answer-changes.ts';
import { listBatches } from './pins/batches.ts';
import { listChanges } from './pins/changes.ts';
import { deleteLivePin, hidePin } from './pins/delete.ts';
import { exportLivePins } from './pins/export.ts';
import { editLivePost, unpublishPost } from './pins/of-post.ts';
import { resolveChange } from './pins/resolve-change.ts';
import { saveLivePin } from './pins/save.ts';
import { undoChanges } from './pins/undo.ts';
import { updateLivePin } from './pins/update.ts';
import { dailyPostAnalytics } from './post-analytics/daily.ts';
import { followerStats } from './post-analytics/followers.ts';
import { getPostAnalytics } from './post-analytics/get.ts';
import { bestTimes, contentDecay, postingFrequency } from './post-analytics/habits.ts';
import { syncExternalPosts } from './post-analytics/sync-external.ts';
import { postAnalyticsTimeline } from './post-analytics/timeline.ts';
import { getLivePin } from './pins/get.ts';
import { importPins } from './pins/import.ts';
import { getImportProgress } from './pins/import-progress.ts';
import { listLivePins } from './pins/list.ts';
import { bulkUpload } from './post-imports/bulk-upload.ts';
import { cancelImport } from './post-imports/cancel.ts';
import { importErrors } from './post-imports/errors-file.ts';
import { getImport, importRows, listImports, recordImport } from './post-imports/imports.ts';
import { startImport } from './post-imports/start.ts';
import { bulkPosts } from './posts/bulk.ts';
import { approvePost } from './posts/approve.ts';
import { cancelPost } from './posts/cancel.ts';
import { createPost } from './posts/create.ts';
import { deletePost } from './posts/delete.ts';
import { exportPosts } from './posts/export.ts';
import { getPost } from './posts/get.ts';
import { hidePost } from './posts/hide.ts';
import { listPosts } from './posts/list.ts';
import { resolvePin } from './posts/resolve-pin.ts';
import { retryPost } from './posts/retry.ts';
import { getTimeline } from './posts/timeline/get.ts';
import { updatePost } from './posts/update.ts';
import { createQueue } from './queues/create.ts';
import { deleteQueue } from './queues/delete.ts';
import { getQueue } from './queues/get.ts';
import { nextSlot } from './queues/next-slot.ts';
import { previewQueue } from './queues/preview.ts';
import { updateQueue } from './queues/update.ts';
import { answerRestored } from './restored/answer.ts';
import { listRestored } from './restored/list.ts';
import { createSection } from './sections/create.ts';
import { deleteSection } from './sections/delete.ts';
import { listSections } from './sections/list.ts';
import { renameSection } from './sections/rename.ts';
import { changeLinkTags, getLinkTags } from './link-tags/link-tags.ts';
import { changeSpacing } from './spacing/change.ts';
import { getSpacing } from './spacing/get.ts';
import { planFanOut } from './tools/plan.ts';
import { postLength } from './tools/post-length.ts';
import { validateMedia } from './tools/validate-media.ts';
import { validatePost } from './tools/validate-post.ts';
import { createWebhook } from './webhooks/create.ts';
import { deleteWebhook } from './webhooks/delete.ts';
import { listWebhooks } from './webhooks/list.ts';
import { webhookLogs } from './webhooks/logs.ts';
import { redeliverWebhook } from './webhooks/redeliver.ts';
import { testWebhook } from './webhooks/send-test.ts';
import { updateWebhook } from './webhooks/update.ts';
import { createProfile } from './workspaces/create.ts';
import { deleteProfile } from './workspaces/delete.ts';
import { getProfile } from './workspaces/get.ts';
import { listProfiles } from './workspaces/list.ts';
import { updateProfile } from './workspaces/update.ts';
import { getBareUsage, getUsage } from './workspaces/usage.ts';
import { getUser, listUsers } from './workspaces/users.ts';

/** The operation behind every endpoint: the compiler misses one that is not here. */
export const registry = {
  'posts.create': createPost,
  'posts.bulk': bulkPosts,
  'posts.list': listPosts,
  'posts.export': exportPosts,
  'posts.get': getPost,
  'posts.timeline': getTimeline,
  'posts.update': updatePost,
  'posts.delete': deletePost,
  'posts.cancel': cancelPost,
  'posts.hide': hidePost,
  'posts.retry': retryPost,
  'posts.approve': approvePost,
  'posts.resolvePin': resolvePin,
  'posts.unpublish': unpublishPost,
  'posts.edit': editLivePost,
  'postImports.start': startImport,
  'postImports.bulkUpload': bulkUpload,
  'postImports.record': recordImport,
  'postImports.list': listImports,
  'postImports.get': getImport,
  'postImports.rows': importRows,
  'postImports.errors': importErrors,
  'postImports.cancel': cancelImport,
  'restored.list': listRestored,
  'restored.answer': answerRestored,
  'queues.get': getQueue,
  'queues.create': createQueue,
  'queues.update': updateQueue,
  'queues.delete': deleteQueue,
  'queues.nextSlot': nextSlot,
  'queues.preview': previewQueue,
  'accounts.list': listAccounts,
  'accounts.rename': renameAccount,
  'accounts.move': moveAccount,
  'accounts.copy': copyAccount,
  'accounts.disconnect': disconnectAccount,
  'accounts.health': accountHealth,
  'accounts.allHealth': allAccountsHealth,
  'accounts.posts': accountPosts,
  'accounts.limits': accountLimits,
  'connections.start': startConnection,
  'connections.complete': completeConnection,
  'connections.status': connectionStatus,
  'connections.fromToken': connectByToken,
  'connections.pendingData': pendingData,
  'connections.boards': offeredBoards,
  'connections.selectBoard': selectBoard,
  'accountGroups.list': listGroups,
  'accountGroups.create': createGroup,
  'accountGroups.update': updateGroup,
  'accountGroups.delete': deleteGroup,
  'linkTags.get': getLinkTags,
  'linkTags.change': changeLinkTags,
  'spacing.get': getSpacing,
  'spacing.change': changeSpacing,
  'boards.list': listBoards,
  'boards.create': createBoard,
  'boards.setDefault': setDefaultBoard,
  'boards.update': updateBoard,
  'boards.delete': deleteBoard,
  'boards.movePins': moveBoardPins,
  'sections.list': listSections,
  'sections.create': createSection,
  'sections.rename': renameSection,
  'sections.delete': deleteSection,
  'pins.list': listLivePins,
  'pins.get': getLivePin,
  'pins.export': exportLivePins,
  'pins.update': updateLivePin,
  'pins.delete': deleteLivePin,
  'pins.hide': hidePin,
  'pins.save': saveLivePin,
  'pins.bulk': changeLivePins,
  'pins.changes': listChanges,
  'pins.resolveChange': resolveChange,
  'pins.answerChanges': answerChanges,
  'pins.undo': undoChanges,
  'pins.batches': listBatches,
  'pins.import': importPins,
  'pins.importProgress': getImportProgress,
  'keywords.suggest': suggestKeywords,
  'keywords.related': relatedKeywords,
  'keywords.trending': trendingKeywords,
  'analytics.account': getAccountAnalytics,
  'analytics.pins': listPinAnalytics,
  'analytics.pin': getPinAnalytics,
  'analytics.breakdown': breakDownAnalytics,
  'analytics.top': listTopPins,
  'analytics.export': exportAnalytics,
  'analytics.status': getAnalyticsStatus,
  'analytics.refresh': refreshAnalytics,
  'postAnalytics.get': getPostAnalytics,
  'postAnalytics.daily': dailyPostAnalytics,
  'postAnalytics.timeline': postAnalyticsTimeline,
  'postAnalytics.sync': syncExternalPosts,
  'postAnalytics.bestTimes': bestTimes,
  'postAnalytics.decay': contentDecay,
  'postAnalytics.frequency': postingFrequency,
  'postAnalytics.followers': followerStats,
  'media.presign': presignMedia,
  'media.upload': uploadMedia,
  'media.receive': receiveUpload,
  'media.startDirectUpload': startDirectUpload,
  'media.completeDirectUpload': completeDirectUpload,
  'media.list': listMedia,
  'media.get': getMedia,
  'media.delete': deleteMedia,
  'media.fetch': fetchMedia,
  'media.startParts': startParts,
  'media.signParts': signParts,
  'media.receivePart': receivePart,
  'media.completeParts': completeParts,
  'media.abortParts': abortParts,
  'events.list': listEvents,
  'feeds.list': listFeeds,
  'feeds.create': createFeed,
  'feeds.update': updateFeed,
  'feeds.delete': deleteFeed,
  'feeds.entries': feedEntries,
  'instance.get': getInstance,
  'instance.health': instanceHealth,
  'keys.verify': verifyKey,
  'keys.list': listApiKeys,
  'keys.create': createApiKey,
  'keys.revoke': revokeApiKey,
  'me.get': getMe,
  'me.switch': switchWorkspace,
  'me.changePassword': changePassword,
  'sessions.list': listOwnSessions,
  'sessions.revoke': revokeSession,
  'deviceLogins.get': getDeviceLogin,
  'deviceLogins.answer': answerDevice,
  'people.list': listPeople,
  'people.setUp': setUpPeople,
  'people.changeRole': changeRole,
  'people.remove': removePerson,
  'people.resetPassword': resetPassword,
  'invites.create': createInvite,
  'invites.revoke': revokeInvite,
  'workspaces.list': listProfiles,
  'workspaces.create': createProfile,
  'workspaces.get': getProfile,
  'workspaces.export': exportWorkspace,
  'workspaces.update': updateProfile,
  'workspaces.delete': deleteProfile,
  'users.list': listUsers,
  'users.get': getUser,
  'usage.get': getUsage,
  'usage.getBare': getBareUsage,
  'audit.list': listAudit,
  'audit.export': exportAudit,
  'logs.list': listLogs,
  'tools.plan': planFanOut,
  'tools.validatePost': validatePost,
  'tools.validateMedia': validateMedia,
  'tools.postLength': postLength,
  'webhooks.list': listWebhooks,
  'webhooks.create': createWebhook,
  'webhooks.update': updateWebhook,
  'webhooks.delete': deleteWebhook,
  'webhooks.test': testWebhook,
  'webhooks.logs': webhookLogs,
  'webhooks.redeliver': redeliverWebhook,
} satisfies { [Name in EndpointName]: Operation<Name> };
