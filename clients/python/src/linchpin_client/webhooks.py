"""Requests of Linchpin to an address of yours."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any


class LinchpinWebhookError(Exception):
    """A request that is not from Linchpin, or too old."""


def verify_webhook(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: str,
    *,
    tolerance: float = 300.0,
    now: float | None = None,
) -> dict[str, Any]:
    """Reads a request once its signature is right. Source: standardwebhooks.com.

    Everything arrives at least once: keep the header ``webhook-id``, and leave out one that you
    have seen.

    :param body: the bytes as they came, not parsed JSON
    :param secret: as ``webhooks add`` printed it, with ``whsec_``
    :raises LinchpinWebhookError:
    """
    named = {name.lower(): value for name, value in headers.items()}
    message_id, timestamp, signatures = (
        named.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
    )
    if not (message_id and timestamp and signatures):
        raise LinchpinWebhookError("A header of the signature is missing.")
    age = abs((time.time() if now is None else now) - _number(timestamp))
    if not age <= tolerance:
        raise LinchpinWebhookError("The request is too old, or its clock is wrong.")
    text = body.encode() if isinstance(body, str) else body
    key = _base64(secret.removeprefix("whsec_"))
    right = hmac.new(key, f"{message_id}.{timestamp}.".encode() + text, hashlib.sha256).digest()
    for signature in signatures.split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(_base64(value), right):
            event: dict[str, Any] = json.loads(text)
            return event
    raise LinchpinWebhookError("The signature is not that of this secret.")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise LinchpinWebhookError("A signature or the secret is no base64.") from error
