"""Made from src/contract by `npx vitest run test/architecture -u`."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

Pagination = TypedDict("Pagination", {
    "page": "int",
    "limit": "int",
    "total": "int",
    "pages": "int",
})
SkipPagination = TypedDict("SkipPagination", {
    "total": "int",
    "limit": "int",
    "skip": "int",
    "pages": "int",
    "hasMore": "bool",
})
Message = TypedDict("Message", {
    "message": "str",
})
AccountGroup = TypedDict("AccountGroup", {
    "_id": "str",
    "name": "str",
    "accountIds": "list[str]",
})
AccountGroupList = TypedDict("AccountGroupList", {
    "groups": "list[AccountGroup]",
})
ChangedAccountGroup = TypedDict("ChangedAccountGroup", {
    "message": "str",
    "group": "AccountGroup",
})
AccountMetadata = TypedDict("AccountMetadata", {
    "pinterestUserId": "str",
    "defaultBoardId": "str | None",
    "sandbox": "bool",
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
})
Account = TypedDict("Account", {
    "_id": "str",
    "platform": "Literal['pinterest']",
    "profileId": "str",
    "username": "str",
    "displayName": "str",
    "profilePicture": "str | None",
    "profileUrl": "str",
    "isActive": "bool",
    "needsReconnection": "bool",
    "metadata": "AccountMetadata",
})
AccountList = TypedDict("AccountList", {
    "accounts": "list[Account]",
    "hasAnalyticsAccess": "bool",
    "pagination": "NotRequired[Pagination]",
})
ProblemBodyHint = TypedDict("ProblemBodyHint", {
    "call": "NotRequired[str]",
    "set": "NotRequired[dict[str, str | float | bool]]",
})
ProblemBody = TypedDict("ProblemBody", {
    "code": "str",
    "message": "str",
    "field": "NotRequired[str]",
    "fix": "str",
    "severity": "Literal['error', 'warning', 'hint']",
    "retryable": "bool",
    "source": "Literal['user', 'platform', 'system']",
    "hint": "NotRequired[ProblemBodyHint]",
    "autofix": "NotRequired[str]",
    "details": "NotRequired[dict[str, Any]]",
})
ErrorBodyDetails = TypedDict("ErrorBodyDetails", {
    "problems": "list[ProblemBody]",
    "fields": "NotRequired[dict[str, list[str]]]",
})
ErrorBody = TypedDict("ErrorBody", {
    "error": "str",
    "type": "str",
    "code": "str",
    "param": "NotRequired[str]",
    "details": "NotRequired[ErrorBodyDetails]",
    "requestId": "str",
    "docUrl": "str",
})
AccountHealthTokenStatus = TypedDict("AccountHealthTokenStatus", {
    "valid": "bool",
    "expiresAt": "str | None",
    "expiresIn": "str",
    "needsRefresh": "bool",
    "renewable": "bool",
    "signInEndsAt": "str | None",
})
AccountHealthPermissionsPostingItem = TypedDict("AccountHealthPermissionsPostingItem", {
    "scope": "str",
    "granted": "bool | None",
    "required": "bool",
})
AccountHealthPermissionsAnalyticsItem = TypedDict("AccountHealthPermissionsAnalyticsItem", {
    "scope": "str",
    "granted": "bool | None",
    "required": "bool",
})
AccountHealthPermissionsOptionalItem = TypedDict("AccountHealthPermissionsOptionalItem", {
    "scope": "str",
    "granted": "bool | None",
    "required": "bool",
})
AccountHealthPermissions = TypedDict("AccountHealthPermissions", {
    "posting": "list[AccountHealthPermissionsPostingItem]",
    "analytics": "list[AccountHealthPermissionsAnalyticsItem]",
    "optional": "list[AccountHealthPermissionsOptionalItem]",
    "canPost": "bool",
    "canFetchAnalytics": "bool",
    "missingRequired": "list[str]",
})
AccountHealthCapabilities = TypedDict("AccountHealthCapabilities", {
    "createPins": "bool | None",
    "editPins": "bool | None",
    "batchAnalytics": "bool | None",
})
AccountHealth = TypedDict("AccountHealth", {
    "accountId": "str",
    "platform": "Literal['pinterest']",
    "username": "str",
    "displayName": "str",
    "status": "Literal['healthy', 'warning', 'error']",
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
    "tokenStatus": "AccountHealthTokenStatus",
    "permissions": "AccountHealthPermissions",
    "access": "Literal['trial', 'standard'] | None",
    "capabilities": "AccountHealthCapabilities",
    "issues": "list[str]",
    "recommendations": "list[str]",
    "problems": "list[ProblemBody]",
})
AccountsHealthSummary = TypedDict("AccountsHealthSummary", {
    "total": "int",
    "healthy": "int",
    "warning": "int",
    "error": "int",
    "needsReconnect": "int",
})
AccountsHealthAccountsItem = TypedDict("AccountsHealthAccountsItem", {
    "accountId": "str",
    "platform": "Literal['pinterest']",
    "username": "str",
    "displayName": "str",
    "status": "Literal['healthy', 'warning', 'error']",
    "profileId": "str",
    "canPost": "bool",
    "canFetchAnalytics": "bool",
    "tokenValid": "bool",
    "tokenExpiresAt": "str | None",
    "needsReconnect": "bool",
    "issues": "list[str]",
})
AccountsHealth = TypedDict("AccountsHealth", {
    "summary": "AccountsHealthSummary",
    "accounts": "list[AccountsHealthAccountsItem]",
})
RenamedAccount = TypedDict("RenamedAccount", {
    "message": "str",
    "username": "str",
    "displayName": "str",
})
MovedAccount = TypedDict("MovedAccount", {
    "message": "str",
    "account": "Account",
})
CopiedAccount = TypedDict("CopiedAccount", {
    "message": "str",
    "account": "Account",
})
DisconnectedAccount = TypedDict("DisconnectedAccount", {
    "message": "str",
    "pins": "int",
})
AccountPostsPostsItem = TypedDict("AccountPostsPostsItem", {
    "id": "str",
    "platform": "Literal['pinterest']",
    "message": "str",
    "createdTime": "NotRequired[str]",
    "permalink": "str",
    "picture": "NotRequired[str]",
    "mediaType": "NotRequired[str]",
    "commentCount": "NotRequired[int]",
    "likeCount": "NotRequired[int]",
})
AccountPosts = TypedDict("AccountPosts", {
    "status": "Literal['success']",
    "posts": "list[AccountPostsPostsItem]",
    "lastUpdated": "NotRequired[str]",
})
AccountLimit = TypedDict("AccountLimit", {
    "category": "Literal['org_write', 'org_read', 'org_analytics', 'ads_read', 'trends_read']",
    "covers": "str",
    "limit": "int",
    "windowSeconds": "int",
    "used": "int",
    "left": "int",
    "resetsAt": "str | None",
    "nextFreeAt": "str | None",
    "source": "Literal['pinterest', 'published']",
})
AccountLimitsPausedLinksItem = TypedDict("AccountLimitsPausedLinksItem", {
    "domain": "str",
    "until": "str",
})
AccountLimits = TypedDict("AccountLimits", {
    "limits": "list[AccountLimit]",
    "pausedLinks": "list[AccountLimitsPausedLinksItem]",
})
SpacingRulesWarmUp = TypedDict("SpacingRulesWarmUp", {
    "days": "int",
    "pinsPerDay": "int",
})
SpacingRules = TypedDict("SpacingRules", {
    "mode": "Literal['off', 'advise', 'enforce']",
    "minGapMinutes": "int | None",
    "linkGapHours": "int | None",
    "imageGapHours": "int | None",
    "pinsPerDay": "int | None",
    "warmUp": "SpacingRulesWarmUp | None",
})
AccountSpacing = TypedDict("AccountSpacing", {
    "rules": "SpacingRules",
    "defaults": "SpacingRules",
    "isDefault": "bool",
    "warmingUpUntil": "str | None",
    "nextFreeAt": "str | None",
})
LinkTags = TypedDict("LinkTags", {
    "source": "NotRequired[str]",
    "medium": "NotRequired[str]",
    "campaign": "NotRequired[str]",
    "term": "NotRequired[str]",
    "content": "NotRequired[str]",
})
LinkTagsInForce = TypedDict("LinkTagsInForce", {
    "workspace": "LinkTags | None",
    "account": "NotRequired[LinkTags | None]",
    "inForce": "LinkTags | None",
})
PinNumbers = TypedDict("PinNumbers", {
    "impressions": "NotRequired[float]",
    "saves": "NotRequired[float]",
    "pinClicks": "NotRequired[float]",
    "outboundClicks": "NotRequired[float]",
    "reactions": "NotRequired[float]",
    "comments": "NotRequired[float]",
    "other": "NotRequired[dict[str, float]]",
})
LivePinSlidesItem = TypedDict("LivePinSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
LivePinPublication = TypedDict("LivePinPublication", {
    "pinId": "str",
    "postId": "str",
})
LivePinNumbers = TypedDict("LivePinNumbers", {
    "lifetime": "PinNumbers | None",
    "rolling90Days": "PinNumbers | None",
    "asOf": "str",
})
LivePin = TypedDict("LivePin", {
    "pinterestPinId": "str",
    "accountId": "str",
    "url": "str",
    "boardId": "str | None",
    "boardName": "str | None",
    "sectionId": "str | None",
    "sectionName": "str | None",
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
    "linkDomain": "str | None",
    "altText": "str | None",
    "creativeType": "str | None",
    "mediaType": "str | None",
    "width": "int | None",
    "height": "int | None",
    "slides": "list[LivePinSlidesItem]",
    "coverUrl": "str | None",
    "parentPinterestPinId": "str | None",
    "isOwner": "bool | None",
    "hasBeenPromoted": "bool | None",
    "createdAt": "str | None",
    "firstSeenAt": "str",
    "changedAt": "str",
    "removedAt": "str | None",
    "publication": "LivePinPublication | None",
    "numbers": "LivePinNumbers | None",
})
LivePinList = TypedDict("LivePinList", {
    "pins": "list[LivePin]",
    "nextCursor": "str | None",
    "total": "int | None",
})
LivePinExport = TypedDict("LivePinExport", {
    "type": "str",
    "filename": "str",
    "rows": "Any",
})
LivePinAnswer = TypedDict("LivePinAnswer", {
    "pin": "LivePin",
    "warnings": "NotRequired[list[ProblemBody]]",
})
PinImportBoards = TypedDict("PinImportBoards", {
    "done": "int",
    "total": "int",
    "unread": "int",
})
PinImportPins = TypedDict("PinImportPins", {
    "seen": "int",
    "expected": "int | None",
    "removed": "int",
})
PinImport = TypedDict("PinImport", {
    "accountId": "str",
    "state": "Literal['planned', 'reading', 'checking', 'waiting', 'idle', 'never']",
    "boards": "PinImportBoards",
    "pins": "PinImportPins",
    "startedAt": "str | None",
    "finishedAt": "str | None",
    "completeAsOf": "str | None",
    "nextAt": "str | None",
    "problem": "ProblemBody | None",
})
Approval = TypedDict("Approval", {
    "required": "bool",
    "approvedBy": "str | None",
    "approvedAt": "str | None",
})
KnownDays = TypedDict("KnownDays", {
    "expected": "int",
    "collected": "int",
    "provisional": "int",
    "withheld": "int",
    "notYet": "int",
    "notCollected": "int",
})
AnalyticsSpan = TypedDict("AnalyticsSpan", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
})
AnalyticsAccountPeriodSeriesItem = TypedDict("AnalyticsAccountPeriodSeriesItem", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
})
AnalyticsAccountPeriod = TypedDict("AnalyticsAccountPeriod", {
    "from": "str",
    "to": "str",
    "total": "AnalyticsSpan",
    "bucket": "str",
    "series": "list[AnalyticsAccountPeriodSeriesItem]",
})
AnalyticsAccountComparisonPreviousPeriod = TypedDict("AnalyticsAccountComparisonPreviousPeriod", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
    "change": "dict[str, float | None]",
})
AnalyticsAccountComparisonYearBefore = TypedDict("AnalyticsAccountComparisonYearBefore", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
    "change": "dict[str, float | None]",
})
AnalyticsAccountComparison = TypedDict("AnalyticsAccountComparison", {
    "previousPeriod": "AnalyticsAccountComparisonPreviousPeriod",
    "yearBefore": "AnalyticsAccountComparisonYearBefore",
})
AnalyticsAccountNow = TypedDict("AnalyticsAccountNow", {
    "followers": "float | None",
    "following": "float | None",
    "pins": "float | None",
    "boards": "float | None",
    "takenAt": "str",
})
AnalyticsAccountRolling30Days = TypedDict("AnalyticsAccountRolling30Days", {
    "monthlyViews": "float | None",
    "takenAt": "str",
})
AnalyticsAccountHistoryItem = TypedDict("AnalyticsAccountHistoryItem", {
    "followers": "float | None",
    "following": "float | None",
    "pins": "float | None",
    "boards": "float | None",
    "day": "str",
})
AnalyticsAccount = TypedDict("AnalyticsAccount", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "period": "AnalyticsAccountPeriod",
    "comparison": "AnalyticsAccountComparison",
    "now": "AnalyticsAccountNow | None",
    "rolling30Days": "AnalyticsAccountRolling30Days | None",
    "history": "list[AnalyticsAccountHistoryItem]",
})
AnalyticsPinsPeriod = TypedDict("AnalyticsPinsPeriod", {
    "from": "str",
    "to": "str",
    "total": "AnalyticsSpan",
})
AnalyticsPinsPinsItemPinSlidesItem = TypedDict("AnalyticsPinsPinsItemPinSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
AnalyticsPinsPinsItemPinPublication = TypedDict("AnalyticsPinsPinsItemPinPublication", {
    "pinId": "str",
    "postId": "str",
})
AnalyticsPinsPinsItemPin = TypedDict("AnalyticsPinsPinsItemPin", {
    "pinterestPinId": "str",
    "accountId": "str",
    "url": "str",
    "boardId": "str | None",
    "boardName": "str | None",
    "sectionId": "str | None",
    "sectionName": "str | None",
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
    "linkDomain": "str | None",
    "altText": "str | None",
    "creativeType": "str | None",
    "mediaType": "str | None",
    "width": "int | None",
    "height": "int | None",
    "slides": "list[AnalyticsPinsPinsItemPinSlidesItem]",
    "coverUrl": "str | None",
    "parentPinterestPinId": "str | None",
    "isOwner": "bool | None",
    "hasBeenPromoted": "bool | None",
    "createdAt": "str | None",
    "firstSeenAt": "str",
    "changedAt": "str",
    "removedAt": "str | None",
    "publication": "AnalyticsPinsPinsItemPinPublication | None",
})
AnalyticsPinsPinsItem = TypedDict("AnalyticsPinsPinsItem", {
    "pin": "AnalyticsPinsPinsItemPin",
    "period": "AnalyticsSpan",
    "lifetime": "PinNumbers | None",
    "rolling90Days": "PinNumbers | None",
    "numbersAsOf": "str | None",
})
AnalyticsPinsPagination = TypedDict("AnalyticsPinsPagination", {
    "page": "int",
    "limit": "int",
    "total": "int",
    "pages": "int",
})
AnalyticsPins = TypedDict("AnalyticsPins", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "period": "AnalyticsPinsPeriod",
    "pins": "list[AnalyticsPinsPinsItem]",
    "pagination": "AnalyticsPinsPagination",
})
AnalyticsPinPinSlidesItem = TypedDict("AnalyticsPinPinSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
AnalyticsPinPinPublication = TypedDict("AnalyticsPinPinPublication", {
    "pinId": "str",
    "postId": "str",
})
AnalyticsPinPin = TypedDict("AnalyticsPinPin", {
    "pinterestPinId": "str",
    "accountId": "str",
    "url": "str",
    "boardId": "str | None",
    "boardName": "str | None",
    "sectionId": "str | None",
    "sectionName": "str | None",
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
    "linkDomain": "str | None",
    "altText": "str | None",
    "creativeType": "str | None",
    "mediaType": "str | None",
    "width": "int | None",
    "height": "int | None",
    "slides": "list[AnalyticsPinPinSlidesItem]",
    "coverUrl": "str | None",
    "parentPinterestPinId": "str | None",
    "isOwner": "bool | None",
    "hasBeenPromoted": "bool | None",
    "createdAt": "str | None",
    "firstSeenAt": "str",
    "changedAt": "str",
    "removedAt": "str | None",
    "publication": "AnalyticsPinPinPublication | None",
})
AnalyticsPinPeriodSeriesItem = TypedDict("AnalyticsPinPeriodSeriesItem", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
})
AnalyticsPinPeriod = TypedDict("AnalyticsPinPeriod", {
    "from": "str",
    "to": "str",
    "total": "AnalyticsSpan",
    "bucket": "str",
    "series": "list[AnalyticsPinPeriodSeriesItem]",
})
AnalyticsPinComparisonPreviousPeriod = TypedDict("AnalyticsPinComparisonPreviousPeriod", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
    "change": "dict[str, float | None]",
})
AnalyticsPinComparisonYearBefore = TypedDict("AnalyticsPinComparisonYearBefore", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
    "change": "dict[str, float | None]",
})
AnalyticsPinComparison = TypedDict("AnalyticsPinComparison", {
    "previousPeriod": "AnalyticsPinComparisonPreviousPeriod",
    "yearBefore": "AnalyticsPinComparisonYearBefore",
})
AnalyticsPin = TypedDict("AnalyticsPin", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "pin": "AnalyticsPinPin",
    "lifetime": "PinNumbers | None",
    "rolling90Days": "PinNumbers | None",
    "numbersAsOf": "str | None",
    "period": "AnalyticsPinPeriod",
    "comparison": "AnalyticsPinComparison",
})
AnalyticsBreakdownPeriod = TypedDict("AnalyticsBreakdownPeriod", {
    "from": "str",
    "to": "str",
    "total": "AnalyticsSpan",
})
AnalyticsBreakdownGroupsItemSeriesItem = TypedDict("AnalyticsBreakdownGroupsItemSeriesItem", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "from": "str",
    "to": "str",
})
AnalyticsBreakdownGroupsItem = TypedDict("AnalyticsBreakdownGroupsItem", {
    "figures": "dict[str, float | None]",
    "rates": "dict[str, float | None]",
    "state": "Literal['final', 'provisional', 'partial', 'withheld', 'notYet', 'notCollected', 'none']",
    "days": "KnownDays",
    "leftOut": "dict[str, int]",
    "key": "str | None",
    "name": "str | None",
    "label": "str",
    "pins": "int",
    "series": "list[AnalyticsBreakdownGroupsItemSeriesItem] | None",
})
AnalyticsBreakdownAgesItem = TypedDict("AnalyticsBreakdownAgesItem", {
    "ageDays": "int",
    "pins": "int",
    "figures": "dict[str, float | None]",
    "perPin": "dict[str, float | None]",
})
AnalyticsBreakdown = TypedDict("AnalyticsBreakdown", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "period": "AnalyticsBreakdownPeriod",
    "by": "str",
    "timezone": "str",
    "groups": "list[AnalyticsBreakdownGroupsItem]",
    "ages": "list[AnalyticsBreakdownAgesItem] | None",
})
AnalyticsTopPeriod = TypedDict("AnalyticsTopPeriod", {
    "from": "str",
    "to": "str",
    "total": "AnalyticsSpan",
})
AnalyticsTopListsItemPinsItemPinSlidesItem = TypedDict("AnalyticsTopListsItemPinsItemPinSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
AnalyticsTopListsItemPinsItemPinPublication = TypedDict("AnalyticsTopListsItemPinsItemPinPublication", {
    "pinId": "str",
    "postId": "str",
})
AnalyticsTopListsItemPinsItemPin = TypedDict("AnalyticsTopListsItemPinsItemPin", {
    "pinterestPinId": "str",
    "accountId": "str",
    "url": "str",
    "boardId": "str | None",
    "boardName": "str | None",
    "sectionId": "str | None",
    "sectionName": "str | None",
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
    "linkDomain": "str | None",
    "altText": "str | None",
    "creativeType": "str | None",
    "mediaType": "str | None",
    "width": "int | None",
    "height": "int | None",
    "slides": "list[AnalyticsTopListsItemPinsItemPinSlidesItem]",
    "coverUrl": "str | None",
    "parentPinterestPinId": "str | None",
    "isOwner": "bool | None",
    "hasBeenPromoted": "bool | None",
    "createdAt": "str | None",
    "firstSeenAt": "str",
    "changedAt": "str",
    "removedAt": "str | None",
    "publication": "AnalyticsTopListsItemPinsItemPinPublication | None",
})
AnalyticsTopListsItemPinsItem = TypedDict("AnalyticsTopListsItemPinsItem", {
    "pin": "AnalyticsTopListsItemPinsItemPin",
    "period": "AnalyticsSpan",
    "lifetime": "PinNumbers | None",
    "rolling90Days": "PinNumbers | None",
    "numbersAsOf": "str | None",
})
AnalyticsTopListsItem = TypedDict("AnalyticsTopListsItem", {
    "metric": "Literal['impressions', 'saves', 'pinClicks', 'outboundClicks', 'follows', 'profileVisits', 'videoViews', 'video10sViews', 'videoStarts', 'video95PercentViews', 'videoWatchMs']",
    "pins": "list[AnalyticsTopListsItemPinsItem]",
})
AnalyticsTop = TypedDict("AnalyticsTop", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "period": "AnalyticsTopPeriod",
    "lists": "list[AnalyticsTopListsItem]",
})
AnalyticsExport = TypedDict("AnalyticsExport", {
    "type": "str",
    "filename": "str",
    "rows": "Any",
})
AnalyticsRefresh = TypedDict("AnalyticsRefresh", {
    "accountId": "str",
    "pinId": "str | None",
    "outcome": "Literal['read', 'notYet']",
    "message": "str",
    "dataAsOf": "str | None",
})
AnalyticsStatusAccess = TypedDict("AnalyticsStatusAccess", {
    "allowed": "bool",
    "missingPermissions": "list[str]",
    "problems": "list[ProblemBody]",
})
AnalyticsStatusAccount = TypedDict("AnalyticsStatusAccount", {
    "days": "int",
    "last90Days": "KnownDays",
})
AnalyticsStatusPins = TypedDict("AnalyticsStatusPins", {
    "known": "int",
    "neverRead": "int",
    "last90Days": "KnownDays",
    "videoLast90Days": "KnownDays",
})
AnalyticsStatusProgressDays = TypedDict("AnalyticsStatusProgressDays", {
    "done": "int",
    "total": "int",
})
AnalyticsStatusProgressAccountDays = TypedDict("AnalyticsStatusProgressAccountDays", {
    "done": "int",
    "total": "int",
})
AnalyticsStatusProgressAccount = TypedDict("AnalyticsStatusProgressAccount", {
    "lastAt": "str | None",
    "nextAt": "str | None",
    "problem": "ProblemBody | None",
})
AnalyticsStatusProgressPins = TypedDict("AnalyticsStatusProgressPins", {
    "lastAt": "str | None",
    "nextAt": "str | None",
    "problem": "ProblemBody | None",
})
AnalyticsStatusProgress = TypedDict("AnalyticsStatusProgress", {
    "state": "Literal['planned', 'reading', 'waiting', 'idle', 'stopped']",
    "done": "int",
    "total": "int",
    "refused": "int",
    "days": "AnalyticsStatusProgressDays",
    "accountDays": "AnalyticsStatusProgressAccountDays",
    "nextAt": "str | None",
    "account": "AnalyticsStatusProgressAccount",
    "pins": "AnalyticsStatusProgressPins",
})
AnalyticsStatusNotCollectedItem = TypedDict("AnalyticsStatusNotCollectedItem", {
    "reason": "str",
    "days": "int",
    "fix": "str",
})
AnalyticsStatus = TypedDict("AnalyticsStatus", {
    "accountId": "str",
    "coverageFrom": "str | None",
    "dataAsOf": "str | None",
    "finalThrough": "str | None",
    "readAt": "str | None",
    "access": "AnalyticsStatusAccess",
    "availableThrough": "str",
    "availableIsEstimate": "bool",
    "account": "AnalyticsStatusAccount",
    "pins": "AnalyticsStatusPins",
    "progress": "AnalyticsStatusProgress | None",
    "notCollected": "list[AnalyticsStatusNotCollectedItem]",
})
AuditEntryActor = TypedDict("AuditEntryActor", {
    "type": "str",
    "id": "str | None",
    "name": "str",
})
AuditEntrySubject = TypedDict("AuditEntrySubject", {
    "type": "str",
    "id": "str",
})
AuditEntry = TypedDict("AuditEntry", {
    "id": "str",
    "at": "str",
    "profileId": "str",
    "operation": "str",
    "actor": "AuditEntryActor",
    "subject": "AuditEntrySubject",
    "details": "dict[str, Any]",
})
AuditList = TypedDict("AuditList", {
    "entries": "list[AuditEntry]",
    "nextCursor": "str | None",
})
AuditExport = TypedDict("AuditExport", {
    "type": "str",
    "filename": "str",
    "text": "str",
    "nextCursor": "str | None",
})
Log = TypedDict("Log", {
    "type": "Literal['publishing', 'connections', 'webhooks', 'api_request']",
    "action": "str",
    "platform": "Literal['pinterest'] | None",
    "account_id": "str | None",
    "status": "Literal['success', 'failed', 'pending', 'skipped']",
    "status_code": "int | None",
    "error_message": "str | None",
    "error_code": "str | None",
    "duration_ms": "int | None",
    "endpoint": "str | None",
    "request_body": "None",
    "response_body": "str | None",
    "created_at": "str",
    "metadata": "dict[str, Any]",
    "request_id": "None",
    "api_key_id": "str | None",
    "method": "str | None",
    "path": "str | None",
})
LogList = TypedDict("LogList", {
    "logs": "list[Log]",
    "pagination": "SkipPagination",
})
Board = TypedDict("Board", {
    "id": "str",
    "name": "str",
    "description": "str",
    "privacy": "Literal['PUBLIC', 'PROTECTED', 'SECRET']",
    "url": "str | None",
    "pinCount": "int | None",
    "coverUrl": "str | None",
    "owner": "str | None",
    "isDefault": "bool",
})
BoardList = TypedDict("BoardList", {
    "boards": "list[Board]",
    "asOf": "str",
    "ageSeconds": "int",
    "warnings": "NotRequired[list[ProblemBody]]",
})
BoardAnswer = TypedDict("BoardAnswer", {
    "board": "Board",
})
DefaultBoardAnswer = TypedDict("DefaultBoardAnswer", {
    "message": "str",
    "account": "Account",
})
MovedPinsLeftItem = TypedDict("MovedPinsLeftItem", {
    "postId": "str",
    "pinId": "str",
    "title": "str | None",
    "problem": "ProblemBody",
})
MovedPins = TypedDict("MovedPins", {
    "message": "str",
    "moved": "int",
    "released": "int",
    "left": "list[MovedPinsLeftItem]",
    "warnings": "NotRequired[list[ProblemBody]]",
})
BoardSection = TypedDict("BoardSection", {
    "id": "str",
    "name": "str",
})
SectionList = TypedDict("SectionList", {
    "sections": "list[BoardSection]",
    "asOf": "str",
    "ageSeconds": "int",
    "warnings": "NotRequired[list[ProblemBody]]",
})
SectionAnswer = TypedDict("SectionAnswer", {
    "section": "BoardSection",
})
StartedConnection = TypedDict("StartedConnection", {
    "authUrl": "str",
    "state": "str",
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
    "redirectUri": "str",
    "expiresAt": "str",
})
CompletedConnection = TypedDict("CompletedConnection", {
    "message": "str",
    "account": "NotRequired[Account]",
    "redirect_url": "str | None",
})
ConnectionState = TypedDict("ConnectionState", {
    "status": "Literal['open', 'choosing', 'connected', 'failed', 'expired']",
    "account": "NotRequired[Account]",
    "problem": "NotRequired[ProblemBody]",
    "expiresAt": "str",
})
ConnectedAccount = TypedDict("ConnectedAccount", {
    "message": "str",
    "account": "Account",
})
PendingDataUserProfile = TypedDict("PendingDataUserProfile", {
    "id": "str",
    "username": "str",
    "displayName": "str",
    "profilePicture": "str | None",
})
PendingDataBoardsItem = TypedDict("PendingDataBoardsItem", {
    "id": "str",
    "name": "str",
    "description": "str",
    "privacy": "Literal['PUBLIC', 'PROTECTED', 'SECRET']",
})
PendingData = TypedDict("PendingData", {
    "platform": "Literal['pinterest']",
    "profileId": "str",
    "tempToken": "str",
    "expiresIn": "int",
    "userProfile": "PendingDataUserProfile",
    "selectionType": "Literal['boards']",
    "boards": "list[PendingDataBoardsItem]",
})
OfferedBoardsBoardsItem = TypedDict("OfferedBoardsBoardsItem", {
    "id": "str",
    "name": "str",
    "description": "str",
    "privacy": "Literal['PUBLIC', 'PROTECTED', 'SECRET']",
})
OfferedBoards = TypedDict("OfferedBoards", {
    "boards": "list[OfferedBoardsBoardsItem]",
})
SelectedBoardAccount = TypedDict("SelectedBoardAccount", {
    "accountId": "str",
    "platform": "Literal['pinterest']",
    "username": "str",
    "displayName": "str",
    "profilePicture": "str | None",
    "isActive": "bool",
    "defaultBoardName": "str | None",
})
SelectedBoard = TypedDict("SelectedBoard", {
    "message": "str",
    "redirect_url": "NotRequired[str]",
    "account": "SelectedBoardAccount",
})
ApiKeyProfileIdsItem = TypedDict("ApiKeyProfileIdsItem", {
    "_id": "str",
    "name": "str",
    "color": "str | None",
})
ApiKeyCreatedBy = TypedDict("ApiKeyCreatedBy", {
    "id": "str | None",
    "name": "str",
})
ApiKey = TypedDict("ApiKey", {
    "id": "str",
    "name": "str",
    "keyPreview": "str",
    "permission": "Literal['read', 'read-write']",
    "scopes": "list[str]",
    "scope": "Literal['full', 'profiles']",
    "profileIds": "list[ApiKeyProfileIdsItem]",
    "isBootstrap": "bool",
    "isCurrent": "bool",
    "createdAt": "str",
    "createdBy": "ApiKeyCreatedBy | None",
    "expiresAt": "str | None",
    "lastUsedAt": "str | None",
    "requestsPerMinute": "int | None",
    "revokedAt": "str | None",
})
ApiKeyList = TypedDict("ApiKeyList", {
    "apiKeys": "list[ApiKey]",
})
CreatedKeyApiKeyProfileIdsItem = TypedDict("CreatedKeyApiKeyProfileIdsItem", {
    "_id": "str",
    "name": "str",
    "color": "str | None",
})
CreatedKeyApiKeyCreatedBy = TypedDict("CreatedKeyApiKeyCreatedBy", {
    "id": "str | None",
    "name": "str",
})
CreatedKeyApiKey = TypedDict("CreatedKeyApiKey", {
    "id": "str",
    "name": "str",
    "keyPreview": "str",
    "permission": "Literal['read', 'read-write']",
    "scopes": "list[str]",
    "scope": "Literal['full', 'profiles']",
    "profileIds": "list[CreatedKeyApiKeyProfileIdsItem]",
    "isBootstrap": "bool",
    "isCurrent": "bool",
    "createdAt": "str",
    "createdBy": "CreatedKeyApiKeyCreatedBy | None",
    "expiresAt": "str | None",
    "lastUsedAt": "str | None",
    "requestsPerMinute": "int | None",
    "revokedAt": "str | None",
    "key": "str",
})
CreatedKey = TypedDict("CreatedKey", {
    "message": "str",
    "apiKey": "CreatedKeyApiKey",
})
DeviceLogin = TypedDict("DeviceLogin", {
    "userCode": "str",
    "client": "str",
    "deviceName": "str | None",
    "address": "str | None",
    "createdAt": "str",
    "expiresAt": "str",
})
AnsweredDeviceLogin = TypedDict("AnsweredDeviceLogin", {
    "message": "str",
    "apiKey": "ApiKey | None",
})
EventFacts = TypedDict("EventFacts", {
    "pinterestPinId": "NotRequired[str]",
    "code": "NotRequired[str]",
    "boardId": "NotRequired[str]",
    "name": "NotRequired[str]",
    "change": "NotRequired[Literal['created', 'renamed', 'described', 'privacy', 'deleted', 'gone', 'back']]",
})
Event = TypedDict("Event", {
    "cursor": "str",
    "kind": "Literal['post.scheduled', 'post.published', 'post.partial', 'post.failed', 'post.cancelled', 'pin.published', 'pin.held', 'pin.failed', 'pin.cancelled', 'pin.removed', 'pin.changed', 'account.connected', 'account.disconnected', 'account.expiring', 'board.changed']",
    "at": "str",
    "profileId": "str",
    "postId": "str | None",
    "pinId": "str | None",
    "accountId": "str | None",
    "facts": "EventFacts",
})
EventList = TypedDict("EventList", {
    "events": "list[Event]",
    "cursor": "str",
    "reset": "bool",
})
FeedRulesItem = TypedDict("FeedRulesItem", {
    "board": "str",
    "titleHas": "NotRequired[str]",
    "category": "NotRequired[str]",
})
Feed = TypedDict("Feed", {
    "id": "str",
    "profileId": "str",
    "accountId": "str",
    "url": "str",
    "title": "str | None",
    "name": "str",
    "board": "str",
    "rules": "list[FeedRulesItem]",
    "makes": "Literal['draft', 'approval', 'queue']",
    "isPaused": "bool",
    "readAt": "str | None",
    "nextReadAt": "str | None",
    "problem": "ProblemBody | None",
    "createdAt": "str",
})
FeedList = TypedDict("FeedList", {
    "feeds": "list[Feed]",
})
ChangedFeed = TypedDict("ChangedFeed", {
    "message": "str",
    "feed": "Feed",
})
FeedEntriesEntriesItem = TypedDict("FeedEntriesEntriesItem", {
    "title": "str | None",
    "link": "str | None",
    "outcome": "Literal['made', 'refused']",
    "postId": "str | None",
    "problem": "ProblemBody | None",
    "seenAt": "str",
})
FeedEntries = TypedDict("FeedEntries", {
    "entries": "list[FeedEntriesEntriesItem]",
})
InstanceHealthDatabase = TypedDict("InstanceHealthDatabase", {
    "version": "str",
    "answerMs": "int",
    "clockAheadMs": "int",
    "pendingMigrations": "list[str]",
    "unknownMigrations": "list[str]",
})
InstanceHealthPublishersThisServer = TypedDict("InstanceHealthPublishersThisServer", {
    "lastLookAgeMs": "int | None",
})
InstanceHealthPublishers = TypedDict("InstanceHealthPublishers", {
    "connected": "int",
    "thisServer": "InstanceHealthPublishersThisServer | None",
})
InstanceHealthPins = TypedDict("InstanceHealthPins", {
    "due": "int",
    "oldestDueSeconds": "float | None",
    "publishing": "int",
    "reconciling": "int",
    "held": "int",
    "waitingForAccount": "int",
    "waitingForApproval": "int",
    "outcomeUnknown": "int",
})
InstanceHealthHeldItem = TypedDict("InstanceHealthHeldItem", {
    "code": "str",
    "message": "str",
    "fix": "str",
    "count": "int",
    "postId": "str",
    "pinId": "str",
    "nextAt": "str | None",
})
InstanceHealthFailedLastDayItem = TypedDict("InstanceHealthFailedLastDayItem", {
    "code": "str",
    "message": "str",
    "fix": "str",
    "count": "int",
    "postId": "str",
    "pinId": "str",
})
InstanceHealthUnknownPinsItem = TypedDict("InstanceHealthUnknownPinsItem", {
    "postId": "str",
    "pinId": "str",
    "title": "str | None",
})
InstanceHealthAccountsItem = TypedDict("InstanceHealthAccountsItem", {
    "accountId": "str",
    "username": "str",
    "status": "Literal['connected', 'needs_reconnection', 'disconnected']",
    "clockAheadMs": "int | None",
})
InstanceHealthUsedUpItem = TypedDict("InstanceHealthUsedUpItem", {
    "accountId": "str | None",
    "category": "str",
    "limit": "int",
    "resetsAt": "str",
})
InstanceHealthPausedLinksItem = TypedDict("InstanceHealthPausedLinksItem", {
    "accountId": "str",
    "domain": "str",
    "until": "str",
})
InstanceHealthFailingWebhooksItem = TypedDict("InstanceHealthFailingWebhooksItem", {
    "webhookId": "str",
    "name": "str",
    "since": "str",
    "disabledReason": "str | None",
})
InstanceHealthTimeZones = TypedDict("InstanceHealthTimeZones", {
    "ok": "bool",
    "found": "str",
})
InstanceHealth = TypedDict("InstanceHealth", {
    "version": "str",
    "checkedAt": "str",
    "database": "InstanceHealthDatabase",
    "publishers": "InstanceHealthPublishers",
    "pins": "InstanceHealthPins",
    "held": "list[InstanceHealthHeldItem]",
    "failedLastDay": "list[InstanceHealthFailedLastDayItem]",
    "unknownPins": "list[InstanceHealthUnknownPinsItem]",
    "accounts": "list[InstanceHealthAccountsItem]",
    "usedUp": "list[InstanceHealthUsedUpItem]",
    "pausedLinks": "list[InstanceHealthPausedLinksItem]",
    "failingWebhooks": "list[InstanceHealthFailingWebhooksItem]",
    "freeDiskBytes": "int | None",
    "timeZones": "InstanceHealthTimeZones",
})
InstanceWorkspace = TypedDict("InstanceWorkspace", {
    "id": "str",
    "name": "str",
})
InstanceConnect = TypedDict("InstanceConnect", {
    "hosts": "list[Literal['pinterest', 'pinterest-sandbox', 'sandbox']]",
    "redirectUri": "str",
    "ownApp": "bool",
})
Instance = TypedDict("Instance", {
    "version": "str",
    "mode": "Literal['sandbox', 'production']",
    "sandboxUrl": "str | None",
    "workspace": "InstanceWorkspace",
    "connect": "InstanceConnect",
})
Verified = TypedDict("Verified", {
    "valid": "Literal[True]",
    "userId": "str",
    "name": "str",
    "email": "str | None",
    "authType": "Literal['api_key', 'session']",
    "scope": "str | None",
})
SuggestedKeywordsSource = TypedDict("SuggestedKeywordsSource", {
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
    "list": "Literal['suggested_searches']",
})
SuggestedKeywords = TypedDict("SuggestedKeywords", {
    "term": "str",
    "keywords": "list[str]",
    "source": "SuggestedKeywordsSource",
    "asOf": "str",
})
RelatedKeywordsTermsItem = TypedDict("RelatedKeywordsTermsItem", {
    "term": "str",
    "keywords": "list[str]",
    "asOf": "str",
})
RelatedKeywordsSource = TypedDict("RelatedKeywordsSource", {
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
    "list": "Literal['related_searches']",
})
RelatedKeywords = TypedDict("RelatedKeywords", {
    "terms": "list[RelatedKeywordsTermsItem]",
    "source": "RelatedKeywordsSource",
})
TrendingKeywordsTrendsItemGrowth = TypedDict("TrendingKeywordsTrendsItemGrowth", {
    "week": "float | None",
    "month": "float | None",
    "year": "float | None",
})
TrendingKeywordsTrendsItemSeriesItem = TypedDict("TrendingKeywordsTrendsItemSeriesItem", {
    "weekEnding": "str",
    "interest": "float",
})
TrendingKeywordsTrendsItem = TypedDict("TrendingKeywordsTrendsItem", {
    "keyword": "str",
    "growth": "TrendingKeywordsTrendsItemGrowth",
    "series": "list[TrendingKeywordsTrendsItemSeriesItem]",
})
TrendingKeywordsSource = TypedDict("TrendingKeywordsSource", {
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
    "list": "Literal['trends']",
})
TrendingKeywords = TypedDict("TrendingKeywords", {
    "region": "Literal['US', 'CA', 'DE', 'FR', 'ES', 'IT', 'DE+AT+CH', 'GB+IE', 'IT+ES+PT+GR+MT', 'PL+RO+HU+SK+CZ', 'SE+DK+FI+NO', 'NL+BE+LU', 'AR', 'BR', 'CO', 'MX', 'MX+AR+CO+CL', 'AU+NZ']",
    "type": "Literal['growing', 'monthly', 'yearly', 'seasonal']",
    "trends": "list[TrendingKeywordsTrendsItem]",
    "source": "TrendingKeywordsSource",
    "asOf": "str",
})
Media = TypedDict("Media", {
    "id": "str",
    "profileId": "str",
    "status": "Literal['awaiting_upload', 'ready']",
    "kind": "Literal['image', 'video'] | None",
    "filename": "str | None",
    "contentType": "str | None",
    "bytes": "int | None",
    "width": "int | None",
    "height": "int | None",
    "dominantColor": "str | None",
    "durationSeconds": "float | None",
    "url": "str",
    "notes": "list[str]",
    "createdAt": "str",
})
PresignedUpload = TypedDict("PresignedUpload", {
    "uploadUrl": "str",
    "publicUrl": "str",
    "key": "str",
    "mediaId": "str",
    "expiresIn": "int",
})
DirectUploadSlot = TypedDict("DirectUploadSlot", {
    "mediaId": "str",
    "uploadUrl": "str",
    "headers": "dict[str, str]",
    "expiresIn": "int",
})
DirectUpload = TypedDict("DirectUpload", {
    "url": "str",
    "filename": "str",
    "contentType": "str",
    "size": "int",
    "media": "Media",
})
ListedMediaPostsItem = TypedDict("ListedMediaPostsItem", {
    "postId": "str",
    "createdAt": "str",
    "updatedAt": "str",
})
ListedMedia = TypedDict("ListedMedia", {
    "id": "str",
    "profileId": "str",
    "status": "Literal['awaiting_upload', 'ready']",
    "kind": "Literal['image', 'video'] | None",
    "filename": "str | None",
    "contentType": "str | None",
    "bytes": "int | None",
    "width": "int | None",
    "height": "int | None",
    "dominantColor": "str | None",
    "durationSeconds": "float | None",
    "url": "str",
    "notes": "list[str]",
    "createdAt": "str",
    "posts": "NotRequired[list[ListedMediaPostsItem]]",
})
MediaList = TypedDict("MediaList", {
    "media": "list[ListedMedia]",
})
PartsSlotPartsItem = TypedDict("PartsSlotPartsItem", {
    "number": "int",
    "url": "str",
})
PartsSlot = TypedDict("PartsSlot", {
    "mediaId": "str",
    "partSize": "int",
    "parts": "list[PartsSlotPartsItem]",
    "expiresIn": "int",
})
SignedPartsPartsItem = TypedDict("SignedPartsPartsItem", {
    "number": "int",
    "url": "str",
})
SignedParts = TypedDict("SignedParts", {
    "parts": "list[SignedPartsPartsItem]",
    "expiresIn": "int",
})
ReceivedPart = TypedDict("ReceivedPart", {
    "number": "int",
    "bytes": "int",
    "etag": "str",
})
Person = TypedDict("Person", {
    "id": "str",
    "login": "str",
    "name": "str",
    "role": "Role",
    "signsInWith": "list[Literal['password', 'oidc']]",
    "isCurrent": "bool",
    "createdAt": "str",
    "lastSeenAt": "str | None",
})
Invite = TypedDict("Invite", {
    "id": "str",
    "role": "Role",
    "note": "str | None",
    "createdBy": "str",
    "createdAt": "str",
    "expiresAt": "str",
})
People = TypedDict("People", {
    "people": "list[Person]",
    "invites": "list[Invite]",
})
PersonEnvelope = TypedDict("PersonEnvelope", {
    "message": "str",
    "person": "Person",
})
CreatedInvite = TypedDict("CreatedInvite", {
    "message": "str",
    "invite": "Invite",
    "url": "str",
})
ResetLink = TypedDict("ResetLink", {
    "message": "str",
    "url": "str",
    "expiresAt": "str",
})
MeWorkspacesItem = TypedDict("MeWorkspacesItem", {
    "id": "str",
    "name": "str",
    "role": "Role | None",
    "scopes": "list[Literal['posts:read', 'posts:write', 'posts:publish', 'posts:approve', 'pins:read', 'pins:write', 'pins:delete', 'analytics:read', 'analytics:write', 'accounts:read', 'accounts:write', 'boards:read', 'boards:write', 'media:write', 'queues:read', 'queues:write', 'keys:read', 'keys:write', 'webhooks:read', 'webhooks:write', 'instance:read', 'instance:metrics', 'workspaces:read', 'workspaces:write', 'workspaces:manage', 'people:read', 'people:write', 'audit:read']]",
    "isCurrent": "bool",
    "hasOwner": "bool",
})
Me = TypedDict("Me", {
    "type": "Literal['person', 'api_key']",
    "id": "str | None",
    "name": "str",
    "login": "str | None",
    "hasPassword": "bool",
    "workspaces": "list[MeWorkspacesItem]",
})
Session = TypedDict("Session", {
    "id": "str",
    "isCurrent": "bool",
    "userAgent": "str | None",
    "address": "str | None",
    "createdAt": "str",
    "lastSeenAt": "str",
    "expiresAt": "str",
})
SessionList = TypedDict("SessionList", {
    "sessions": "list[Session]",
})
PinChangeBeforeSlidesItem = TypedDict("PinChangeBeforeSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
PinChangeBefore = TypedDict("PinChangeBefore", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[PinChangeBeforeSlidesItem]]",
})
PinChangeWantedSlidesItem = TypedDict("PinChangeWantedSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
PinChangeWanted = TypedDict("PinChangeWanted", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[PinChangeWantedSlidesItem]]",
})
PinChangeShownSlidesItem = TypedDict("PinChangeShownSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
PinChangeShown = TypedDict("PinChangeShown", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[PinChangeShownSlidesItem]]",
})
PinChangeAskedBy = TypedDict("PinChangeAskedBy", {
    "type": "str",
    "name": "str",
})
PinChange = TypedDict("PinChange", {
    "id": "str",
    "accountId": "str",
    "pinterestPinId": "str",
    "kind": "Literal['edit', 'delete', 'save']",
    "state": "Literal['open', 'done', 'refused', 'conflict', 'cancelled']",
    "before": "PinChangeBefore",
    "wanted": "PinChangeWanted",
    "shown": "PinChangeShown | None",
    "problem": "ProblemBody | None",
    "isUnderWay": "bool",
    "isUndoable": "bool",
    "nextAt": "str | None",
    "askedBy": "PinChangeAskedBy",
    "askedAt": "str",
    "endedAt": "str | None",
    "batchId": "str | None",
    "undoOf": "str | None",
    "postId": "str | None",
})
PinChangeAnswer = TypedDict("PinChangeAnswer", {
    "change": "PinChange",
})
PinChangeList = TypedDict("PinChangeList", {
    "changes": "list[PinChange]",
    "nextCursor": "str | None",
})
AnsweredPinChanges = TypedDict("AnsweredPinChanges", {
    "answered": "int",
})
UndonePinChangesLeftItem = TypedDict("UndonePinChangesLeftItem", {
    "changeId": "str",
    "pinterestPinId": "str",
    "problem": "ProblemBody",
})
UndonePinChanges = TypedDict("UndonePinChanges", {
    "batchId": "str | None",
    "cancelled": "int",
    "undoing": "int",
    "left": "list[UndonePinChangesLeftItem]",
})
HiddenPin = TypedDict("HiddenPin", {
    "pinterestPinId": "str",
    "accountId": "str",
    "hidden": "bool",
})
UpdatedLivePin = TypedDict("UpdatedLivePin", {
    "change": "PinChange",
    "pin": "LivePin",
    "warnings": "NotRequired[list[ProblemBody]]",
})
Unpublished = TypedDict("Unpublished", {
    "success": "bool",
    "message": "str",
})
EditedLivePost = TypedDict("EditedLivePost", {
    "success": "bool",
    "id": "str",
    "url": "str",
    "message": "str",
})
PinBatchChanges = TypedDict("PinBatchChanges", {
    "open": "int",
    "done": "int",
    "refused": "int",
    "conflict": "int",
    "cancelled": "int",
})
PinBatchAskedBy = TypedDict("PinBatchAskedBy", {
    "type": "str",
    "name": "str",
})
PinBatch = TypedDict("PinBatch", {
    "id": "str",
    "accountId": "str",
    "kind": "Literal['replace', 'utm', 'move', 'delete', 'save', 'undo']",
    "undoOf": "str | None",
    "state": "Literal['planning', 'done', 'stopped']",
    "total": "int",
    "looked": "int",
    "same": "int",
    "changes": "PinBatchChanges",
    "problem": "ProblemBody | None",
    "askedBy": "PinBatchAskedBy",
    "askedAt": "str",
    "endedAt": "str | None",
})
PinBatchList = TypedDict("PinBatchList", {
    "batches": "list[PinBatch]",
    "nextCursor": "str | None",
})
BulkLivePinsRowsItemBeforeSlidesItem = TypedDict("BulkLivePinsRowsItemBeforeSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
BulkLivePinsRowsItemBefore = TypedDict("BulkLivePinsRowsItemBefore", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[BulkLivePinsRowsItemBeforeSlidesItem]]",
})
BulkLivePinsRowsItemWantedSlidesItem = TypedDict("BulkLivePinsRowsItemWantedSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
BulkLivePinsRowsItemWanted = TypedDict("BulkLivePinsRowsItemWanted", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[BulkLivePinsRowsItemWantedSlidesItem]]",
})
BulkLivePinsRowsItem = TypedDict("BulkLivePinsRowsItem", {
    "pinterestPinId": "str",
    "result": "Literal['changes', 'same', 'refused']",
    "before": "BulkLivePinsRowsItemBefore",
    "wanted": "BulkLivePinsRowsItemWanted",
    "problems": "list[ProblemBody]",
})
BulkLivePins = TypedDict("BulkLivePins", {
    "dryRun": "bool",
    "batch": "PinBatch | None",
    "selected": "int",
    "changing": "int",
    "rows": "list[BulkLivePinsRowsItem]",
})
TargetAccountId = TypedDict("TargetAccountId", {
    "_id": "str",
    "platform": "Literal['pinterest']",
    "username": "str",
    "displayName": "str",
    "isActive": "bool",
})
TargetPlatformSpecificDataSlidesItem = TypedDict("TargetPlatformSpecificDataSlidesItem", {
    "title": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
TargetPlatformSpecificData = TypedDict("TargetPlatformSpecificData", {
    "title": "str | None",
    "boardId": "str",
    "boardName": "str | None",
    "boardSectionId": "str | None",
    "link": "str | None",
    "altText": "str | None",
    "dominantColor": "str | None",
    "coverMediaId": "NotRequired[str | None]",
    "aiDisclosures": "NotRequired[list[str]]",
    "slides": "NotRequired[list[TargetPlatformSpecificDataSlidesItem]]",
    "coverImageKeyFrameTime": "NotRequired[float]",
    "parentPinId": "NotRequired[str]",
    "savePinId": "NotRequired[str]",
})
Target = TypedDict("Target", {
    "platform": "Literal['pinterest']",
    "accountId": "TargetAccountId",
    "pinId": "str",
    "customContent": "NotRequired[str]",
    "mediaIds": "NotRequired[list[str]]",
    "scheduledFor": "str | None",
    "platformSpecificData": "TargetPlatformSpecificData",
    "status": "Literal['pending', 'processing', 'uploading', 'published', 'failed', 'cancelled']",
    "step": "Literal['preparing', 'uploading', 'processing', 'creating', 'reconciling'] | None",
    "heldReason": "str | None",
    "heldReasonCode": "str | None",
    "platformPostId": "str | None",
    "platformPostUrl": "str | None",
    "publishedAt": "str | None",
    "removedFromPlatformAt": "str | None",
    "attempts": "int",
    "errorMessage": "NotRequired[str]",
    "errorCode": "NotRequired[str]",
    "errorCategory": "NotRequired[str]",
    "errorSource": "NotRequired[str]",
    "problem": "NotRequired[ProblemBody]",
})
PostMediaItemsItem = TypedDict("PostMediaItemsItem", {
    "mediaId": "str",
    "type": "Literal['image', 'video']",
    "url": "str",
    "width": "int | None",
    "height": "int | None",
    "dominantColor": "str | None",
    "altText": "NotRequired[str]",
    "durationSeconds": "float | None",
})
Post = TypedDict("Post", {
    "_id": "str",
    "userId": "str",
    "title": "NotRequired[str]",
    "content": "str",
    "mediaItems": "list[PostMediaItemsItem]",
    "platforms": "list[Target]",
    "scheduledFor": "str | None",
    "timezone": "str",
    "status": "Literal['draft', 'scheduled', 'publishing', 'published', 'partial', 'failed', 'cancelled']",
    "tags": "list[str]",
    "hashtags": "list[str]",
    "mentions": "list[str]",
    "visibility": "Literal['public']",
    "metadata": "dict[str, Any]",
    "referenceKey": "NotRequired[str | None]",
    "hiddenAt": "NotRequired[str | None]",
    "createdAt": "str",
    "updatedAt": "str",
    "publishedAt": "str | None",
    "queuedFromProfile": "NotRequired[str]",
    "queueId": "NotRequired[str]",
    "approval": "Approval",
})
CreatedPostPlatformResultsItem = TypedDict("CreatedPostPlatformResultsItem", {
    "platform": "str",
    "status": "str",
    "error": "str | None",
})
CreatedPost = TypedDict("CreatedPost", {
    "message": "str",
    "post": "Post",
    "existingPost": "NotRequired[Post]",
    "error": "NotRequired[str]",
    "platformResults": "NotRequired[list[CreatedPostPlatformResultsItem]]",
    "warnings": "NotRequired[list[ProblemBody]]",
})
PostEnvelope = TypedDict("PostEnvelope", {
    "post": "Post",
})
PostList = TypedDict("PostList", {
    "posts": "list[Post]",
    "pagination": "Pagination",
})
BulkUploadResultsItem = TypedDict("BulkUploadResultsItem", {
    "rowIndex": "int",
    "ok": "bool",
    "createdPostId": "NotRequired[str]",
    "errors": "NotRequired[list[str]]",
})
BulkUpload = TypedDict("BulkUpload", {
    "total": "int",
    "valid": "int",
    "invalid": "int",
    "results": "list[BulkUploadResultsItem]",
    "warnings": "list[str]",
    "importId": "str",
})
BulkRow = TypedDict("BulkRow", {
    "action": "NotRequired[Literal['create', 'update', 'cancel']]",
    "postId": "NotRequired[str]",
    "requestId": "NotRequired[str]",
})
BulkResult = TypedDict("BulkResult", {
    "index": "int",
    "outcome": "Literal['created', 'existing', 'updated', 'cancelled', 'valid', 'refused']",
    "postId": "str | None",
    "status": "Literal['draft', 'scheduled', 'publishing', 'published', 'partial', 'failed', 'cancelled'] | None",
    "scheduledFor": "str | None",
    "problems": "list[ProblemBody]",
})
BulkPosts = TypedDict("BulkPosts", {
    "message": "str",
    "counts": "dict[str, int]",
    "results": "list[BulkResult]",
})
PostImportCounts = TypedDict("PostImportCounts", {
    "waiting": "int",
    "created": "int",
    "existing": "int",
    "valid": "int",
    "refused": "int",
    "cancelled": "int",
})
PostImport = TypedDict("PostImport", {
    "id": "str",
    "profileId": "str",
    "fileName": "str",
    "format": "str | None",
    "state": "Literal['working', 'cancelling', 'done', 'cancelled', 'stopped']",
    "dryRun": "bool",
    "rows": "int",
    "made": "int",
    "counts": "PostImportCounts",
    "problem": "ProblemBody | None",
    "createdAt": "str",
    "endedAt": "str | None",
})
PostImportReportCounts = TypedDict("PostImportReportCounts", {
    "waiting": "int",
    "created": "int",
    "existing": "int",
    "valid": "int",
    "refused": "int",
    "cancelled": "int",
})
PostImportReportProblemsItemHint = TypedDict("PostImportReportProblemsItemHint", {
    "call": "NotRequired[str]",
    "set": "NotRequired[dict[str, str | float | bool]]",
})
PostImportReportProblemsItem = TypedDict("PostImportReportProblemsItem", {
    "code": "str",
    "message": "str",
    "fix": "str",
    "hint": "NotRequired[PostImportReportProblemsItemHint]",
    "rows": "int",
    "firstRow": "int",
})
PostImportReport = TypedDict("PostImportReport", {
    "id": "str",
    "profileId": "str",
    "fileName": "str",
    "format": "str | None",
    "state": "Literal['working', 'cancelling', 'done', 'cancelled', 'stopped']",
    "dryRun": "bool",
    "rows": "int",
    "made": "int",
    "counts": "PostImportReportCounts",
    "problem": "ProblemBody | None",
    "createdAt": "str",
    "endedAt": "str | None",
    "mapping": "dict[str, list[str]]",
    "ignoredColumns": "list[str]",
    "problems": "list[PostImportReportProblemsItem]",
})
PostImportList = TypedDict("PostImportList", {
    "imports": "list[PostImport]",
    "total": "int",
})
ImportedRowsRowsItem = TypedDict("ImportedRowsRowsItem", {
    "number": "int",
    "outcome": "Literal['waiting', 'created', 'existing', 'valid', 'refused', 'cancelled']",
    "postId": "str | None",
    "error": "str | None",
    "problems": "list[ProblemBody]",
    "raw": "dict[str, str]",
})
ImportedRows = TypedDict("ImportedRows", {
    "rows": "list[ImportedRowsRowsItem]",
    "total": "int",
})
ImportErrorsFile = TypedDict("ImportErrorsFile", {
    "type": "str",
    "filename": "str",
    "rows": "Any",
})
ChangedPost = TypedDict("ChangedPost", {
    "message": "str",
    "post": "Post",
    "error": "NotRequired[str]",
    "warnings": "NotRequired[list[ProblemBody]]",
})
PostExport = TypedDict("PostExport", {
    "type": "str",
    "filename": "str",
    "rows": "Any",
})
TimelineEntryRequestRateLimit = TypedDict("TimelineEntryRequestRateLimit", {
    "limit": "int | None",
    "remaining": "int | None",
    "resetMs": "int | None",
})
TimelineEntryRequest = TypedDict("TimelineEntryRequest", {
    "operation": "str",
    "status": "int | None",
    "code": "int | None",
    "durationMs": "int",
    "requestId": "str | None",
    "message": "str | None",
    "rateLimit": "TimelineEntryRequestRateLimit | None",
})
TimelineEntryDecision = TypedDict("TimelineEntryDecision", {
    "from": "str | None",
    "outcome": "str",
    "step": "str | None",
    "code": "str | None",
    "waitMs": "int | None",
    "dueAt": "str | None",
})
TimelineEntry = TypedDict("TimelineEntry", {
    "id": "int | None",
    "at": "str",
    "kind": "Literal['drafted', 'accepted', 'edited', 'approved', 'cancelled', 'retried', 'resolved', 'reconnected', 'board_back', 'board_moved', 'live_changed', 'live_removed', 'spaced', 'restored', 'request', 'again', 'held', 'taken_over', 'interrupted', 'published', 'failed', 'other']",
    "attempt": "int",
    "text": "str",
    "by": "NotRequired[str]",
    "request": "NotRequired[TimelineEntryRequest]",
    "decision": "NotRequired[TimelineEntryDecision]",
})
TimelinePinsItem = TypedDict("TimelinePinsItem", {
    "pinId": "str",
    "title": "str | None",
    "boardName": "str | None",
    "status": "str",
    "entries": "list[TimelineEntry]",
    "earlier": "int | None",
})
Timeline = TypedDict("Timeline", {
    "postId": "str",
    "pins": "list[TimelinePinsItem]",
})
ValidatedPostErrorsItem = TypedDict("ValidatedPostErrorsItem", {
    "platform": "str",
    "error": "str",
})
ValidatedPostWarningsItem = TypedDict("ValidatedPostWarningsItem", {
    "platform": "str",
    "warning": "str",
})
ValidatedPostRepairedChangesItem = TypedDict("ValidatedPostRepairedChangesItem", {
    "field": "str",
    "code": "str",
    "before": "Any",
    "after": "Any",
})
ValidatedPostRepaired = TypedDict("ValidatedPostRepaired", {
    "valid": "bool",
    "changes": "list[ValidatedPostRepairedChangesItem]",
    "post": "dict[str, Any]",
    "media": "list[Media]",
    "problems": "list[ProblemBody]",
})
ValidatedPost = TypedDict("ValidatedPost", {
    "valid": "bool",
    "message": "str",
    "errors": "NotRequired[list[ValidatedPostErrorsItem]]",
    "warnings": "list[ValidatedPostWarningsItem]",
    "problems": "list[ProblemBody]",
    "repaired": "NotRequired[ValidatedPostRepaired]",
})
ValidatedMediaPlatformLimitsPinterest = TypedDict("ValidatedMediaPlatformLimitsPinterest", {
    "limit": "int",
    "limitFormatted": "str",
    "withinLimit": "bool | None",
})
ValidatedMediaPlatformLimits = TypedDict("ValidatedMediaPlatformLimits", {
    "pinterest": "ValidatedMediaPlatformLimitsPinterest",
})
ValidatedMedia = TypedDict("ValidatedMedia", {
    "valid": "bool",
    "url": "str",
    "error": "NotRequired[str]",
    "contentType": "str | None",
    "size": "int | None",
    "sizeFormatted": "str | None",
    "type": "Literal['image', 'video', 'unknown']",
    "width": "int | None",
    "height": "int | None",
    "durationSeconds": "float | None",
    "notes": "list[str]",
    "platformLimits": "ValidatedMediaPlatformLimits",
    "problems": "list[ProblemBody]",
})
QueueScheduleSlotsItem = TypedDict("QueueScheduleSlotsItem", {
    "dayOfWeek": "int",
    "time": "str",
})
QueueSchedule = TypedDict("QueueSchedule", {
    "_id": "str",
    "profileId": "str",
    "accountId": "str | None",
    "name": "str",
    "timezone": "str",
    "slots": "list[QueueScheduleSlotsItem]",
    "active": "bool",
    "isDefault": "bool",
    "createdAt": "str",
    "updatedAt": "str",
})
QueueSlots1 = TypedDict("QueueSlots1", {
    "queues": "list[QueueSchedule]",
    "count": "int",
})
QueueSlots2 = TypedDict("QueueSlots2", {
    "exists": "bool",
    "schedule": "QueueSchedule | None",
    "nextSlots": "list[str]",
})
CreatedQueue = TypedDict("CreatedQueue", {
    "success": "Literal[True]",
    "schedule": "QueueSchedule",
    "nextSlots": "list[str]",
})
UpdatedQueue = TypedDict("UpdatedQueue", {
    "success": "Literal[True]",
    "schedule": "QueueSchedule",
    "nextSlots": "list[str]",
    "reshuffledCount": "int",
    "skippedDailyLimit": "int",
    "isNewQueue": "bool",
})
DeletedQueue = TypedDict("DeletedQueue", {
    "success": "Literal[True]",
    "deleted": "bool",
    "deletedCount": "int",
    "message": "str",
})
NextSlot = TypedDict("NextSlot", {
    "profileId": "str",
    "nextSlot": "str",
    "timezone": "str",
    "queueId": "str",
    "queueName": "str",
})
QueuePreviewUpcomingItem = TypedDict("QueuePreviewUpcomingItem", {
    "at": "str",
    "postId": "str | None",
})
QueuePreview = TypedDict("QueuePreview", {
    "profileId": "str",
    "queueId": "str",
    "queueName": "str",
    "timezone": "str",
    "count": "int",
    "slots": "list[str]",
    "upcoming": "list[QueuePreviewUpcomingItem]",
})
RestoredPinsPinsItemCandidatesItem = TypedDict("RestoredPinsPinsItemCandidatesItem", {
    "pinterestPinId": "str",
    "title": "str | None",
    "createdAt": "str | None",
    "same": "list[str]",
})
RestoredPinsPinsItem = TypedDict("RestoredPinsPinsItem", {
    "postId": "str",
    "pinId": "str",
    "accountId": "str",
    "username": "str",
    "boardId": "str",
    "boardName": "str | None",
    "title": "str | None",
    "scheduledFor": "str | None",
    "backupTakenAt": "str",
    "candidates": "list[RestoredPinsPinsItemCandidatesItem]",
})
RestoredPins = TypedDict("RestoredPins", {
    "count": "int",
    "changes": "int",
    "pins": "list[RestoredPinsPinsItem]",
})
AnsweredRestored = TypedDict("AnsweredRestored", {
    "message": "str",
    "answered": "int",
    "left": "int",
})
PlanEntriesItem = TypedDict("PlanEntriesItem", {
    "boardId": "str",
    "boardName": "str | None",
    "scheduledFor": "str",
    "localTime": "str",
})
Plan = TypedDict("Plan", {
    "accountId": "str",
    "timezone": "str",
    "intervalMinutes": "int",
    "jitterMinutes": "int",
    "seed": "str",
    "start": "str",
    "end": "str",
    "count": "int",
    "entries": "list[PlanEntriesItem]",
    "warnings": "NotRequired[list[ProblemBody]]",
})
Webhook = TypedDict("Webhook", {
    "_id": "str",
    "profileId": "str",
    "name": "str",
    "url": "str",
    "format": "Literal['standard', 'zernio', 'bundle']",
    "events": "list[str]",
    "isActive": "bool",
    "secret": "NotRequired[str]",
    "hasSecret": "bool",
    "oldSecretUntil": "str | None",
    "customHeaders": "NotRequired[dict[str, str]]",
    "lastFiredAt": "NotRequired[str]",
    "failureCount": "int",
    "failingSince": "str | None",
    "disabledAt": "str | None",
    "disabledReason": "str | None",
    "createdAt": "str",
    "updatedAt": "str",
})
WebhookList = TypedDict("WebhookList", {
    "webhooks": "list[Webhook]",
    "availableEvents": "dict[str, list[str]]",
})
SavedWebhook = TypedDict("SavedWebhook", {
    "success": "Literal[True]",
    "webhook": "Webhook",
})
DeletedWebhook = TypedDict("DeletedWebhook", {
    "success": "Literal[True]",
})
WebhookOutcome = TypedDict("WebhookOutcome", {
    "success": "bool",
    "message": "str",
    "error": "NotRequired[str]",
    "code": "NotRequired[Literal['WEBHOOK_NOT_DELIVERED']]",
    "eventId": "str",
    "statusCode": "int | None",
    "responseTime": "int | None",
})
WebhookLog = TypedDict("WebhookLog", {
    "webhookId": "str",
    "webhookName": "str",
    "eventId": "str",
    "event": "str",
    "url": "str",
    "status": "Literal['success', 'failed']",
    "statusCode": "NotRequired[int]",
    "requestPayload": "Any",
    "requestHeaders": "dict[str, str]",
    "responseBody": "NotRequired[str]",
    "errorMessage": "NotRequired[str]",
    "attemptNumber": "int",
    "responseTime": "int",
    "createdAt": "str",
    "deliveryState": "Literal['pending', 'delivered', 'dead', 'dropped', 'from_backup']",
    "nextAttemptAt": "str | None",
})
WebhookLogs = TypedDict("WebhookLogs", {
    "logs": "list[WebhookLog]",
    "pagination": "SkipPagination",
})
Profile = TypedDict("Profile", {
    "_id": "str",
    "userId": "str",
    "name": "str",
    "description": "str | None",
    "color": "str | None",
    "avatarUrl": "str | None",
    "isDefault": "bool",
    "approvalRoles": "list[Literal['owner', 'admin', 'editor', 'api_key']]",
    "isOverLimit": "NotRequired[Literal[False]]",
    "createdAt": "str",
})
ProfileList = TypedDict("ProfileList", {
    "profiles": "list[Profile]",
    "total": "NotRequired[int]",
    "skip": "NotRequired[int]",
    "limit": "NotRequired[int]",
})
ProfileEnvelope = TypedDict("ProfileEnvelope", {
    "profile": "Profile",
})
ChangedProfile = TypedDict("ChangedProfile", {
    "message": "str",
    "profile": "Profile",
})
User = TypedDict("User", {
    "_id": "str",
    "email": "str | None",
    "name": "str",
    "role": "str",
    "createdAt": "str | None",
})
UserList = TypedDict("UserList", {
    "currentUserId": "str",
    "users": "list[User]",
})
UserEnvelope = TypedDict("UserEnvelope", {
    "user": "User",
})
UsageLimits = TypedDict("UsageLimits", {
    "uploads": "Literal[-1]",
    "profiles": "Literal[-1]",
})
UsageUsage = TypedDict("UsageUsage", {
    "connectedAccounts": "int",
    "profiles": "int",
    "postsThisMonth": "int",
    "uploadsThisMonth": "int",
})
Usage = TypedDict("Usage", {
    "billingSystem": "Literal['metronome']",
    "planName": "Literal['Self-hosted']",
    "billingPeriod": "Literal['monthly']",
    "hasAccess": "Literal[True]",
    "isInvitedUser": "bool",
    "autoUpgradeEnabled": "Literal[False]",
    "limits": "UsageLimits",
    "usage": "UsageUsage",
})
WorkspaceExport = TypedDict("WorkspaceExport", {
    "type": "str",
    "filename": "str",
    "rows": "Any",
})
PostAnalytics = TypedDict("PostAnalytics", {
    "impressions": "int",
    "reach": "Literal[0]",
    "likes": "Literal[0]",
    "comments": "Literal[0]",
    "shares": "Literal[0]",
    "saves": "int",
    "clicks": "int",
    "outboundClicks": "int",
    "views": "Literal[0]",
    "follows": "Literal[0]",
    "igReelsAvgWatchTime": "Literal[0]",
    "igReelsVideoViewTotalTime": "Literal[0]",
    "reelsSkipRate": "Literal[0]",
    "completionRate": "Literal[0]",
    "profileViews": "Literal[0]",
    "websiteClicks": "Literal[0]",
    "impressionSources": "dict[str, Any]",
    "audienceTypes": "dict[str, Any]",
    "audienceCountries": "dict[str, Any]",
    "reposts": "Literal[0]",
    "videoDurationSeconds": "None",
    "engagementRate": "float",
    "unknown": "list[Literal['impressions', 'saves', 'clicks', 'outboundClicks']]",
    "lastUpdated": "str | None",
})
PlatformAnalytics = TypedDict("PlatformAnalytics", {
    "platform": "Literal['pinterest']",
    "status": "Literal['published', 'failed']",
    "platformPostId": "str | None",
    "accountId": "str",
    "accountUsername": "str | None",
    "analytics": "PostAnalytics | None",
    "syncStatus": "Literal['synced', 'pending', 'unavailable']",
    "platformPostUrl": "str | None",
    "errorMessage": "str | None",
})
SinglePostAnalyticsMediaItemsItem = TypedDict("SinglePostAnalyticsMediaItemsItem", {
    "type": "Literal['image', 'video']",
    "url": "str",
    "thumbnail": "str",
    "altText": "NotRequired[str]",
})
SinglePostAnalytics = TypedDict("SinglePostAnalytics", {
    "latePostId": "str | None",
    "content": "str",
    "scheduledFor": "str | None",
    "publishedAt": "str | None",
    "status": "Literal['published', 'failed', 'partial']",
    "analytics": "PostAnalytics",
    "platform": "Literal['pinterest']",
    "platformPostUrl": "str | None",
    "isExternal": "bool",
    "thumbnailUrl": "str | None",
    "mediaType": "Literal['image', 'video', 'carousel'] | None",
    "mediaItems": "list[SinglePostAnalyticsMediaItemsItem]",
    "postId": "str",
    "platformAnalytics": "list[PlatformAnalytics]",
    "syncStatus": "Literal['synced', 'pending', 'partial', 'unavailable']",
    "message": "str | None",
})
PostAnalyticsListOverviewDataStaleness = TypedDict("PostAnalyticsListOverviewDataStaleness", {
    "staleAccountCount": "int",
    "syncTriggered": "bool",
})
PostAnalyticsListOverview = TypedDict("PostAnalyticsListOverview", {
    "totalPosts": "int",
    "publishedPosts": "int",
    "scheduledPosts": "int",
    "lastSync": "str | None",
    "dataStaleness": "PostAnalyticsListOverviewDataStaleness",
})
PostAnalyticsListPostsItemMediaItemsItem = TypedDict("PostAnalyticsListPostsItemMediaItemsItem", {
    "type": "Literal['image', 'video']",
    "url": "str",
    "thumbnail": "str",
    "altText": "NotRequired[str]",
})
PostAnalyticsListPostsItem = TypedDict("PostAnalyticsListPostsItem", {
    "latePostId": "str | None",
    "content": "str",
    "scheduledFor": "str | None",
    "publishedAt": "str | None",
    "status": "Literal['published', 'failed', 'partial']",
    "analytics": "PostAnalytics",
    "platform": "Literal['pinterest']",
    "platformPostUrl": "str | None",
    "isExternal": "bool",
    "thumbnailUrl": "str | None",
    "mediaType": "Literal['image', 'video', 'carousel'] | None",
    "mediaItems": "list[PostAnalyticsListPostsItemMediaItemsItem]",
    "_id": "str",
    "platforms": "list[PlatformAnalytics]",
    "isAd": "Literal[False]",
    "profileId": "str",
})
PostAnalyticsList = TypedDict("PostAnalyticsList", {
    "overview": "PostAnalyticsListOverview",
    "posts": "list[PostAnalyticsListPostsItem]",
    "pagination": "Pagination",
    "accounts": "list[Account]",
    "hasAnalyticsAccess": "bool",
})
DailyMetricsDailyDataItemMetrics = TypedDict("DailyMetricsDailyDataItemMetrics", {
    "impressions": "int",
    "reach": "int",
    "likes": "int",
    "comments": "int",
    "shares": "int",
    "saves": "int",
    "clicks": "int",
    "views": "int",
})
DailyMetricsDailyDataItem = TypedDict("DailyMetricsDailyDataItem", {
    "date": "str",
    "postCount": "int",
    "platforms": "dict[str, int]",
    "metrics": "DailyMetricsDailyDataItemMetrics",
})
DailyMetricsPlatformBreakdownItem = TypedDict("DailyMetricsPlatformBreakdownItem", {
    "platform": "str",
    "postCount": "int",
    "impressions": "int",
    "reach": "int",
    "likes": "int",
    "comments": "int",
    "shares": "int",
    "saves": "int",
    "clicks": "int",
    "views": "int",
})
DailyMetrics = TypedDict("DailyMetrics", {
    "dailyData": "list[DailyMetricsDailyDataItem]",
    "platformBreakdown": "list[DailyMetricsPlatformBreakdownItem]",
})
PostTimelineMetricsTimelineItem = TypedDict("PostTimelineMetricsTimelineItem", {
    "date": "str",
    "platform": "str",
    "platformPostId": "str",
    "impressions": "int",
    "reach": "int",
    "likes": "int",
    "comments": "int",
    "shares": "int",
    "saves": "int",
    "clicks": "int",
    "views": "int",
    "outboundClicks": "int",
})
PostTimelineMetrics = TypedDict("PostTimelineMetrics", {
    "postId": "str",
    "timeline": "list[PostTimelineMetricsTimelineItem]",
})
BestTimesSlotsItem = TypedDict("BestTimesSlotsItem", {
    "day_of_week": "int",
    "hour": "int",
    "avg_engagement": "float",
    "post_count": "int",
})
BestTimes = TypedDict("BestTimes", {
    "slots": "list[BestTimesSlotsItem]",
})
ContentDecayBucketsItem = TypedDict("ContentDecayBucketsItem", {
    "bucket_order": "int",
    "bucket_label": "str",
    "avg_pct_of_final": "float",
    "post_count": "int",
})
ContentDecay = TypedDict("ContentDecay", {
    "buckets": "list[ContentDecayBucketsItem]",
})
PostingFrequencyFrequencyItem = TypedDict("PostingFrequencyFrequencyItem", {
    "platform": "str",
    "posts_per_week": "int",
    "avg_engagement_rate": "float",
    "avg_engagement": "float",
    "weeks_count": "int",
})
PostingFrequency = TypedDict("PostingFrequency", {
    "frequency": "list[PostingFrequencyFrequencyItem]",
})
FollowerStatsAccountsItemMetadata = TypedDict("FollowerStatsAccountsItemMetadata", {
    "pinterestUserId": "str",
    "defaultBoardId": "str | None",
    "sandbox": "bool",
    "host": "Literal['pinterest', 'pinterest-sandbox', 'sandbox']",
})
FollowerStatsAccountsItemAccountStats = TypedDict("FollowerStatsAccountsItemAccountStats", {
    "followingCount": "NotRequired[int]",
    "pinCount": "NotRequired[int]",
    "boardCount": "NotRequired[int]",
    "monthlyViews": "NotRequired[int]",
})
FollowerStatsAccountsItem = TypedDict("FollowerStatsAccountsItem", {
    "_id": "str",
    "platform": "Literal['pinterest']",
    "profileId": "str",
    "username": "str",
    "displayName": "str",
    "profilePicture": "str | None",
    "profileUrl": "str",
    "isActive": "bool",
    "needsReconnection": "bool",
    "metadata": "FollowerStatsAccountsItemMetadata",
    "currentFollowers": "NotRequired[int]",
    "lastUpdated": "NotRequired[str]",
    "growth": "NotRequired[int]",
    "growthPercentage": "NotRequired[float]",
    "dataPoints": "int",
    "accountStats": "NotRequired[FollowerStatsAccountsItemAccountStats]",
})
FollowerStatsStatsValueItem = TypedDict("FollowerStatsStatsValueItem", {
    "date": "str",
    "followers": "int",
})
FollowerStatsDateRange = TypedDict("FollowerStatsDateRange", {
    "from": "str",
    "to": "str",
})
FollowerStats = TypedDict("FollowerStats", {
    "accounts": "list[FollowerStatsAccountsItem]",
    "stats": "dict[str, list[FollowerStatsStatsValueItem]]",
    "dateRange": "FollowerStatsDateRange",
    "granularity": "str",
})
ExternalPostMediaItemsItem = TypedDict("ExternalPostMediaItemsItem", {
    "type": "Literal['image', 'video']",
    "url": "str",
    "thumbnail": "str",
    "altText": "NotRequired[str]",
})
ExternalPost = TypedDict("ExternalPost", {
    "platform": "Literal['pinterest']",
    "platformPostId": "str",
    "platformPostUrl": "str",
    "content": "str",
    "publishedAt": "NotRequired[str]",
    "mediaType": "NotRequired[Literal['image', 'video', 'carousel']]",
    "thumbnailUrl": "NotRequired[str]",
    "mediaItems": "list[ExternalPostMediaItemsItem]",
    "analytics": "NotRequired[PostAnalytics]",
})
SyncedExternalSynced = TypedDict("SyncedExternalSynced", {
    "postsFound": "int",
    "postsSynced": "int",
    "skipped": "bool",
})
SyncedExternal = TypedDict("SyncedExternal", {
    "synced": "SyncedExternalSynced",
    "found": "NotRequired[bool]",
    "post": "NotRequired[ExternalPost | None]",
    "posts": "NotRequired[list[ExternalPost]]",
})
PostsCreateMediaItemsItem = TypedDict("PostsCreateMediaItemsItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsCreateMediaFit = TypedDict("PostsCreateMediaFit", {
    "mode": "Literal['crop', 'pad', 'error']",
    "ratio": "NotRequired[Literal['2:3', '1:1', '4:5', '9:16']]",
})
PostsCreatePlatformsItemCustomMediaItem = TypedDict("PostsCreatePlatformsItemCustomMediaItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsCreatePlatformsItemPlatformSpecificDataSlidesItem = TypedDict("PostsCreatePlatformsItemPlatformSpecificDataSlidesItem", {
    "title": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsCreatePlatformsItemPlatformSpecificData = TypedDict("PostsCreatePlatformsItemPlatformSpecificData", {
    "title": "NotRequired[str]",
    "boardId": "NotRequired[str]",
    "boardSectionId": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str]",
    "dominantColor": "NotRequired[str]",
    "coverImageUrl": "NotRequired[str]",
    "coverMediaId": "NotRequired[str]",
    "coverImageKeyFrameTime": "NotRequired[float]",
    "slides": "NotRequired[list[PostsCreatePlatformsItemPlatformSpecificDataSlidesItem]]",
    "isAiGenerated": "NotRequired[bool]",
    "aiDisclosures": "NotRequired[list[Literal['AI_MODIFIED', 'SYNTHETIC_PERFORMER']]]",
    "parentPinId": "NotRequired[str]",
    "savePinId": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
})
PostsCreatePlatformsItem = TypedDict("PostsCreatePlatformsItem", {
    "platform": "NotRequired[str]",
    "accountId": "NotRequired[str]",
    "customContent": "NotRequired[str]",
    "customMedia": "NotRequired[list[PostsCreatePlatformsItemCustomMediaItem]]",
    "mediaIds": "NotRequired[list[str]]",
    "scheduledFor": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
    "useDefaultBoard": "NotRequired[bool]",
    "platformSpecificData": "NotRequired[PostsCreatePlatformsItemPlatformSpecificData]",
})
PostsCreateFanOut = TypedDict("PostsCreateFanOut", {
    "boards": "NotRequired[list[str]]",
    "intervalMinutes": "int",
    "jitterMinutes": "NotRequired[int]",
    "seed": "NotRequired[str]",
})
PostsCreateRecycling = TypedDict("PostsCreateRecycling", {
    "enabled": "NotRequired[bool]",
})
PostsUpdateMediaItemsItem = TypedDict("PostsUpdateMediaItemsItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsUpdateMediaFit = TypedDict("PostsUpdateMediaFit", {
    "mode": "Literal['crop', 'pad', 'error']",
    "ratio": "NotRequired[Literal['2:3', '1:1', '4:5', '9:16']]",
})
PostsUpdatePlatformsItemCustomMediaItem = TypedDict("PostsUpdatePlatformsItemCustomMediaItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsUpdatePlatformsItemPlatformSpecificDataSlidesItem = TypedDict("PostsUpdatePlatformsItemPlatformSpecificDataSlidesItem", {
    "title": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
PostsUpdatePlatformsItemPlatformSpecificData = TypedDict("PostsUpdatePlatformsItemPlatformSpecificData", {
    "title": "NotRequired[str]",
    "boardId": "NotRequired[str]",
    "boardSectionId": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str]",
    "dominantColor": "NotRequired[str]",
    "coverImageUrl": "NotRequired[str]",
    "coverMediaId": "NotRequired[str]",
    "coverImageKeyFrameTime": "NotRequired[float]",
    "slides": "NotRequired[list[PostsUpdatePlatformsItemPlatformSpecificDataSlidesItem]]",
    "isAiGenerated": "NotRequired[bool]",
    "aiDisclosures": "NotRequired[list[Literal['AI_MODIFIED', 'SYNTHETIC_PERFORMER']]]",
    "parentPinId": "NotRequired[str]",
    "savePinId": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
})
PostsUpdatePlatformsItem = TypedDict("PostsUpdatePlatformsItem", {
    "platform": "NotRequired[str]",
    "accountId": "NotRequired[str]",
    "customContent": "NotRequired[str]",
    "customMedia": "NotRequired[list[PostsUpdatePlatformsItemCustomMediaItem]]",
    "mediaIds": "NotRequired[list[str]]",
    "scheduledFor": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
    "useDefaultBoard": "NotRequired[bool]",
    "platformSpecificData": "NotRequired[PostsUpdatePlatformsItemPlatformSpecificData]",
})
PostsUpdateFanOut = TypedDict("PostsUpdateFanOut", {
    "boards": "NotRequired[list[str]]",
    "intervalMinutes": "int",
    "jitterMinutes": "NotRequired[int]",
    "seed": "NotRequired[str]",
})
PostsUpdateRecycling = TypedDict("PostsUpdateRecycling", {
    "enabled": "NotRequired[bool]",
})
PostImportsRecordRowsItem = TypedDict("PostImportsRecordRowsItem", {
    "postId": "NotRequired[str]",
    "error": "NotRequired[str]",
    "raw": "dict[str, str]",
})
QueuesCreateSlotsItem = TypedDict("QueuesCreateSlotsItem", {
    "dayOfWeek": "int",
    "time": "str",
})
QueuesUpdateSlotsItem = TypedDict("QueuesUpdateSlotsItem", {
    "dayOfWeek": "int",
    "time": "str",
})
SpacingChangeWarmUp = TypedDict("SpacingChangeWarmUp", {
    "days": "NotRequired[int]",
    "pinsPerDay": "NotRequired[int]",
})
PinsUpdateSlidesItem = TypedDict("PinsUpdateSlidesItem", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
})
PinsUpdateSeenSlidesItem = TypedDict("PinsUpdateSeenSlidesItem", {
    "title": "str | None",
    "description": "str | None",
    "link": "str | None",
})
PinsUpdateSeen = TypedDict("PinsUpdateSeen", {
    "title": "NotRequired[str | None]",
    "description": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str | None]",
    "boardId": "NotRequired[str | None]",
    "sectionId": "NotRequired[str | None]",
    "slides": "NotRequired[list[PinsUpdateSeenSlidesItem]]",
})
PinsBulkSelect = TypedDict("PinsBulkSelect", {
    "boardId": "NotRequired[str]",
    "sectionId": "NotRequired[str]",
    "linkDomain": "NotRequired[str]",
    "search": "NotRequired[str]",
    "creativeTypes": "NotRequired[str]",
    "pinFilter": "NotRequired[Literal['exclude_native', 'exclude_repins', 'has_been_promoted']]",
    "privacy": "NotRequired[Literal['PUBLIC', 'PROTECTED', 'SECRET']]",
    "createdFrom": "NotRequired[str]",
    "createdTo": "NotRequired[str]",
    "ours": "NotRequired[bool]",
    "pinIds": "NotRequired[list[str]]",
})
PinsBulkAction1 = TypedDict("PinsBulkAction1", {
    "kind": "Literal['replace']",
    "fields": "list[Literal['title', 'description', 'altText', 'link']]",
    "find": "str",
    "with": "str",
    "wholeWord": "NotRequired[bool]",
    "matchCase": "NotRequired[bool]",
})
PinsBulkAction2 = TypedDict("PinsBulkAction2", {
    "kind": "Literal['utm']",
    "source": "NotRequired[str | None]",
    "medium": "NotRequired[str | None]",
    "campaign": "NotRequired[str | None]",
    "term": "NotRequired[str | None]",
    "content": "NotRequired[str | None]",
})
PinsBulkAction3 = TypedDict("PinsBulkAction3", {
    "kind": "Literal['move']",
    "board": "str",
    "section": "NotRequired[str | None]",
})
PinsBulkAction4 = TypedDict("PinsBulkAction4", {
    "kind": "Literal['delete']",
    "delaySeconds": "NotRequired[int]",
})
PinsBulkAction5 = TypedDict("PinsBulkAction5", {
    "kind": "Literal['save']",
    "board": "str",
    "section": "NotRequired[str | None]",
    "scheduledFor": "NotRequired[str]",
    "timezone": "NotRequired[str]",
    "intervalMinutes": "NotRequired[int]",
})
MediaCompletePartsPartsItem = TypedDict("MediaCompletePartsPartsItem", {
    "number": "int",
    "etag": "str",
})
FeedsCreateRulesItem = TypedDict("FeedsCreateRulesItem", {
    "board": "str",
    "titleHas": "NotRequired[str]",
    "category": "NotRequired[str]",
})
FeedsUpdateRulesItem = TypedDict("FeedsUpdateRulesItem", {
    "board": "str",
    "titleHas": "NotRequired[str]",
    "category": "NotRequired[str]",
})
ToolsValidatePostMediaItemsItem = TypedDict("ToolsValidatePostMediaItemsItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
ToolsValidatePostMediaFit = TypedDict("ToolsValidatePostMediaFit", {
    "mode": "Literal['crop', 'pad', 'error']",
    "ratio": "NotRequired[Literal['2:3', '1:1', '4:5', '9:16']]",
})
ToolsValidatePostPlatformsItemCustomMediaItem = TypedDict("ToolsValidatePostPlatformsItemCustomMediaItem", {
    "type": "NotRequired[Literal['image', 'video', 'gif', 'document']]",
    "url": "NotRequired[str]",
    "mediaId": "NotRequired[str]",
    "title": "NotRequired[str]",
    "altText": "NotRequired[str]",
    "filename": "NotRequired[str]",
    "thumbnail": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
ToolsValidatePostPlatformsItemPlatformSpecificDataSlidesItem = TypedDict("ToolsValidatePostPlatformsItemPlatformSpecificDataSlidesItem", {
    "title": "NotRequired[str]",
    "description": "NotRequired[str]",
    "link": "NotRequired[str]",
})
ToolsValidatePostPlatformsItemPlatformSpecificData = TypedDict("ToolsValidatePostPlatformsItemPlatformSpecificData", {
    "title": "NotRequired[str]",
    "boardId": "NotRequired[str]",
    "boardSectionId": "NotRequired[str | None]",
    "link": "NotRequired[str | None]",
    "altText": "NotRequired[str]",
    "dominantColor": "NotRequired[str]",
    "coverImageUrl": "NotRequired[str]",
    "coverMediaId": "NotRequired[str]",
    "coverImageKeyFrameTime": "NotRequired[float]",
    "slides": "NotRequired[list[ToolsValidatePostPlatformsItemPlatformSpecificDataSlidesItem]]",
    "isAiGenerated": "NotRequired[bool]",
    "aiDisclosures": "NotRequired[list[Literal['AI_MODIFIED', 'SYNTHETIC_PERFORMER']]]",
    "parentPinId": "NotRequired[str]",
    "savePinId": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
})
ToolsValidatePostPlatformsItem = TypedDict("ToolsValidatePostPlatformsItem", {
    "platform": "NotRequired[str]",
    "accountId": "NotRequired[str]",
    "customContent": "NotRequired[str]",
    "customMedia": "NotRequired[list[ToolsValidatePostPlatformsItemCustomMediaItem]]",
    "mediaIds": "NotRequired[list[str]]",
    "scheduledFor": "NotRequired[str]",
    "firstComment": "NotRequired[str]",
    "useDefaultBoard": "NotRequired[bool]",
    "platformSpecificData": "NotRequired[ToolsValidatePostPlatformsItemPlatformSpecificData]",
})
ToolsValidatePostFanOut = TypedDict("ToolsValidatePostFanOut", {
    "boards": "NotRequired[list[str]]",
    "intervalMinutes": "int",
    "jitterMinutes": "NotRequired[int]",
    "seed": "NotRequired[str]",
})
ToolsValidatePostRecycling = TypedDict("ToolsValidatePostRecycling", {
    "enabled": "NotRequired[bool]",
})
ToolsPostLengthAnswerPlatformsPinterest = TypedDict("ToolsPostLengthAnswerPlatformsPinterest", {
    "count": "int",
    "limit": "int",
    "valid": "bool",
})
ToolsPostLengthAnswerPlatforms = TypedDict("ToolsPostLengthAnswerPlatforms", {
    "pinterest": "ToolsPostLengthAnswerPlatformsPinterest",
})
ToolsPostLengthAnswer = TypedDict("ToolsPostLengthAnswer", {
    "text": "str",
    "platforms": "ToolsPostLengthAnswerPlatforms",
})
Role: TypeAlias = Literal["owner", "admin", "editor", "approver", "viewer"]
QueueSlots: TypeAlias = QueueSlots1 | QueueSlots2
