"""Client of Linchpin, which publishes and schedules Pins on Pinterest."""

from . import types
from .calls import Calls
from .transport import UNSET, LinchpinApiError, LinchpinConnectionError, Transport, Unset
from .webhooks import LinchpinWebhookError, verify_webhook

__all__ = [
    "UNSET",
    "LinchpinApiError",
    "LinchpinClient",
    "LinchpinConnectionError",
    "LinchpinWebhookError",
    "Unset",
    "types",
    "verify_webhook",
]


class LinchpinClient(Calls):
    """The calls of a server, such as ``client.posts.create(title=...)``.

    A call is sent again after no answer, 429 or a 5xx that can go away. One that changes
    something goes out under one idempotency key each time, so it is done once.

    :param base_url: origin of the server, such as ``http://127.0.0.1:4400``
    :param timeout: seconds to wait for an answer; publishing at once takes up to 25
    :param retries: how often a call is sent again
    """

    def __init__(
        self, base_url: str, api_key: str, *, timeout: float = 60.0, retries: int = 2
    ) -> None:
        super().__init__(Transport(base_url, api_key, timeout=timeout, retries=retries))
