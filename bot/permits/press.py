"""The press: draws what takes seconds in a process of its own.

One card takes some twenty milliseconds, and a thread is enough for it. A bundle of five hundred
takes ten seconds of work that would make every other conversation wait for the interpreter, so
it is done next door, one job at a time. The process ends with its job: nothing it took stays.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Final, ParamSpec, TypeVar

Told = ParamSpec("Told")
Made = TypeVar("Made")
# Not forked: a copy of a process that has threads and open databases is no safe place to work.
_AFRESH: Final = multiprocessing.get_context("spawn")


class Press:
    """Takes one job after the other."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def press(
        self, make: Callable[Told, Made], *told: Told.args, **named: Told.kwargs
    ) -> Made:
        """Call a function of a module with plain values, next door, and return what it made."""
        async with self._turn:
            workshop = ProcessPoolExecutor(1, mp_context=_AFRESH)
            try:
                job = workshop.submit(make, *told, **named)
                return await asyncio.wrap_future(job)
            finally:
                workshop.shutdown(wait=False, cancel_futures=True)
