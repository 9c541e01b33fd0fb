"""What watchers of the simulated town are told: the page, the terminal, the script player."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from bot.simulator.messages import Json

REMEMBERED: Final = 5_000
CLOSING: Final = "closing"  # the town is about to disappear


@dataclass(frozen=True, slots=True)
class Event:
    """Something a watcher may want to see; `chat_id` 0 concerns everybody."""

    number: int
    kind: str
    chat_id: int
    body: Json

    def written(self) -> Json:
        """Return the event as it travels to the page."""
        return {"number": self.number, "kind": self.kind, "chat": self.chat_id} | self.body


@dataclass(slots=True)
class Wire:
    """Passes events on to everybody who listens, and remembers the latest."""

    told: deque[Event] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    listeners: set[asyncio.Queue[Event]] = field(default_factory=set)
    number: int = 0

    def tell(self, kind: str, chat_id: int, body: Json) -> Event:
        """Tell every listener."""
        self.number += 1
        event = Event(self.number, kind, chat_id, body)
        self.told.append(event)
        for queue in self.listeners:
            queue.put_nowait(event)
        return event

    def after(self, number: int, chat_id: int) -> list[Event]:
        """Return what was told to a chat after an event."""
        return [
            event for event in self.told if event.number > number and event.chat_id in (0, chat_id)
        ]

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Event]]:
        """Give a queue that fills with all events while the block runs."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self.listeners.add(queue)
        try:
            yield queue
        finally:
            self.listeners.discard(queue)
