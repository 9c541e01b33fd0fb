"""How the Bot API says no.

The words are those of the real server, because client libraries and our own edge recognise
refusals by them.
"""

from __future__ import annotations

from typing import Final

BLOCKED: Final = "Forbidden: bot was blocked by the user"
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
OTHER_POLLER: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running"
)
WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
    "delete the webhook first"
)
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


class Refused(Exception):
    """The call was refused."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


class Dropped(Exception):
    """The connection is to be closed without an answer."""


def bad_request(description: str) -> Refused:
    """Return the refusal of a call that was not understood."""
    return Refused(400, f"Bad Request: {description}")


def too_many(seconds: int) -> Refused:
    """Return the refusal of a call that came too soon; it may be repeated after `seconds`."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def envelope(refusal: Refused) -> dict[str, object]:
    """Return a refusal as the JSON object that travels."""
    body: dict[str, object] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return body
