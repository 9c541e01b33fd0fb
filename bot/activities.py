"""Activities: which sectors a company may mean by words that are none of the rules'.

The questions' own tables know what people call their trades, "software house" or "bakery". What
they suggest is offered as buttons and decides nothing.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Final

from bot.questions import load_questions
from flows.questions.asking import Suggest

REMEMBERED: Final = 1024  # of a draft's own words, which stand in several screens


@lru_cache(maxsize=REMEMBERED)
def trades(words: str) -> tuple[str, ...]:
    """Return the sectors that words may mean, the likeliest first."""
    made = load_questions().ask(words)
    named = (one.sector for one in made.candidates) if isinstance(made, Suggest) else ()
    return tuple(dict.fromkeys(sector for sector in named if sector))


async def weigh(text: str) -> None:
    """Weigh a text beside the event loop, so that the turn that reads it finds it weighed."""
    await asyncio.to_thread(trades, " ".join(text.split()))
