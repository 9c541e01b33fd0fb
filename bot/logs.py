"""Logs: one JSON object a line, and never a word that a person said.

What went wrong is told by the kind of the error and where it happened. Its message and the values
around it are left out, because nobody can promise that they hold no name or number.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, Final

import structlog

QUIET: Final = ("aiohttp", "httpx", "httpcore", "telegram", "asyncio", "aiosqlite", "PIL")
Event = MutableMapping[str, Any]


class StandardError:
    """Standard error as it is at each line; where it is gone, that line is lost and no more.

    A full disk or a closed pipe behind the logs is no reason to stop serving people.
    """

    def msg(self, line: str) -> None:
        """Write one line."""
        with suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is where logs end

    debug = info = warning = error = critical = exception = msg


def set_up_logs() -> None:
    """Write logs to standard error from now on."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            tell_where,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: StandardError(),
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def tell_where(_: object, __: str, event: Event) -> Event:
    """Replace an error by its kind and the places it came through."""
    if event.pop("exc_info", None):
        error = sys.exc_info()[1]
        if error is not None:
            event["error"] = type(error).__name__
            event["came_through"] = came_through(error)
    return event


def came_through(error: BaseException) -> list[str]:
    """Name the places an error came through, and nothing of what it carries."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.name}:{frame.lineno}" for frame in frames]
