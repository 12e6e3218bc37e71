"""Requests to a server, sent again where that helps."""

from __future__ import annotations

import json
import os
import random
import time
import uuid
from collections.abc import Iterator, Mapping
from enum import Enum
from http.client import HTTPException
from typing import Any, BinaryIO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 60.0


class Unset(Enum):
    """An argument that is not sent; None is sent as null."""

    TOKEN = 0


UNSET: Final = Unset.TOKEN


class LinchpinApiError(Exception):
    """An answer that is not 2xx. ``problems`` lists everything that was wrong, each with its fix."""

    def __init__(self, status: int, body: Mapping[str, Any], retry_after: float | None) -> None:
        super().__init__(body.get("error") or f"The server answered {status}.")
        self.status = status
        self.code: str = body.get("code") or "UNKNOWN_ANSWER"
        self.problems: list[dict[str, Any]] = (body.get("details") or {}).get("problems") or []
        self.request_id: str | None = body.get("requestId")
        self.retry_after = retry_after


class LinchpinConnectionError(ConnectionError):
    """No answer came; ``__cause__`` says why."""


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not sent."""
    return {name: value for name, value in fields.items() if value is not UNSET}


def part(text: str) -> str:
    """A part of a path."""
    return quote(str(text), safe="")


class _NoRedirect(HTTPRedirectHandler):
    """The key must not follow a redirect to another server."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Transport:
    def __init__(self, base_url: str, api_key: str, *, timeout: float, retries: int) -> None:
        self._base_url = base_url.rstrip("/")
        self._api_key = api_key
        self._timeout = timeout
        self._retries = retries
        self._opener = build_opener(_NoRedirect())

    def call(
        self,
        method: str,
        path: str,
        repetition: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        file: str | BinaryIO | None = None,
        filename: str | None = None,
        idempotency_key: str | None = None,
    ) -> Any:
        """Sends a call, and again after no answer, 429 or a 5xx that can go away."""
        headers = {"Accept": "application/json", "Authorization": f"Bearer {self._api_key}"}
        if repetition == "keyed":
            headers["Idempotency-Key"] = idempotency_key or uuid.uuid4().hex
        url = self._base_url + path + _search(query or {})
        data: bytes | None = None
        if file is not None:
            data, headers["Content-Type"] = _form(file, filename, body or {})
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        tried = 0
        while True:
            try:
                return self._send(Request(url, data=data, headers=headers, method=method))
            except (LinchpinApiError, LinchpinConnectionError) as error:
                wait = _wait(error, tried, repetition)
                if tried >= self._retries or wait is None:
                    raise
                tried += 1
                time.sleep(wait)

    def each(self, path: str, field: str, way: str, filters: dict[str, Any]) -> Iterator[Any]:
        """The items of a list, a page at a time."""
        place: Any = {"page": 1, "offset": 0, "skip": 0}.get(way)
        while True:
            query = {**filters, way: place} if place is not None else filters
            page = self.call("GET", path, "read", query=query)
            items = page[field]
            yield from items
            pagination = page.get("pagination") or {}
            if not items:
                return
            if way == "page":
                place = place + 1 if place < pagination.get("pages", 0) else None
            elif way == "skip":
                place = place + len(items) if pagination.get("hasMore") else None
            elif way == "offset":
                place += len(items)  # The last page is followed by an empty one.
            else:
                place = page.get("nextCursor")
            if place is None:
                return

    def _send(self, request: Request) -> Any:
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return _read(response.status, response.read(), None)
        except HTTPError as answer:
            with answer:
                return _read(answer.code, answer.read(), answer.headers.get("Retry-After"))
        except (URLError, HTTPException, OSError) as error:
            raise LinchpinConnectionError(f"No answer from {self._base_url}.") from error


def _read(status: int, text: bytes, retry_after: str | None) -> Any:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if 200 <= status < 300 and body is not None:
        return body
    known = body if isinstance(body, dict) and isinstance(body.get("code"), str) else {}
    seconds = float(retry_after) if retry_after and retry_after.isdigit() else None
    raise LinchpinApiError(status, known, seconds)


def _wait(error: Exception, tried: int, repetition: str) -> float | None:
    """Seconds until it can help to send a call again; None: it cannot."""
    usual: float = _FIRST_WAIT * 2**tried * (0.5 + random.random() / 2)
    if isinstance(error, LinchpinApiError):
        if error.status != 429:
            if error.status < 500 or repetition == "once":
                return None
            if not all(problem.get("retryable") for problem in error.problems):
                return None
        wait = usual if error.retry_after is None else error.retry_after
        return wait if wait <= _LONGEST_WAIT else None
    return None if repetition == "once" else usual


def _search(query: Mapping[str, Any]) -> str:
    fields = [
        (name, _text(value))
        for name, value in query.items()
        if value is not None
    ]
    return f"?{urlencode(fields)}" if fields else ""


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _form(
    file: str | BinaryIO, filename: str | None, fields: Mapping[str, Any]
) -> tuple[bytes, str]:
    """A file as a form, in memory: it must be whole to be sent again. Its texts come before it."""
    if isinstance(file, str):
        filename = filename or os.path.basename(file)
        with open(file, "rb") as opened:
            content = opened.read()
    else:
        content = file.read()
    name = (filename or "file").replace('"', "%22").replace("\r", "").replace("\n", "")
    boundary = uuid.uuid4().hex
    texts = "".join(
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{_text(value)}\r\n'
        for field, value in fields.items()
    )
    start = (
        f"{texts}--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    data = start.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return data, f"multipart/form-data; boundary={boundary}"
