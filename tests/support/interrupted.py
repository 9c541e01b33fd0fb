"""Work that is cancelled at the n-th time it waits, wherever that is."""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from dataclasses import dataclass
from functools import partial


@dataclass
class KilledAt:
    """Await it: does the work, and cancels what it waits for at the wait of this number."""

    work: Coroutine[object, object, object]
    wait: int

    def __await__(self) -> Generator[object, object, object]:
        inner = self.work.__await__()
        step = inner.__next__
        waits = 0
        while True:
            try:
                waited = step()
            except StopIteration as done:
                return done.value
            waits += waited is not None  # None only lets the others take a turn
            if waits == self.wait and waited is not None:
                waited.cancel()
            try:
                yield waited
                step = inner.__next__
            except BaseException as thrown:  # noqa: BLE001 - it is thrown on
                step = partial(inner.throw, thrown)
