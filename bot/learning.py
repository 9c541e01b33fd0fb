"""Learning: how questions are asked, what was not answered, and what officers taught since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.corpus import everybodys_words
from bot.desk.inquiry import Asker, AtOnce
from bot.desk.notebook import Notebook
from bot.questions import load_questions
from bot.taught import Taught


@dataclass(frozen=True, slots=True)
class Learning:
    """What was not answered at once, on its way to the officers, and what they taught since."""

    notebook: Notebook
    taught: Taught
    asker: Asker


def make_learning(clock: Callable[[], datetime], *, semantic: bool = False) -> Learning:
    """Open an empty notebook, and begin with what comes with the package.

    ``semantic``: rank by meaning too, in a thread beside the event loop.

    Raises:
        NoEncoder: the extra ``semantic`` is missing or cannot run here.
    """
    questions = load_questions()
    is_ours = everybodys_words(questions.reader).__contains__
    notebook = Notebook(is_ours, clock)
    if not semantic:
        taught = Taught(questions)
        return Learning(notebook, taught, AtOnce(taught.now))
    from bot.semantic import Aside, with_encoder

    taught = Taught(with_encoder(questions))
    return Learning(notebook, taught, Aside(taught.now))
