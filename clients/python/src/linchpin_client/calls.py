"""Made from src/contract by `npx vitest run test/architecture -u`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from . import types
from .transport import UNSET, Transport, Unset, given, part


class Posts:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, *, content: str | Unset = UNSET, title: str | Unset = UNSET, media_items: list[types.PostsCreateMediaItemsItem] | Unset = UNSET, media_ids: list[str] | Unset = UNSET, media_fit: Literal["crop", "pad", "error"] | types.PostsCreateMediaFit | Unset = UNSET, platforms: list[types.PostsCreatePlatformsItem] | Unset = UNSET, publish_now: bool | Unset = UNSET, scheduled_for: str | Unset = UNSET, timezone: str | Unset = UNSET, is_draft: bool | Unset = UNSET, dry_run: bool | Unset = UNSET, first_comment: str | Unset = UNSET, tags: list[str] | Unset = UNSET, hashtags: list[str] | Unset = UNSET, mentions: list[str] | Unset = UNSET, metadata: dict[str, Any] | Unset = UNSET, reference_key: str | Unset = UNSET, queued_from_profile: str | Unset = UNSET, queue_id: str | Unset = UNSET, fan_out: types.PostsCreateFanOut | Unset = UNSET, requires_approval: bool | Unset = UNSET, allow_duplicate: bool | Unset = UNSET, if_past: Literal["publish", "refuse"] | Unset = UNSET, recycling: types.PostsCreateRecycling | None | Unset = UNSET, ignore_spacing: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.CreatedPost | types.ValidatedPost:
        """Publishes a Pin now, schedules it, or keeps it as a draft."""
        return self._transport.call("POST", "/api/v1/posts", "keyed", body=given({"content": content, "title": title, "mediaItems": media_items, "mediaIds": media_ids, "mediaFit": media_fit, "platforms": platforms, "publishNow": publish_now, "scheduledFor": scheduled_for, "timezone": timezone, "isDraft": is_draft, "dryRun": dry_run, "firstComment": first_comment, "tags": tags, "hashtags": hashtags, "mentions": mentions, "metadata": metadata, "referenceKey": reference_key, "queuedFromProfile": queued_from_profile, "queueId": queue_id, "fanOut": fan_out, "requiresApproval": requires_approval, "allowDuplicate": allow_duplicate, "ifPast": if_past, "recycling": recycling, "ignoreSpacing": ignore_spacing}), idempotency_key=idempotency_key)

    def bulk(self, *, posts: list[types.BulkRow], dry_run: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.BulkPosts:
        """Creates, changes and cancels up to 500 posts, each with its own result."""
        return self._transport.call("POST", "/api/v1/posts/bulk", "keyed", body=given({"posts": posts, "dryRun": dry_run}), idempotency_key=idempotency_key)

    def list(self, *, page: int | Unset = UNSET, limit: int | Unset = UNSET, offset: int | Unset = UNSET, status: Literal["draft", "scheduled", "publishing", "published", "partial", "failed", "cancelled"] | Unset = UNSET, platform: str | Unset = UNSET, account_id: str | Unset = UNSET, board_id: str | Unset = UNSET, held_reason: str | Unset = UNSET, profile_id: str | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, date_from: str | Unset = UNSET, date_to: str | Unset = UNSET, source: Literal["all", "zernio", "late", "external"] | Unset = UNSET, created_by: str | Unset = UNSET, include_hidden: bool | Literal["true", "false"] | Unset = UNSET, only_hidden: bool | Literal["true", "false"] | Unset = UNSET, reference_key: str | Unset = UNSET, statuses: str | Unset = UNSET, waits_for: Literal["time", "approval", "retry"] | Unset = UNSET, search: str | Unset = UNSET, sort_by: Literal["scheduled-desc", "scheduled-asc", "created-desc", "created-asc", "updated-desc", "updated-asc", "published-desc", "published-asc", "hidden-desc", "hidden-asc", "status", "platform"] | Unset = UNSET) -> types.PostList:
        """Posts, newest first, with filters and pages."""
        return self._transport.call("GET", "/api/v1/posts", "read", query=given({"page": page, "limit": limit, "offset": offset, "status": status, "platform": platform, "accountId": account_id, "boardId": board_id, "heldReason": held_reason, "profileId": profile_id, "fromDate": from_date, "toDate": to_date, "dateFrom": date_from, "dateTo": date_to, "source": source, "createdBy": created_by, "includeHidden": include_hidden, "onlyHidden": only_hidden, "referenceKey": reference_key, "statuses": statuses, "waitsFor": waits_for, "search": search, "sortBy": sort_by}))

    def each(self, *, limit: int | Unset = UNSET, offset: int | Unset = UNSET, status: Literal["draft", "scheduled", "publishing", "published", "partial", "failed", "cancelled"] | Unset = UNSET, platform: str | Unset = UNSET, account_id: str | Unset = UNSET, board_id: str | Unset = UNSET, held_reason: str | Unset = UNSET, profile_id: str | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, date_from: str | Unset = UNSET, date_to: str | Unset = UNSET, source: Literal["all", "zernio", "late", "external"] | Unset = UNSET, created_by: str | Unset = UNSET, include_hidden: bool | Literal["true", "false"] | Unset = UNSET, only_hidden: bool | Literal["true", "false"] | Unset = UNSET, reference_key: str | Unset = UNSET, statuses: str | Unset = UNSET, waits_for: Literal["time", "approval", "retry"] | Unset = UNSET, search: str | Unset = UNSET, sort_by: Literal["scheduled-desc", "scheduled-asc", "created-desc", "created-asc", "updated-desc", "updated-asc", "published-desc", "published-asc", "hidden-desc", "hidden-asc", "status", "platform"] | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/posts", "posts", "page", given({"limit": limit, "offset": offset, "status": status, "platform": platform, "accountId": account_id, "boardId": board_id, "heldReason": held_reason, "profileId": profile_id, "fromDate": from_date, "toDate": to_date, "dateFrom": date_from, "dateTo": date_to, "source": source, "createdBy": created_by, "includeHidden": include_hidden, "onlyHidden": only_hidden, "referenceKey": reference_key, "statuses": statuses, "waitsFor": waits_for, "search": search, "sortBy": sort_by}))

    def get(self, post_id: str) -> types.PostEnvelope:
        """A post with the state of each of its Pins."""
        return self._transport.call("GET", f"/api/v1/posts/{part(post_id)}", "read")

    def timeline(self, post_id: str, *, pin_id: str | Unset = UNSET, limit: int | Unset = UNSET, before: int | Unset = UNSET) -> types.Timeline:
        """What happened to each Pin of a post: every request, answer, wait and decision."""
        return self._transport.call("GET", f"/api/v1/posts/{part(post_id)}/timeline", "read", query=given({"pinId": pin_id, "limit": limit, "before": before}))

    def update(self, post_id: str, *, content: str | None | Unset = UNSET, title: str | None | Unset = UNSET, media_items: list[types.PostsUpdateMediaItemsItem] | Unset = UNSET, media_ids: list[str] | Unset = UNSET, media_fit: Literal["crop", "pad", "error"] | types.PostsUpdateMediaFit | Unset = UNSET, platforms: list[types.PostsUpdatePlatformsItem] | Unset = UNSET, publish_now: bool | Unset = UNSET, scheduled_for: str | Unset = UNSET, timezone: str | Unset = UNSET, is_draft: bool | Unset = UNSET, dry_run: bool | Unset = UNSET, first_comment: str | Unset = UNSET, tags: list[str] | None | Unset = UNSET, hashtags: list[str] | None | Unset = UNSET, mentions: list[str] | None | Unset = UNSET, metadata: dict[str, Any] | None | Unset = UNSET, reference_key: str | None | Unset = UNSET, queued_from_profile: str | Unset = UNSET, queue_id: str | Unset = UNSET, fan_out: types.PostsUpdateFanOut | Unset = UNSET, requires_approval: bool | Unset = UNSET, allow_duplicate: bool | Unset = UNSET, if_past: Literal["publish", "refuse"] | Unset = UNSET, recycling: types.PostsUpdateRecycling | None | Unset = UNSET, ignore_spacing: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedPost | types.ValidatedPost:
        """Changes a post that has not gone out: its content, its boards or its time."""
        return self._transport.call("PUT", f"/api/v1/posts/{part(post_id)}", "keyed", body=given({"content": content, "title": title, "mediaItems": media_items, "mediaIds": media_ids, "mediaFit": media_fit, "platforms": platforms, "publishNow": publish_now, "scheduledFor": scheduled_for, "timezone": timezone, "isDraft": is_draft, "dryRun": dry_run, "firstComment": first_comment, "tags": tags, "hashtags": hashtags, "mentions": mentions, "metadata": metadata, "referenceKey": reference_key, "queuedFromProfile": queued_from_profile, "queueId": queue_id, "fanOut": fan_out, "requiresApproval": requires_approval, "allowDuplicate": allow_duplicate, "ifPast": if_past, "recycling": recycling, "ignoreSpacing": ignore_spacing}), idempotency_key=idempotency_key)

    def delete(self, post_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Deletes a post that Pinterest has nothing of."""
        return self._transport.call("DELETE", f"/api/v1/posts/{part(post_id)}", "keyed", idempotency_key=idempotency_key)

    def cancel(self, post_id: str, *, idempotency_key: str | None = None) -> types.ChangedPost:
        """Stops what has not gone out yet; the post stays and can be given a new time."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/cancel", "keyed", idempotency_key=idempotency_key)

    def hide(self, post_id: str, *, hidden: bool, idempotency_key: str | None = None) -> types.PostEnvelope:
        """Hides the record of a post that goes nowhere any more, or shows it again."""
        return self._transport.call("PUT", f"/api/v1/posts/{part(post_id)}/hidden", "keyed", body=given({"hidden": hidden}), idempotency_key=idempotency_key)

    def retry(self, post_id: str, *, pin_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedPost:
        """Publishes the failed Pins of a post again, or one of them, and waits for the outcome."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/retry", "keyed", body=given({"pinId": pin_id}), idempotency_key=idempotency_key)

    def approve(self, post_id: str, *, publish_now: bool | Unset = UNSET, if_past: Literal["publish", "refuse"] | Unset = UNSET, scheduled_for: str | Unset = UNSET, timezone: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedPost:
        """Lets a post go out that waits for an approval; one whose time has passed needs a word on when."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/approve", "keyed", body=given({"publishNow": publish_now, "ifPast": if_past, "scheduledFor": scheduled_for, "timezone": timezone}), idempotency_key=idempotency_key)

    def resolve_pin(self, post_id: str, pin_id: str, *, outcome: Literal["published", "not_published"], pinterest_pin_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedPost:
        """Says what became of a Pin whose outcome is unknown: it is there, or it is not."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/pins/{part(pin_id)}/resolve", "keyed", body=given({"outcome": outcome, "pinterestPinId": pinterest_pin_id}), idempotency_key=idempotency_key)

    def unpublish(self, post_id: str, *, platform: Literal["pinterest"], account_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.Unpublished:
        """Deletes the Pins of a published post on Pinterest; the post is kept, and shown as cancelled."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/unpublish", "keyed", body=given({"platform": platform, "accountId": account_id}), idempotency_key=idempotency_key)

    def edit(self, post_id: str, *, platform: Literal["pinterest"], content: str, account_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.EditedLivePost:
        """Changes the description of the Pins of a published post on Pinterest."""
        return self._transport.call("POST", f"/api/v1/posts/{part(post_id)}/edit", "keyed", body=given({"platform": platform, "accountId": account_id, "content": content}), idempotency_key=idempotency_key)


class PostImports:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def start(self, file: str | BinaryIO, filename: str | None = None, *, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, board: str | Unset = UNSET, timezone: str | Unset = UNSET, without_date: Literal["draft", "queue", "now", "refuse"] | Unset = UNSET, queue_id: str | Unset = UNSET, draft: bool | Literal["true", "false"] | Unset = UNSET, requires_approval: bool | Literal["true", "false"] | Unset = UNSET, media_fit: Literal["crop", "pad", "error"] | Unset = UNSET, dry_run: bool | Literal["true", "false"] | Unset = UNSET, date_order: Literal["dmy", "mdy"] | Unset = UNSET, format: Literal["pinterest", "zernio", "bundle", "tailwind", "postiz", "plain"] | Unset = UNSET, mapping: str | Unset = UNSET, idempotency_key: str | None = None) -> types.PostImportReport:
        """Makes a post of each row of a CSV file, or only checks them; workers go through the rows, each once."""
        return self._transport.call("POST", "/api/v1/imports", "keyed", file=file, filename=filename, body=given({"profileId": profile_id, "accountId": account_id, "board": board, "timezone": timezone, "withoutDate": without_date, "queueId": queue_id, "draft": draft, "requiresApproval": requires_approval, "mediaFit": media_fit, "dryRun": dry_run, "dateOrder": date_order, "format": format, "mapping": mapping}), idempotency_key=idempotency_key)

    def bulk_upload(self, file: str | BinaryIO, filename: str | None = None, *, profile_id: str | Unset = UNSET, dry_run: bool | Literal["true", "false"] | Unset = UNSET, idempotency_key: str | None = None) -> types.BulkUpload:
        """Makes a post of each row of a CSV file in Zernio's columns, and answers when all are done."""
        return self._transport.call("POST", "/api/v1/posts/bulk-upload", "keyed", file=file, filename=filename, body=given({"profileId": profile_id, "dryRun": dry_run}), idempotency_key=idempotency_key)

    def record(self, *, file_name: str, rows: list[types.PostImportsRecordRowsItem], profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.PostImport:
        """Keeps what became of the rows of a file of posts, for 90 days."""
        return self._transport.call("POST", "/api/v1/imports/recorded", "keyed", body=given({"profileId": profile_id, "fileName": file_name, "rows": rows}), idempotency_key=idempotency_key)

    def list(self, *, profile_id: str | Unset = UNSET, limit: int | Unset = UNSET, offset: int | Unset = UNSET) -> types.PostImportList:
        """Files of posts that were taken in, the newest first."""
        return self._transport.call("GET", "/api/v1/imports", "read", query=given({"profileId": profile_id, "limit": limit, "offset": offset}))

    def get(self, import_id: str) -> types.PostImportReport:
        """How far one of them is, and what is wrong with its rows."""
        return self._transport.call("GET", f"/api/v1/imports/{part(import_id)}", "read")

    def rows(self, import_id: str, *, outcome: Literal["waiting", "created", "existing", "valid", "refused", "cancelled"] | Unset = UNSET, made: bool | Literal["true", "false"] | Unset = UNSET, limit: int | Unset = UNSET, offset: int | Unset = UNSET) -> types.ImportedRows:
        """Its rows, each with its post or why it has none."""
        return self._transport.call("GET", f"/api/v1/imports/{part(import_id)}/rows", "read", query=given({"outcome": outcome, "made": made, "limit": limit, "offset": offset}))

    def cancel(self, import_id: str, *, idempotency_key: str | None = None) -> types.PostImport:
        """Makes no more posts of its rows; those that were made stay."""
        return self._transport.call("POST", f"/api/v1/imports/{part(import_id)}/cancel", "keyed", idempotency_key=idempotency_key)


class Restored:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.RestoredPins:
        """Lists Pins that were due between a backup and its restore and may be out already."""
        return self._transport.call("GET", "/api/v1/restored-pins", "read", query=given({"profileId": profile_id}))

    def answer(self, *, outcome: Literal["publish", "discard"], pin_ids: list[str] | Unset = UNSET, idempotency_key: str | None = None) -> types.AnsweredRestored:
        """Answers for all such Pins at once: publish them now, or leave them out."""
        return self._transport.call("POST", "/api/v1/restored-pins", "keyed", body=given({"outcome": outcome, "pinIds": pin_ids}), idempotency_key=idempotency_key)


class Queues:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, profile_id: str | Unset = UNSET, queue_id: str | Unset = UNSET, account_id: str | Unset = UNSET, all: Literal["true", "false"] | Unset = UNSET) -> types.QueueSlots:
        """A queue with its next free slots, or every queue."""
        return self._transport.call("GET", "/api/v1/queue/slots", "read", query=given({"profileId": profile_id, "queueId": queue_id, "accountId": account_id, "all": all}))

    def create(self, *, name: str, timezone: str, slots: list[types.QueuesCreateSlotsItem], profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, active: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.CreatedQueue:
        """Makes a queue of weekly slots; the first one is the default."""
        return self._transport.call("POST", "/api/v1/queue/slots", "keyed", body=given({"profileId": profile_id, "accountId": account_id, "name": name, "timezone": timezone, "slots": slots, "active": active}), idempotency_key=idempotency_key)

    def update(self, *, timezone: str, slots: list[types.QueuesUpdateSlotsItem], profile_id: str | Unset = UNSET, queue_id: str | Unset = UNSET, account_id: str | Unset = UNSET, name: str | Unset = UNSET, active: bool | Unset = UNSET, set_as_default: bool | Unset = UNSET, reshuffle_existing: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.UpdatedQueue:
        """Changes a queue, or makes the first one."""
        return self._transport.call("PUT", "/api/v1/queue/slots", "keyed", body=given({"profileId": profile_id, "queueId": queue_id, "accountId": account_id, "name": name, "timezone": timezone, "slots": slots, "active": active, "setAsDefault": set_as_default, "reshuffleExisting": reshuffle_existing}), idempotency_key=idempotency_key)

    def delete(self, *, profile_id: str | Unset = UNSET, queue_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.DeletedQueue:
        """Deletes a queue, or all of them; posts keep their times."""
        return self._transport.call("DELETE", "/api/v1/queue/slots", "keyed", query=given({"profileId": profile_id, "queueId": queue_id}), idempotency_key=idempotency_key)

    def next_slot(self, *, profile_id: str | Unset = UNSET, queue_id: str | Unset = UNSET, account_id: str | Unset = UNSET) -> types.NextSlot:
        """The next free slot of a queue; it is not reserved."""
        return self._transport.call("GET", "/api/v1/queue/next-slot", "read", query=given({"profileId": profile_id, "queueId": queue_id, "accountId": account_id}))

    def preview(self, *, profile_id: str | Unset = UNSET, queue_id: str | Unset = UNSET, account_id: str | Unset = UNSET, count: int | Unset = UNSET) -> types.QueuePreview:
        """The slots of a queue to come, free and taken."""
        return self._transport.call("GET", "/api/v1/queue/preview", "read", query=given({"profileId": profile_id, "queueId": queue_id, "accountId": account_id, "count": count}))


class Accounts:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, status: Literal["connected", "disconnected"] | Unset = UNSET, include_over_limit: bool | Literal["true", "false"] | Unset = UNSET, page: int | Unset = UNSET, limit: int | Unset = UNSET) -> types.AccountList:
        """The connected Pinterest accounts."""
        return self._transport.call("GET", "/api/v1/accounts", "read", query=given({"platform": platform, "profileId": profile_id, "status": status, "includeOverLimit": include_over_limit, "page": page, "limit": limit}))

    def rename(self, account_id: str, *, display_name: str | None | Unset = UNSET, username: str | Unset = UNSET, idempotency_key: str | None = None) -> types.RenamedAccount:
        """Gives an account another display name here."""
        return self._transport.call("PUT", f"/api/v1/accounts/{part(account_id)}", "keyed", body=given({"displayName": display_name, "username": username}), idempotency_key=idempotency_key)

    def move(self, account_id: str, *, profile_id: str, planned_pins: Literal["cancel"] | Unset = UNSET, idempotency_key: str | None = None) -> types.MovedAccount:
        """Moves an account to another workspace; what it has published stays where it is."""
        return self._transport.call("PATCH", f"/api/v1/accounts/{part(account_id)}", "keyed", body=given({"profileId": profile_id, "plannedPins": planned_pins}), idempotency_key=idempotency_key)

    def copy(self, account_id: str, *, profile_id: str, idempotency_key: str | None = None) -> types.CopiedAccount:
        """Lets another workspace use the same sign-in of a Pinterest user."""
        return self._transport.call("POST", f"/api/v1/accounts/{part(account_id)}/copy", "keyed", body=given({"profileId": profile_id}), idempotency_key=idempotency_key)

    def disconnect(self, account_id: str, *, planned_pins: Literal["hold", "cancel"] | Unset = UNSET, data: Literal["keep", "purge"] | Unset = UNSET, idempotency_key: str | None = None) -> types.DisconnectedAccount:
        """Forgets the sign-in of an account, and holds or cancels its planned Pins."""
        return self._transport.call("DELETE", f"/api/v1/accounts/{part(account_id)}", "keyed", query=given({"plannedPins": planned_pins, "data": data}), idempotency_key=idempotency_key)

    def all_health(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, status: Literal["healthy", "warning", "error"] | Unset = UNSET) -> types.AccountsHealth:
        """Whether the accounts can publish, and what needs attention."""
        return self._transport.call("GET", "/api/v1/accounts/health", "read", query=given({"platform": platform, "profileId": profile_id, "status": status}))

    def health(self, account_id: str, *, probe: bool | Literal["true", "false"] | Unset = UNSET) -> types.AccountHealth:
        """The sign-in of an account, its permissions, and what Pinterest lets its app do."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/health", "read", query=given({"probe": probe}))

    def posts(self, account_id: str) -> types.AccountPosts:
        """The newest Pins that Pinterest shows of an account, as Zernio has it."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/posts", "read")

    def limits(self, account_id: str) -> types.AccountLimits:
        """What Pinterest's limits leave an account, and links that wait."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/limits", "read")


class Spacing:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, account_id: str) -> types.AccountSpacing:
        """How far apart the Pins of an account are kept, and when the next one is free to go."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/spacing", "read")

    def change(self, account_id: str, *, mode: Literal["off", "advise", "enforce"] | Unset = UNSET, min_gap_minutes: int | None | Unset = UNSET, link_gap_hours: int | None | Unset = UNSET, image_gap_hours: int | None | Unset = UNSET, pins_per_day: int | None | Unset = UNSET, warm_up: types.SpacingChangeWarmUp | None | Unset = UNSET, idempotency_key: str | None = None) -> types.AccountSpacing:
        """Changes the spacing rules of an account; Pins that have their times keep them until due."""
        return self._transport.call("PUT", f"/api/v1/accounts/{part(account_id)}/spacing", "keyed", body=given({"mode": mode, "minGapMinutes": min_gap_minutes, "linkGapHours": link_gap_hours, "imageGapHours": image_gap_hours, "pinsPerDay": pins_per_day, "warmUp": warm_up}), idempotency_key=idempotency_key)


class LinkTags:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET) -> types.LinkTagsInForce:
        """What is added to the links of Pins (utm_ parameters)."""
        return self._transport.call("GET", "/api/v1/link-tags", "read", query=given({"profileId": profile_id, "accountId": account_id}))

    def change(self, *, tags: types.LinkTags | None, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.LinkTagsInForce:
        """Sets what is added to the links of a workspace or an account; planned Pins keep theirs."""
        return self._transport.call("PUT", "/api/v1/link-tags", "keyed", body=given({"profileId": profile_id, "accountId": account_id, "tags": tags}), idempotency_key=idempotency_key)


class Connections:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def start(self, platform: str, *, profile_id: str | Unset = UNSET, redirect_url: str | Unset = UNSET, headless: bool | Literal["true", "false"] | Unset = UNSET, host: Literal["pinterest", "pinterest-sandbox", "sandbox"] | Unset = UNSET, secret_boards: bool | Literal["true", "false"] | Unset = UNSET, keywords: bool | Literal["true", "false"] | Unset = UNSET, choose_board: bool | Literal["true", "false"] | Unset = UNSET, expires_in_minutes: int | Unset = UNSET, account_id: str | Unset = UNSET) -> types.StartedConnection:
        """The address at which a person lets this installation use a Pinterest account."""
        return self._transport.call("GET", f"/api/v1/connect/{part(platform)}", "once", query=given({"profileId": profile_id, "redirect_url": redirect_url, "headless": headless, "host": host, "secretBoards": secret_boards, "keywords": keywords, "chooseBoard": choose_board, "expiresInMinutes": expires_in_minutes, "accountId": account_id}))

    def complete(self, platform: str, *, state: str, profile_id: str | Unset = UNSET, code: str | Unset = UNSET, error: str | Unset = UNSET) -> types.CompletedConnection:
        """Completes a connection with the code that Pinterest sent back."""
        return self._transport.call("POST", f"/api/v1/connect/{part(platform)}", "once", body=given({"profileId": profile_id, "state": state, "code": code, "error": error}))

    def status(self, platform: str, *, state: str, profile_id: str | Unset = UNSET) -> types.ConnectionState:
        """How a connection stands that was begun."""
        return self._transport.call("GET", f"/api/v1/connect/{part(platform)}/status", "read", query=given({"profileId": profile_id, "state": state}))

    def from_token(self, platform: str, *, access_token: str, profile_id: str | Unset = UNSET, refresh_token: str | Unset = UNSET, expires_at: str | Unset = UNSET, host: Literal["pinterest", "pinterest-sandbox", "sandbox"] | Unset = UNSET) -> types.ConnectedAccount:
        """Connects an account by an access token, such as one of your Pinterest app's page."""
        return self._transport.call("POST", f"/api/v1/connect/{part(platform)}/token", "once", body=given({"profileId": profile_id, "accessToken": access_token, "refreshToken": refresh_token, "expiresAt": expires_at, "host": host}))

    def pending_data(self, *, token: str) -> types.PendingData:
        """Who granted a connection, and the boards to choose from; needs its token alone."""
        return self._transport.call("GET", "/api/v1/connect/pending-data", "read", query=given({"token": token}))

    def boards(self, *, temp_token: str, profile_id: str | Unset = UNSET) -> types.OfferedBoards:
        """The boards to choose from for a connection that was granted."""
        return self._transport.call("GET", "/api/v1/connect/pinterest/select-board", "read", query=given({"profileId": profile_id, "tempToken": temp_token}))

    def select_board(self, *, temp_token: str, profile_id: str | Unset = UNSET, board_id: str | Unset = UNSET, board_name: str | Unset = UNSET, user_profile: dict[str, Any] | Unset = UNSET, refresh_token: str | Unset = UNSET, expires_in: float | Unset = UNSET, redirect_url: str | Unset = UNSET) -> types.SelectedBoard:
        """Chooses the default board, and connects the account."""
        return self._transport.call("POST", "/api/v1/connect/pinterest/select-board", "once", body=given({"profileId": profile_id, "tempToken": temp_token, "boardId": board_id, "boardName": board_name, "userProfile": user_profile, "refreshToken": refresh_token, "expiresIn": expires_in, "redirect_url": redirect_url}))


class AccountGroups:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.AccountGroupList:
        """Groups of accounts."""
        return self._transport.call("GET", "/api/v1/account-groups", "read", query=given({"profileId": profile_id}))

    def create(self, *, name: str, account_ids: list[str], profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedAccountGroup:
        """Puts accounts under a name."""
        return self._transport.call("POST", "/api/v1/account-groups", "keyed", body=given({"profileId": profile_id, "name": name, "accountIds": account_ids}), idempotency_key=idempotency_key)

    def update(self, group_id: str, *, name: str | Unset = UNSET, account_ids: list[str] | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedAccountGroup:
        """Renames a group, or changes which accounts are in it."""
        return self._transport.call("PUT", f"/api/v1/account-groups/{part(group_id)}", "keyed", body=given({"name": name, "accountIds": account_ids}), idempotency_key=idempotency_key)

    def delete(self, group_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Deletes a group; its accounts stay."""
        return self._transport.call("DELETE", f"/api/v1/account-groups/{part(group_id)}", "keyed", idempotency_key=idempotency_key)


class Boards:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, account_id: str, *, refresh: bool | Literal["true", "false"] | Unset = UNSET, search: str | Unset = UNSET) -> types.BoardList:
        """The boards of an account, with the time they were read from Pinterest."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/pinterest-boards", "read", query=given({"refresh": refresh, "search": search}))

    def create(self, account_id: str, *, name: str, description: str | Unset = UNSET, privacy: Literal["PUBLIC", "PROTECTED", "SECRET"] | Unset = UNSET, idempotency_key: str | None = None) -> types.BoardAnswer:
        """Makes a board on Pinterest."""
        return self._transport.call("POST", f"/api/v1/accounts/{part(account_id)}/pinterest-boards", "keyed", body=given({"name": name, "description": description, "privacy": privacy}), idempotency_key=idempotency_key)

    def set_default(self, account_id: str, *, default_board_id: str | None, default_board_name: str | Unset = UNSET, idempotency_key: str | None = None) -> types.DefaultBoardAnswer:
        """Says on which board Pins of the account go that name none."""
        return self._transport.call("PUT", f"/api/v1/accounts/{part(account_id)}/pinterest-boards", "keyed", body=given({"defaultBoardId": default_board_id, "defaultBoardName": default_board_name}), idempotency_key=idempotency_key)

    def update(self, account_id: str, board_id: str, *, name: str | Unset = UNSET, description: str | None | Unset = UNSET, privacy: Literal["PUBLIC", "SECRET"] | Unset = UNSET, idempotency_key: str | None = None) -> types.BoardAnswer:
        """Renames a board on Pinterest, describes it, or changes who can see it."""
        return self._transport.call("PATCH", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}", "keyed", body=given({"name": name, "description": description, "privacy": privacy}), idempotency_key=idempotency_key)

    def delete(self, account_id: str, board_id: str, *, move_pins_to: str | Unset = UNSET, cancel_pins: bool | Literal["true", "false"] | Unset = UNSET, idempotency_key: str | None = None) -> types.Message:
        """Deletes a board on Pinterest, with every Pin on it."""
        return self._transport.call("DELETE", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}", "keyed", query=given({"movePinsTo": move_pins_to, "cancelPins": cancel_pins}), idempotency_key=idempotency_key)

    def move_pins(self, account_id: str, board_id: str, *, to_board_id: str, section_id: str | Unset = UNSET, to_section_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.MovedPins:
        """Moves all Pins that are planned for a board to another one; published ones stay."""
        return self._transport.call("POST", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}/move-pins", "keyed", body=given({"sectionId": section_id, "toBoardId": to_board_id, "toSectionId": to_section_id}), idempotency_key=idempotency_key)


class Sections:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, account_id: str, board_id: str, *, refresh: bool | Literal["true", "false"] | Unset = UNSET) -> types.SectionList:
        """The sections of a board, with the time they were read from Pinterest."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}/sections", "read", query=given({"refresh": refresh}))

    def create(self, account_id: str, board_id: str, *, name: str, idempotency_key: str | None = None) -> types.SectionAnswer:
        """Makes a section on a board on Pinterest."""
        return self._transport.call("POST", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}/sections", "keyed", body=given({"name": name}), idempotency_key=idempotency_key)

    def rename(self, account_id: str, board_id: str, section_id: str, *, name: str, idempotency_key: str | None = None) -> types.SectionAnswer:
        """Renames a section on Pinterest."""
        return self._transport.call("PATCH", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}/sections/{part(section_id)}", "keyed", body=given({"name": name}), idempotency_key=idempotency_key)

    def delete(self, account_id: str, board_id: str, section_id: str, *, pins_to_board: bool | Literal["true", "false"] | Unset = UNSET, cancel_pins: bool | Literal["true", "false"] | Unset = UNSET, idempotency_key: str | None = None) -> types.Message:
        """Deletes a section on Pinterest, with every Pin in it."""
        return self._transport.call("DELETE", f"/api/v1/accounts/{part(account_id)}/pinterest-boards/{part(board_id)}/sections/{part(section_id)}", "keyed", query=given({"pinsToBoard": pins_to_board, "cancelPins": cancel_pins}), idempotency_key=idempotency_key)


class Pins:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link_domain: str | Unset = UNSET, search: str | Unset = UNSET, creative_types: str | Unset = UNSET, ours: bool | Literal["true", "false"] | Unset = UNSET, state: Literal["live", "removed", "hidden", "all"] | Unset = UNSET, pin_filter: Literal["exclude_native", "exclude_repins", "has_been_promoted"] | Unset = UNSET, privacy: Literal["PUBLIC", "PROTECTED", "SECRET"] | Unset = UNSET, created_from: str | Unset = UNSET, created_to: str | Unset = UNSET, limit: int | Unset = UNSET, cursor: str | Unset = UNSET, count: bool | Literal["true", "false"] | Unset = UNSET) -> types.LivePinList:
        """Pins as Pinterest shows them, whoever made them, newest first, as they were last read."""
        return self._transport.call("GET", "/api/v1/pins", "read", query=given({"profileId": profile_id, "accountId": account_id, "boardId": board_id, "sectionId": section_id, "linkDomain": link_domain, "search": search, "creativeTypes": creative_types, "ours": ours, "state": state, "pinFilter": pin_filter, "privacy": privacy, "createdFrom": created_from, "createdTo": created_to, "limit": limit, "cursor": cursor, "count": count}))

    def each(self, *, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link_domain: str | Unset = UNSET, search: str | Unset = UNSET, creative_types: str | Unset = UNSET, ours: bool | Literal["true", "false"] | Unset = UNSET, state: Literal["live", "removed", "hidden", "all"] | Unset = UNSET, pin_filter: Literal["exclude_native", "exclude_repins", "has_been_promoted"] | Unset = UNSET, privacy: Literal["PUBLIC", "PROTECTED", "SECRET"] | Unset = UNSET, created_from: str | Unset = UNSET, created_to: str | Unset = UNSET, limit: int | Unset = UNSET, count: bool | Literal["true", "false"] | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/pins", "pins", "cursor", given({"profileId": profile_id, "accountId": account_id, "boardId": board_id, "sectionId": section_id, "linkDomain": link_domain, "search": search, "creativeTypes": creative_types, "ours": ours, "state": state, "pinFilter": pin_filter, "privacy": privacy, "createdFrom": created_from, "createdTo": created_to, "limit": limit, "count": count}))

    def get(self, pin_id: str, *, account_id: str | Unset = UNSET, fresh: bool | Literal["true", "false"] | Unset = UNSET) -> types.LivePinAnswer:
        """A Pin as Pinterest shows it."""
        return self._transport.call("GET", f"/api/v1/pins/{part(pin_id)}", "read", query=given({"accountId": account_id, "fresh": fresh}))

    def import_(self, account_id: str, *, mark_all_removed: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.PinImport:
        """Reads all Pins of an account from Pinterest now, in the background."""
        return self._transport.call("POST", f"/api/v1/accounts/{part(account_id)}/import", "keyed", body=given({"markAllRemoved": mark_all_removed}), idempotency_key=idempotency_key)

    def import_progress(self, account_id: str) -> types.PinImport:
        """How far the reading of the Pins of an account is."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/import", "read")

    def update(self, pin_id: str, *, account_id: str | Unset = UNSET, title: str | None | Unset = UNSET, description: str | None | Unset = UNSET, link: str | None | Unset = UNSET, alt_text: str | None | Unset = UNSET, slides: list[types.PinsUpdateSlidesItem] | Unset = UNSET, board: str | Unset = UNSET, section: str | None | Unset = UNSET, seen: types.PinsUpdateSeen | Unset = UNSET, changed_at: str | Unset = UNSET, idempotency_key: str | None = None) -> types.UpdatedLivePin:
        """Edits a Pin on Pinterest, or moves it to another board."""
        return self._transport.call("PATCH", f"/api/v1/pins/{part(pin_id)}", "keyed", body=given({"accountId": account_id, "title": title, "description": description, "link": link, "altText": alt_text, "slides": slides, "board": board, "section": section, "seen": seen, "changedAt": changed_at}), idempotency_key=idempotency_key)

    def delete(self, pin_id: str, *, account_id: str | Unset = UNSET, delay_seconds: int | Unset = UNSET, idempotency_key: str | None = None) -> types.PinChangeAnswer:
        """Deletes a Pin on Pinterest, after a delay in which that can be cancelled."""
        return self._transport.call("DELETE", f"/api/v1/pins/{part(pin_id)}", "keyed", query=given({"accountId": account_id, "delaySeconds": delay_seconds}), idempotency_key=idempotency_key)

    def hide(self, pin_id: str, *, hidden: bool, account_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.HiddenPin:
        """Leaves a Pin out of the lists here, or shows it again; on Pinterest it stays."""
        return self._transport.call("PUT", f"/api/v1/pins/{part(pin_id)}/hidden", "keyed", body=given({"accountId": account_id, "hidden": hidden}), idempotency_key=idempotency_key)

    def save(self, pin_id: str, *, boards: list[str], account_id: str | Unset = UNSET, scheduled_for: str | Unset = UNSET, timezone: str | Unset = UNSET, interval_minutes: int | Unset = UNSET, jitter_minutes: int | Unset = UNSET, idempotency_key: str | None = None) -> types.CreatedPost:
        """Saves a Pin to other boards, now or one after the other, as a post."""
        return self._transport.call("POST", f"/api/v1/pins/{part(pin_id)}/save", "keyed", body=given({"accountId": account_id, "boards": boards, "scheduledFor": scheduled_for, "timezone": timezone, "intervalMinutes": interval_minutes, "jitterMinutes": jitter_minutes}), idempotency_key=idempotency_key)

    def bulk(self, *, account_id: str, select: types.PinsBulkSelect, action: types.PinsBulkAction1 | types.PinsBulkAction2 | types.PinsBulkAction3 | types.PinsBulkAction4 | types.PinsBulkAction5, dry_run: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.BulkLivePins:
        """Changes many Pins at once: find and replace, UTM, move, save, delete."""
        return self._transport.call("POST", "/api/v1/pins/bulk", "keyed", body=given({"accountId": account_id, "select": select, "action": action, "dryRun": dry_run}), idempotency_key=idempotency_key)

    def changes(self, *, profile_id: str | Unset = UNSET, state: Literal["open", "done", "refused", "conflict", "cancelled"] | Unset = UNSET, batch_id: str | Unset = UNSET, pinterest_pin_id: str | Unset = UNSET, account_id: str | Unset = UNSET, limit: int | Unset = UNSET, cursor: str | Unset = UNSET) -> types.PinChangeList:
        """Wanted changes of Pins on Pinterest, newest first, with what became of them."""
        return self._transport.call("GET", "/api/v1/pin-changes", "read", query=given({"profileId": profile_id, "state": state, "batchId": batch_id, "pinterestPinId": pinterest_pin_id, "accountId": account_id, "limit": limit, "cursor": cursor}))

    def each_changes(self, *, profile_id: str | Unset = UNSET, state: Literal["open", "done", "refused", "conflict", "cancelled"] | Unset = UNSET, batch_id: str | Unset = UNSET, pinterest_pin_id: str | Unset = UNSET, account_id: str | Unset = UNSET, limit: int | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/pin-changes", "changes", "cursor", given({"profileId": profile_id, "state": state, "batchId": batch_id, "pinterestPinId": pinterest_pin_id, "accountId": account_id, "limit": limit}))

    def resolve_change(self, change_id: str, *, keep: Literal["mine", "theirs"], idempotency_key: str | None = None) -> types.PinChangeAnswer:
        """Says which is to stay where the same was changed on Pinterest, or tries a refused change again."""
        return self._transport.call("POST", f"/api/v1/pin-changes/{part(change_id)}/resolve", "keyed", body=given({"keep": keep}), idempotency_key=idempotency_key)

    def answer_changes(self, *, keep: Literal["mine", "theirs"], profile_id: str | Unset = UNSET, batch_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.AnsweredPinChanges:
        """Answers all changes that ask, of a batch or out of a backup: make them, or drop them."""
        return self._transport.call("POST", "/api/v1/pin-changes/answers", "keyed", body=given({"profileId": profile_id, "batchId": batch_id, "keep": keep}), idempotency_key=idempotency_key)

    def batches(self, *, profile_id: str | Unset = UNSET, batch_id: str | Unset = UNSET, account_id: str | Unset = UNSET, limit: int | Unset = UNSET, cursor: str | Unset = UNSET) -> types.PinBatchList:
        """Changes of many Pins at once, newest first, with how far each is."""
        return self._transport.call("GET", "/api/v1/pin-batches", "read", query=given({"profileId": profile_id, "batchId": batch_id, "accountId": account_id, "limit": limit, "cursor": cursor}))

    def each_batches(self, *, profile_id: str | Unset = UNSET, batch_id: str | Unset = UNSET, account_id: str | Unset = UNSET, limit: int | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/pin-batches", "batches", "cursor", given({"profileId": profile_id, "batchId": batch_id, "accountId": account_id, "limit": limit}))

    def undo(self, *, profile_id: str | Unset = UNSET, change_id: str | Unset = UNSET, batch_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.UndonePinChanges:
        """Takes a change back, or a batch: cancels what has not begun, and reverses edits."""
        return self._transport.call("POST", "/api/v1/pin-changes/undo", "keyed", body=given({"profileId": profile_id, "changeId": change_id, "batchId": batch_id}), idempotency_key=idempotency_key)


class Keywords:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def suggest(self, account_id: str, *, term: str, limit: int | Unset = UNSET) -> types.SuggestedKeywords:
        """What people search for on Pinterest that begins with a term."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/keywords/suggested", "read", query=given({"term": term, "limit": limit}))

    def related(self, account_id: str, *, terms: str) -> types.RelatedKeywords:
        """What people search for on Pinterest that has to do with terms."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/keywords/related", "read", query=given({"terms": terms}))

    def trending(self, account_id: str, *, region: Literal["US", "CA", "DE", "FR", "ES", "IT", "DE+AT+CH", "GB+IE", "IT+ES+PT+GR+MT", "PL+RO+HU+SK+CZ", "SE+DK+FI+NO", "NL+BE+LU", "AR", "BR", "CO", "MX", "MX+AR+CO+CL", "AU+NZ"], type: Literal["growing", "monthly", "yearly", "seasonal"] | Unset = UNSET, interests: str | Unset = UNSET, genders: str | Unset = UNSET, ages: str | Unset = UNSET, include_keywords: str | Unset = UNSET, limit: int | Unset = UNSET) -> types.TrendingKeywords:
        """What people in a region search for more and more on Pinterest, or most."""
        return self._transport.call("GET", f"/api/v1/accounts/{part(account_id)}/keywords/trending", "read", query=given({"region": region, "type": type, "interests": interests, "genders": genders, "ages": ages, "includeKeywords": include_keywords, "limit": limit}))


class Analytics:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def account(self, *, account_id: str, from_: str | Unset = UNSET, to: str | Unset = UNSET, bucket: Literal["day", "week", "month"] | Unset = UNSET) -> types.AnalyticsAccount:
        """Figures of an account, as Pinterest totals them."""
        return self._transport.call("GET", "/api/v1/analytics/account", "read", query=given({"accountId": account_id, "from": from_, "to": to, "bucket": bucket}))

    def pins(self, *, account_id: str, from_: str | Unset = UNSET, to: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link: str | Unset = UNSET, link_domain: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, tag: str | Unset = UNSET, metrics: str | Unset = UNSET, sort: Literal["impressions", "saves", "pinClicks", "outboundClicks", "follows", "profileVisits", "videoViews", "video10sViews", "videoStarts", "video95PercentViews", "videoWatchMs"] | Literal["createdAt"] | Unset = UNSET, order: Literal["asc", "desc"] | Unset = UNSET, page: int | Unset = UNSET, limit: int | Unset = UNSET) -> types.AnalyticsPins:
        """Pins with their figures."""
        return self._transport.call("GET", "/api/v1/analytics/pins", "read", query=given({"accountId": account_id, "from": from_, "to": to, "boardId": board_id, "sectionId": section_id, "link": link, "linkDomain": link_domain, "kind": kind, "tag": tag, "metrics": metrics, "sort": sort, "order": order, "page": page, "limit": limit}))

    def each_pins(self, *, account_id: str, from_: str | Unset = UNSET, to: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link: str | Unset = UNSET, link_domain: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, tag: str | Unset = UNSET, metrics: str | Unset = UNSET, sort: Literal["impressions", "saves", "pinClicks", "outboundClicks", "follows", "profileVisits", "videoViews", "video10sViews", "videoStarts", "video95PercentViews", "videoWatchMs"] | Literal["createdAt"] | Unset = UNSET, order: Literal["asc", "desc"] | Unset = UNSET, limit: int | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/analytics/pins", "pins", "page", given({"accountId": account_id, "from": from_, "to": to, "boardId": board_id, "sectionId": section_id, "link": link, "linkDomain": link_domain, "kind": kind, "tag": tag, "metrics": metrics, "sort": sort, "order": order, "limit": limit}))

    def pin(self, pin_id: str, *, account_id: str | Unset = UNSET, from_: str | Unset = UNSET, to: str | Unset = UNSET, bucket: Literal["day", "week", "month"] | Unset = UNSET, metrics: str | Unset = UNSET) -> types.AnalyticsPin:
        """Figures of one Pin."""
        return self._transport.call("GET", f"/api/v1/analytics/pins/{part(pin_id)}", "read", query=given({"accountId": account_id, "from": from_, "to": to, "bucket": bucket, "metrics": metrics}))

    def breakdown(self, *, account_id: str, by: Literal["board", "section", "link", "domain", "kind", "tag", "weekday", "hour", "weekdayHour", "age"], from_: str | Unset = UNSET, to: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link: str | Unset = UNSET, link_domain: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, tag: str | Unset = UNSET, metrics: str | Unset = UNSET, bucket: Literal["week", "month"] | Unset = UNSET, timezone: str | Unset = UNSET, sort: Literal["impressions", "saves", "pinClicks", "outboundClicks", "follows", "profileVisits", "videoViews", "video10sViews", "videoStarts", "video95PercentViews", "videoWatchMs"] | Unset = UNSET, limit: int | Unset = UNSET) -> types.AnalyticsBreakdown:
        """Figures of Pins by board, link, tag, time of publishing and the like, or by age."""
        return self._transport.call("GET", "/api/v1/analytics/breakdown", "read", query=given({"accountId": account_id, "from": from_, "to": to, "boardId": board_id, "sectionId": section_id, "link": link, "linkDomain": link_domain, "kind": kind, "tag": tag, "metrics": metrics, "by": by, "bucket": bucket, "timezone": timezone, "sort": sort, "limit": limit}))

    def top(self, *, account_id: str, from_: str | Unset = UNSET, to: str | Unset = UNSET, board_id: str | Unset = UNSET, section_id: str | Unset = UNSET, link: str | Unset = UNSET, link_domain: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, tag: str | Unset = UNSET, metrics: str | Unset = UNSET, limit: int | Unset = UNSET) -> types.AnalyticsTop:
        """The best Pins by each metric."""
        return self._transport.call("GET", "/api/v1/analytics/top", "read", query=given({"accountId": account_id, "from": from_, "to": to, "boardId": board_id, "sectionId": section_id, "link": link, "linkDomain": link_domain, "kind": kind, "tag": tag, "metrics": metrics, "limit": limit}))

    def status(self, *, account_id: str) -> types.AnalyticsStatus:
        """What was collected of the numbers of an account, and what was not."""
        return self._transport.call("GET", "/api/v1/analytics/status", "read", query=given({"accountId": account_id}))

    def refresh(self, *, account_id: str | Unset = UNSET, pin_id: str | Unset = UNSET, most_per_day: int | Unset = UNSET, idempotency_key: str | None = None) -> types.AnalyticsRefresh:
        """Reads the numbers of an account or of one Pin from Pinterest now."""
        return self._transport.call("POST", "/api/v1/analytics/refresh", "keyed", body=given({"accountId": account_id, "pinId": pin_id, "mostPerDay": most_per_day}), idempotency_key=idempotency_key)


class PostAnalytics:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET, post_id: str | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, page: int | Unset = UNSET, limit: int | Unset = UNSET, sort_by: Literal["date", "engagement", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks", "views", "follows", "ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "reposts", "reels_skip_rate", "completion_rate", "profile_views", "website_clicks"] | Unset = UNSET, order: Literal["asc", "desc"] | Unset = UNSET) -> types.SinglePostAnalytics | types.PostAnalyticsList:
        """Lifetime figures of posts and of Pins made elsewhere, or of one of them, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics", "read", query=given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source, "postId": post_id, "fromDate": from_date, "toDate": to_date, "page": page, "limit": limit, "sortBy": sort_by, "order": order}))

    def each_get(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET, post_id: str | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, limit: int | Unset = UNSET, sort_by: Literal["date", "engagement", "impressions", "reach", "likes", "comments", "shares", "saves", "clicks", "views", "follows", "ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "reposts", "reels_skip_rate", "completion_rate", "profile_views", "website_clicks"] | Unset = UNSET, order: Literal["asc", "desc"] | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/analytics", "posts", "page", given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source, "postId": post_id, "fromDate": from_date, "toDate": to_date, "limit": limit, "sortBy": sort_by, "order": order}))

    def daily(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, attribution: Literal["publish", "received"] | Unset = UNSET) -> types.DailyMetrics:
        """Figures by day, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics/daily-metrics", "read", query=given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source, "fromDate": from_date, "toDate": to_date, "attribution": attribution}))

    def timeline(self, *, post_id: str, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET) -> types.PostTimelineMetrics:
        """Days of one post, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics/post-timeline", "read", query=given({"postId": post_id, "fromDate": from_date, "toDate": to_date}))

    def best_times(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET) -> types.BestTimes:
        """Saves by weekday and hour of publishing in UTC, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics/best-time", "read", query=given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source}))

    def decay(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET) -> types.ContentDecay:
        """How fast Pins get their saves, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics/content-decay", "read", query=given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source}))

    def frequency(self, *, platform: str | Unset = UNSET, profile_id: str | Unset = UNSET, account_id: str | Unset = UNSET, source: Literal["all", "late", "external"] | Unset = UNSET) -> types.PostingFrequency:
        """Saves by how many Pins a week were published, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/analytics/posting-frequency", "read", query=given({"platform": platform, "profileId": profile_id, "accountId": account_id, "source": source}))

    def sync(self, *, account_id: str, url: str | Unset = UNSET, post_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.SyncedExternal:
        """Reads the Pins of an account, or one of them, from Pinterest now, as Zernio has it."""
        return self._transport.call("POST", "/api/v1/posts/sync-external", "keyed", body=given({"accountId": account_id, "url": url, "postId": post_id}), idempotency_key=idempotency_key)

    def followers(self, *, account_ids: str | Unset = UNSET, profile_id: str | Unset = UNSET, from_date: str | Unset = UNSET, to_date: str | Unset = UNSET, granularity: Literal["daily", "weekly", "monthly"] | Unset = UNSET) -> types.FollowerStats:
        """Followers by day, as Zernio has it."""
        return self._transport.call("GET", "/api/v1/accounts/follower-stats", "read", query=given({"accountIds": account_ids, "profileId": profile_id, "fromDate": from_date, "toDate": to_date, "granularity": granularity}))


class Media:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def presign(self, *, filename: str, content_type: Literal["image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/heif", "image/tiff", "image/bmp", "video/mp4", "video/quicktime", "video/x-m4v", "application/octet-stream"], profile_id: str | Unset = UNSET, size: int | Unset = UNSET, idempotency_key: str | None = None) -> types.PresignedUpload:
        """An address to PUT a file to, and the id and public address it will have."""
        return self._transport.call("POST", "/api/v1/media/presign", "keyed", body=given({"profileId": profile_id, "filename": filename, "contentType": content_type, "size": size}), idempotency_key=idempotency_key)

    def upload(self, file: str | BinaryIO, filename: str | None = None, *, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.DirectUpload:
        """Uploads a file in one request."""
        return self._transport.call("POST", "/api/v1/media/upload-direct", "keyed", file=file, filename=filename, body=given({"profileId": profile_id}), idempotency_key=idempotency_key)

    def start_direct_upload(self, *, filename: str, content_type: Literal["image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/heif", "image/tiff", "image/bmp", "video/mp4", "video/quicktime", "video/x-m4v", "application/octet-stream"], size: int, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.DirectUploadSlot:
        """An address to PUT a file to, at the object store where there is one; it counts once it is completed."""
        return self._transport.call("POST", "/api/v1/media/direct-uploads", "keyed", body=given({"profileId": profile_id, "filename": filename, "contentType": content_type, "size": size}), idempotency_key=idempotency_key)

    def complete_direct_upload(self, media_id: str, *, idempotency_key: str | None = None) -> types.Media:
        """Takes in what was uploaded there: checks it, and keeps a copy that no address leads to."""
        return self._transport.call("POST", f"/api/v1/media/direct-uploads/{part(media_id)}/complete", "keyed", idempotency_key=idempotency_key)

    def list(self, *, profile_id: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, used: bool | Literal["true", "false"] | Unset = UNSET, ids: str | Unset = UNSET, with_posts: bool | Literal["true", "false"] | Unset = UNSET, limit: int | Unset = UNSET, offset: int | Unset = UNSET) -> types.MediaList:
        """Uploaded and fetched files, the newest first."""
        return self._transport.call("GET", "/api/v1/media", "read", query=given({"profileId": profile_id, "kind": kind, "used": used, "ids": ids, "withPosts": with_posts, "limit": limit, "offset": offset}))

    def each(self, *, profile_id: str | Unset = UNSET, kind: Literal["image", "video"] | Unset = UNSET, used: bool | Literal["true", "false"] | Unset = UNSET, ids: str | Unset = UNSET, with_posts: bool | Literal["true", "false"] | Unset = UNSET, limit: int | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/media", "media", "offset", given({"profileId": profile_id, "kind": kind, "used": used, "ids": ids, "withPosts": with_posts, "limit": limit}))

    def get(self, media_id: str) -> types.ListedMedia:
        """A file, with the posts that show it."""
        return self._transport.call("GET", f"/api/v1/media/{part(media_id)}", "read")

    def delete(self, media_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Deletes a file that no post shows."""
        return self._transport.call("DELETE", f"/api/v1/media/{part(media_id)}", "keyed", idempotency_key=idempotency_key)

    def fetch(self, *, url: str, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.Media:
        """Takes in the file behind an address."""
        return self._transport.call("POST", "/api/v1/media/from-url", "keyed", body=given({"profileId": profile_id, "url": url}), idempotency_key=idempotency_key)

    def start_parts(self, *, filename: str, content_type: Literal["image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/heif", "image/tiff", "image/bmp", "video/mp4", "video/quicktime", "video/x-m4v", "application/octet-stream"], size: int, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.PartsSlot:
        """Addresses to PUT a large file to in parts; it counts once it is completed."""
        return self._transport.call("POST", "/api/v1/media/part-uploads", "keyed", body=given({"profileId": profile_id, "filename": filename, "contentType": content_type, "size": size}), idempotency_key=idempotency_key)

    def sign_parts(self, media_id: str, *, numbers: list[int]) -> types.SignedParts:
        """New addresses for parts of an upload."""
        return self._transport.call("POST", f"/api/v1/media/part-uploads/{part(media_id)}/sign", "read", body=given({"numbers": numbers}))

    def complete_parts(self, media_id: str, *, parts: list[types.MediaCompletePartsPartsItem], idempotency_key: str | None = None) -> types.Media:
        """Puts the parts of an upload together, and checks the file."""
        return self._transport.call("POST", f"/api/v1/media/part-uploads/{part(media_id)}/complete", "keyed", body=given({"parts": parts}), idempotency_key=idempotency_key)

    def abort_parts(self, media_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Gives up an upload in parts, and removes what came of it."""
        return self._transport.call("DELETE", f"/api/v1/media/part-uploads/{part(media_id)}", "keyed", idempotency_key=idempotency_key)


class Events:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, after: str | Unset = UNSET, limit: int | Unset = UNSET) -> types.EventList:
        """What happened since a cursor, in order and without gaps."""
        return self._transport.call("GET", "/api/v1/events", "read", query=given({"profileId": profile_id, "after": after, "limit": limit}))


class Feeds:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.FeedList:
        """The feeds whose new entries become posts."""
        return self._transport.call("GET", "/api/v1/feeds", "read", query=given({"profileId": profile_id}))

    def create(self, *, url: str, account_id: str, board: str, name: str | Unset = UNSET, rules: list[types.FeedsCreateRulesItem] | Unset = UNSET, makes: Literal["draft", "approval", "queue"] | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedFeed:
        """Lets new entries of a feed become posts; those that are in it now do not."""
        return self._transport.call("POST", "/api/v1/feeds", "keyed", body=given({"url": url, "accountId": account_id, "name": name, "board": board, "rules": rules, "makes": makes}), idempotency_key=idempotency_key)

    def update(self, feed_id: str, *, name: str | Unset = UNSET, board: str | Unset = UNSET, rules: list[types.FeedsUpdateRulesItem] | Unset = UNSET, makes: Literal["draft", "approval", "queue"] | Unset = UNSET, is_paused: bool | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedFeed:
        """Changes what becomes of the entries of a feed, or pauses it."""
        return self._transport.call("PATCH", f"/api/v1/feeds/{part(feed_id)}", "keyed", body=given({"name": name, "board": board, "rules": rules, "makes": makes, "isPaused": is_paused}), idempotency_key=idempotency_key)

    def delete(self, feed_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Reads a feed no more; what was made of it stays."""
        return self._transport.call("DELETE", f"/api/v1/feeds/{part(feed_id)}", "keyed", idempotency_key=idempotency_key)

    def entries(self, feed_id: str) -> types.FeedEntries:
        """What became of the latest entries of a feed."""
        return self._transport.call("GET", f"/api/v1/feeds/{part(feed_id)}/entries", "read")


class Instance:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, profile_id: str | Unset = UNSET) -> types.Instance:
        """Version, mode and workspace of this installation."""
        return self._transport.call("GET", "/api/v1/instance", "read", query=given({"profileId": profile_id}))

    def health(self, *, profile_id: str | Unset = UNSET) -> types.InstanceHealth:
        """How this installation and the work of the workspace stand."""
        return self._transport.call("GET", "/api/v1/instance/health", "read", query=given({"profileId": profile_id}))


class Keys:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def verify(self, *, profile_id: str | Unset = UNSET) -> types.Verified:
        """Whether the credentials are valid, and whose they are."""
        return self._transport.call("GET", "/api/v1/auth/verify", "read", query=given({"profileId": profile_id}))

    def list(self, *, profile_id: str | Unset = UNSET) -> types.ApiKeyList:
        """Lists the API keys of the workspace, revoked ones too."""
        return self._transport.call("GET", "/api/v1/api-keys", "read", query=given({"profileId": profile_id}))

    def create(self, *, name: str, profile_id: str | Unset = UNSET, permission: Literal["read", "read-write"] | Unset = UNSET, scopes: list[Literal["read", "write", "posts:read", "posts:write", "posts:publish", "posts:approve", "pins:read", "pins:write", "pins:delete", "analytics:read", "analytics:write", "accounts:read", "accounts:write", "boards:read", "boards:write", "media:write", "queues:read", "queues:write", "keys:read", "keys:write", "webhooks:read", "webhooks:write", "instance:read", "instance:metrics", "workspaces:read", "workspaces:write", "workspaces:manage", "people:read", "people:write", "audit:read"]] | Unset = UNSET, scope: Literal["full", "profiles"] | Unset = UNSET, profile_ids: list[str] | Unset = UNSET, expires_in: int | Unset = UNSET, requests_per_minute: int | Unset = UNSET, idempotency_key: str | None = None) -> types.CreatedKey:
        """Makes an API key; the answer is the only place where it is shown."""
        return self._transport.call("POST", "/api/v1/api-keys", "keyed", body=given({"profileId": profile_id, "name": name, "permission": permission, "scopes": scopes, "scope": scope, "profileIds": profile_ids, "expiresIn": expires_in, "requestsPerMinute": requests_per_minute}), idempotency_key=idempotency_key)

    def revoke(self, key_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Revokes an API key and every session that was opened with it, at once."""
        return self._transport.call("DELETE", f"/api/v1/api-keys/{part(key_id)}", "keyed", idempotency_key=idempotency_key)


class Me:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, profile_id: str | Unset = UNSET) -> types.Me:
        """Who the request is of, and what they may do in which workspace."""
        return self._transport.call("GET", "/api/v1/me", "read", query=given({"profileId": profile_id}))

    def switch(self, *, profile_id: str, idempotency_key: str | None = None) -> types.Message:
        """Lets a session of the dashboard look at another workspace."""
        return self._transport.call("PUT", "/api/v1/me/workspace", "keyed", body=given({"profileId": profile_id}), idempotency_key=idempotency_key)

    def change_password(self, *, current_password: str, new_password: str) -> types.Message:
        """Changes the own password; every other session ends."""
        return self._transport.call("PUT", "/api/v1/me/password", "once", body=given({"currentPassword": current_password, "newPassword": new_password}))


class Sessions:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, person_id: str | Unset = UNSET) -> types.SessionList:
        """Where a person is signed in."""
        return self._transport.call("GET", "/api/v1/sessions", "read", query=given({"profileId": profile_id, "personId": person_id}))

    def revoke(self, session_id: str, *, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.Message:
        """Ends a session at once."""
        return self._transport.call("DELETE", f"/api/v1/sessions/{part(session_id)}", "keyed", query=given({"profileId": profile_id}), idempotency_key=idempotency_key)


class People:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.People:
        """Everybody in the workspace, and the invitations that are open."""
        return self._transport.call("GET", "/api/v1/people", "read", query=given({"profileId": profile_id}))

    def set_up(self, *, login: str, name: str, password: str, profile_id: str | Unset = UNSET) -> types.PersonEnvelope:
        """Makes the first owner of a workspace that has none."""
        return self._transport.call("POST", "/api/v1/people/first-owner", "once", body=given({"login": login, "name": name, "password": password, "profileId": profile_id}))

    def change_role(self, person_id: str, *, role: types.Role, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.PersonEnvelope:
        """Changes the role of a person in the workspace."""
        return self._transport.call("PUT", f"/api/v1/people/{part(person_id)}", "keyed", body=given({"profileId": profile_id, "role": role}), idempotency_key=idempotency_key)

    def remove(self, person_id: str, *, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.Message:
        """Removes a person from the workspace, at once."""
        return self._transport.call("DELETE", f"/api/v1/people/{part(person_id)}", "keyed", query=given({"profileId": profile_id}), idempotency_key=idempotency_key)

    def reset_password(self, person_id: str, *, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ResetLink:
        """Makes a link with which a person sets a new password, once."""
        return self._transport.call("POST", f"/api/v1/people/{part(person_id)}/password-reset", "keyed", query=given({"profileId": profile_id}), idempotency_key=idempotency_key)


class Invites:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, *, role: types.Role, profile_id: str | Unset = UNSET, note: str | Unset = UNSET, expires_in_hours: int | Unset = UNSET, idempotency_key: str | None = None) -> types.CreatedInvite:
        """Makes a link that lets a person into the workspace, once."""
        return self._transport.call("POST", "/api/v1/invites", "keyed", body=given({"profileId": profile_id, "role": role, "note": note, "expiresInHours": expires_in_hours}), idempotency_key=idempotency_key)

    def revoke(self, invite_id: str, *, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.Message:
        """Takes an invitation back."""
        return self._transport.call("DELETE", f"/api/v1/invites/{part(invite_id)}", "keyed", query=given({"profileId": profile_id}), idempotency_key=idempotency_key)


class DeviceLogins:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, user_code: str, *, profile_id: str | Unset = UNSET) -> types.DeviceLogin:
        """A command line that asks to be let in, by the code that it shows."""
        return self._transport.call("GET", f"/api/v1/device-logins/{part(user_code)}", "read", query=given({"profileId": profile_id}))

    def answer(self, user_code: str, *, approve: bool, profile_id: str | Unset = UNSET, access: Literal["read", "publish", "manage"] | Unset = UNSET, idempotency_key: str | None = None) -> types.AnsweredDeviceLogin:
        """Lets it in with an API key of its own, or denies it."""
        return self._transport.call("POST", f"/api/v1/device-logins/{part(user_code)}", "keyed", body=given({"profileId": profile_id, "approve": approve, "access": access}), idempotency_key=idempotency_key)


class Workspaces:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, name: str | Unset = UNSET, limit: int | Unset = UNSET, skip: int | Unset = UNSET, include_over_limit: Literal["true"] | Literal["false"] | bool | Unset = UNSET) -> types.ProfileList:
        """The workspaces that the caller reaches."""
        return self._transport.call("GET", "/api/v1/profiles", "read", query=given({"profileId": profile_id, "name": name, "limit": limit, "skip": skip, "includeOverLimit": include_over_limit}))

    def create(self, *, name: str, description: str | Unset = UNSET, color: str | Unset = UNSET, avatar_url: str | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedProfile:
        """Makes a workspace, with nothing of another one in it."""
        return self._transport.call("POST", "/api/v1/profiles", "keyed", body=given({"name": name, "description": description, "color": color, "avatarUrl": avatar_url}), idempotency_key=idempotency_key)

    def get(self, profile_id: str) -> types.ProfileEnvelope:
        """A workspace."""
        return self._transport.call("GET", f"/api/v1/profiles/{part(profile_id)}", "read")

    def update(self, profile_id: str, *, name: str | Unset = UNSET, description: str | None | Unset = UNSET, color: str | None | Unset = UNSET, avatar_url: str | None | Unset = UNSET, is_default: Literal[True] | Unset = UNSET, approval_roles: list[Literal["owner", "admin", "editor", "api_key"]] | Unset = UNSET, idempotency_key: str | None = None) -> types.ChangedProfile:
        """Changes the name of a workspace, or whose posts need an approval in it."""
        return self._transport.call("PUT", f"/api/v1/profiles/{part(profile_id)}", "keyed", body=given({"name": name, "description": description, "color": color, "avatarUrl": avatar_url, "isDefault": is_default, "approvalRoles": approval_roles}), idempotency_key=idempotency_key)

    def delete(self, profile_id: str, *, idempotency_key: str | None = None) -> types.Message:
        """Deletes a workspace without accounts; what is in it cannot be reached any more."""
        return self._transport.call("DELETE", f"/api/v1/profiles/{part(profile_id)}", "keyed", idempotency_key=idempotency_key)


class Users:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.UserList:
        """People in the workspaces that the caller reaches."""
        return self._transport.call("GET", "/api/v1/users", "read", query=given({"profileId": profile_id}))

    def get(self, user_id: str) -> types.UserEnvelope:
        """One of them."""
        return self._transport.call("GET", f"/api/v1/users/{part(user_id)}", "read")


class Usage:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, *, profile_id: str | Unset = UNSET) -> types.Usage:
        """What is used of a plan; there are no limits."""
        return self._transport.call("GET", "/api/v1/usage-stats", "read", query=given({"profileId": profile_id}))

    def get_bare(self, *, profile_id: str | Unset = UNSET) -> types.Usage:
        """The same at its older address."""
        return self._transport.call("GET", "/api/v1/usage", "read", query=given({"profileId": profile_id}))


class Audit:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, operation: str | Unset = UNSET, actor_type: str | Unset = UNSET, actor_id: str | Unset = UNSET, subject_type: str | Unset = UNSET, subject_id: str | Unset = UNSET, from_: str | Unset = UNSET, to: str | Unset = UNSET, before: str | Unset = UNSET, limit: int | Unset = UNSET) -> types.AuditList:
        """Who changed what, the newest first."""
        return self._transport.call("GET", "/api/v1/audit", "read", query=given({"profileId": profile_id, "operation": operation, "actorType": actor_type, "actorId": actor_id, "subjectType": subject_type, "subjectId": subject_id, "from": from_, "to": to, "before": before, "limit": limit}))

    def each(self, *, profile_id: str | Unset = UNSET, operation: str | Unset = UNSET, actor_type: str | Unset = UNSET, actor_id: str | Unset = UNSET, subject_type: str | Unset = UNSET, subject_id: str | Unset = UNSET, from_: str | Unset = UNSET, to: str | Unset = UNSET, limit: int | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/audit", "entries", "before", given({"profileId": profile_id, "operation": operation, "actorType": actor_type, "actorId": actor_id, "subjectType": subject_type, "subjectId": subject_id, "from": from_, "to": to, "limit": limit}))


class Logs:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET, type: Literal["all", "publishing", "connections", "webhooks", "messaging", "workflow_event", "api_request"] | Unset = UNSET, status: Literal["success", "failed", "pending", "skipped"] | Literal["all"] | Unset = UNSET, platform: str | Unset = UNSET, action: str | Unset = UNSET, search: str | Unset = UNSET, days: int | Unset = UNSET, limit: int | Unset = UNSET, skip: int | Unset = UNSET, account_id: str | Unset = UNSET, event: str | Unset = UNSET, request_id: str | Unset = UNSET, from_: str | Unset = UNSET, to: str | Unset = UNSET, status_code: int | Unset = UNSET, api_key_id: str | Unset = UNSET, include_read_receipts: Any | Unset = UNSET) -> types.LogList:
        """What was published, connected and called, as Zernio shows it."""
        return self._transport.call("GET", "/api/v1/logs", "read", query=given({"profileId": profile_id, "type": type, "status": status, "platform": platform, "action": action, "search": search, "days": days, "limit": limit, "skip": skip, "accountId": account_id, "event": event, "requestId": request_id, "from": from_, "to": to, "statusCode": status_code, "apiKeyId": api_key_id, "includeReadReceipts": include_read_receipts}))

    def each(self, *, profile_id: str | Unset = UNSET, type: Literal["all", "publishing", "connections", "webhooks", "messaging", "workflow_event", "api_request"] | Unset = UNSET, status: Literal["success", "failed", "pending", "skipped"] | Literal["all"] | Unset = UNSET, platform: str | Unset = UNSET, action: str | Unset = UNSET, search: str | Unset = UNSET, days: int | Unset = UNSET, limit: int | Unset = UNSET, account_id: str | Unset = UNSET, event: str | Unset = UNSET, request_id: str | Unset = UNSET, from_: str | Unset = UNSET, to: str | Unset = UNSET, status_code: int | Unset = UNSET, api_key_id: str | Unset = UNSET, include_read_receipts: Any | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/logs", "logs", "skip", given({"profileId": profile_id, "type": type, "status": status, "platform": platform, "action": action, "search": search, "days": days, "limit": limit, "accountId": account_id, "event": event, "requestId": request_id, "from": from_, "to": to, "statusCode": status_code, "apiKeyId": api_key_id, "includeReadReceipts": include_read_receipts}))


class Tools:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def plan(self, *, boards: list[str], interval_minutes: int, account_id: str, start: str, jitter_minutes: int | Unset = UNSET, seed: str | Unset = UNSET, timezone: str | Unset = UNSET) -> types.Plan:
        """When each of several boards would get the same content; nothing is stored."""
        return self._transport.call("POST", "/api/v1/tools/plan", "read", body=given({"boards": boards, "intervalMinutes": interval_minutes, "jitterMinutes": jitter_minutes, "seed": seed, "accountId": account_id, "start": start, "timezone": timezone}))

    def validate_post(self, *, content: str | Unset = UNSET, title: str | Unset = UNSET, media_items: list[types.ToolsValidatePostMediaItemsItem] | Unset = UNSET, media_ids: list[str] | Unset = UNSET, media_fit: Literal["crop", "pad", "error"] | types.ToolsValidatePostMediaFit | Unset = UNSET, platforms: list[types.ToolsValidatePostPlatformsItem] | Unset = UNSET, publish_now: bool | Unset = UNSET, scheduled_for: str | Unset = UNSET, timezone: str | Unset = UNSET, is_draft: bool | Unset = UNSET, dry_run: bool | Unset = UNSET, first_comment: str | Unset = UNSET, tags: list[str] | Unset = UNSET, hashtags: list[str] | Unset = UNSET, mentions: list[str] | Unset = UNSET, metadata: dict[str, Any] | Unset = UNSET, reference_key: str | Unset = UNSET, queued_from_profile: str | Unset = UNSET, queue_id: str | Unset = UNSET, fan_out: types.ToolsValidatePostFanOut | Unset = UNSET, requires_approval: bool | Unset = UNSET, allow_duplicate: bool | Unset = UNSET, if_past: Literal["publish", "refuse"] | Unset = UNSET, recycling: types.ToolsValidatePostRecycling | None | Unset = UNSET, ignore_spacing: bool | Unset = UNSET, repair: bool | Unset = UNSET, suggestions: bool | Unset = UNSET) -> types.ValidatedPost:
        """Everything that is wrong with a post, without publishing it; with repair, a repaired one."""
        return self._transport.call("POST", "/api/v1/tools/validate/post", "read", body=given({"content": content, "title": title, "mediaItems": media_items, "mediaIds": media_ids, "mediaFit": media_fit, "platforms": platforms, "publishNow": publish_now, "scheduledFor": scheduled_for, "timezone": timezone, "isDraft": is_draft, "dryRun": dry_run, "firstComment": first_comment, "tags": tags, "hashtags": hashtags, "mentions": mentions, "metadata": metadata, "referenceKey": reference_key, "queuedFromProfile": queued_from_profile, "queueId": queue_id, "fanOut": fan_out, "requiresApproval": requires_approval, "allowDuplicate": allow_duplicate, "ifPast": if_past, "recycling": recycling, "ignoreSpacing": ignore_spacing, "repair": repair, "suggestions": suggestions}))

    def validate_media(self, *, url: str) -> types.ValidatedMedia:
        """Fetches and decodes the file behind a URL, and says whether it can become a Pin."""
        return self._transport.call("POST", "/api/v1/tools/validate/media", "read", body=given({"url": url}))

    def post_length(self, *, text: str) -> types.ToolsPostLengthAnswer:
        """Counts the characters of a description as Pinterest does."""
        return self._transport.call("POST", "/api/v1/tools/validate/post-length", "read", body=given({"text": text}))


class Webhooks:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, profile_id: str | Unset = UNSET) -> types.WebhookList:
        """Webhooks, and the events they can ask for."""
        return self._transport.call("GET", "/api/v1/webhooks/settings", "read", query=given({"profileId": profile_id}))

    def create(self, *, name: str, url: str, events: list[str], profile_id: str | Unset = UNSET, format: Literal["standard", "zernio", "bundle"] | Unset = UNSET, secret: str | Unset = UNSET, is_active: bool | Unset = UNSET, custom_headers: dict[str, str] | Unset = UNSET, disabled_resource_groups: list[str] | Unset = UNSET, idempotency_key: str | None = None) -> types.SavedWebhook:
        """Makes a webhook: an address that is told of events."""
        return self._transport.call("POST", "/api/v1/webhooks/settings", "keyed", body=given({"profileId": profile_id, "name": name, "url": url, "format": format, "events": events, "secret": secret, "isActive": is_active, "customHeaders": custom_headers, "disabledResourceGroups": disabled_resource_groups}), idempotency_key=idempotency_key)

    def update(self, *, webhook_id: str, profile_id: str | Unset = UNSET, name: str | Unset = UNSET, url: str | Unset = UNSET, format: Literal["standard", "zernio", "bundle"] | Unset = UNSET, events: list[str] | Unset = UNSET, secret: str | Unset = UNSET, rotate_secret: bool | Unset = UNSET, is_active: bool | Unset = UNSET, custom_headers: dict[str, str] | Unset = UNSET, disabled_resource_groups: list[str] | Unset = UNSET, idempotency_key: str | None = None) -> types.SavedWebhook:
        """Changes a webhook, switches it on or off, or rotates its secret."""
        return self._transport.call("PUT", "/api/v1/webhooks/settings", "keyed", body=given({"profileId": profile_id, "webhookId": webhook_id, "name": name, "url": url, "format": format, "events": events, "secret": secret, "rotateSecret": rotate_secret, "isActive": is_active, "customHeaders": custom_headers, "disabledResourceGroups": disabled_resource_groups}), idempotency_key=idempotency_key)

    def delete(self, *, webhook_id: str, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.DeletedWebhook:
        """Removes a webhook with its deliveries and their log."""
        return self._transport.call("DELETE", "/api/v1/webhooks/settings", "keyed", query=given({"profileId": profile_id, "webhookId": webhook_id}), idempotency_key=idempotency_key)

    def test(self, *, webhook_id: str, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.WebhookOutcome:
        """Sends a test to a webhook and waits for the answer; 500 where none came, as Zernio has it."""
        return self._transport.call("POST", "/api/v1/webhooks/test", "keyed", body=given({"profileId": profile_id, "webhookId": webhook_id}), idempotency_key=idempotency_key)

    def logs(self, *, profile_id: str | Unset = UNSET, limit: int | Unset = UNSET, skip: int | Unset = UNSET, status: Literal["success", "failed"] | Unset = UNSET, event: str | Unset = UNSET, webhook_id: str | Unset = UNSET, event_id: str | Unset = UNSET) -> types.WebhookLogs:
        """Requests to webhooks of the last 30 days with their answers, the newest first."""
        return self._transport.call("GET", "/api/v1/webhooks/logs", "read", query=given({"profileId": profile_id, "limit": limit, "skip": skip, "status": status, "event": event, "webhookId": webhook_id, "eventId": event_id}))

    def each_logs(self, *, profile_id: str | Unset = UNSET, limit: int | Unset = UNSET, status: Literal["success", "failed"] | Unset = UNSET, event: str | Unset = UNSET, webhook_id: str | Unset = UNSET, event_id: str | Unset = UNSET) -> Iterator[Any]:
        """The same list to its end, a page at a time."""
        return self._transport.each("/api/v1/webhooks/logs", "logs", "skip", given({"profileId": profile_id, "limit": limit, "status": status, "event": event, "webhookId": webhook_id, "eventId": event_id}))

    def redeliver(self, *, webhook_id: str, event_id: str, profile_id: str | Unset = UNSET, idempotency_key: str | None = None) -> types.WebhookOutcome:
        """Sends an event to a webhook again, with the same id and body."""
        return self._transport.call("POST", "/api/v1/webhooks/logs/redeliver", "keyed", body=given({"profileId": profile_id, "webhookId": webhook_id, "eventId": event_id}), idempotency_key=idempotency_key)


class Calls:
    """Every call of the API, by noun and verb."""

    def __init__(self, transport: Transport) -> None:
        self.posts = Posts(transport)
        self.post_imports = PostImports(transport)
        self.restored = Restored(transport)
        self.queues = Queues(transport)
        self.accounts = Accounts(transport)
        self.spacing = Spacing(transport)
        self.link_tags = LinkTags(transport)
        self.connections = Connections(transport)
        self.account_groups = AccountGroups(transport)
        self.boards = Boards(transport)
        self.sections = Sections(transport)
        self.pins = Pins(transport)
        self.keywords = Keywords(transport)
        self.analytics = Analytics(transport)
        self.post_analytics = PostAnalytics(transport)
        self.media = Media(transport)
        self.events = Events(transport)
        self.feeds = Feeds(transport)
        self.instance = Instance(transport)
        self.keys = Keys(transport)
        self.me = Me(transport)
        self.sessions = Sessions(transport)
        self.people = People(transport)
        self.invites = Invites(transport)
        self.device_logins = DeviceLogins(transport)
        self.workspaces = Workspaces(transport)
        self.users = Users(transport)
        self.usage = Usage(transport)
        self.audit = Audit(transport)
        self.logs = Logs(transport)
        self.tools = Tools(transport)
        self.webhooks = Webhooks(transport)
