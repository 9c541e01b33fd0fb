"""What the made-up town of the demo has asked: labelled questions, as if people had typed them.

They come through the same notebook as everybody's, and some who wrote them tapped what they meant.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.corpus import demo_questions, everybodys_words
from bot.desk.notebook import Notebook
from bot.grading import Labelled
from bot.questions import load_questions
from flows.language import read_language
from flows.questions.asking import Asked, Suggest
from flows.questions.unmatched import NOT_IT, Unmatched
from storage.database import Database

MOST_WRITERS: Final = 7  # of one question
A_DAY: Final = timedelta(days=1)


async def settle_questions(database: Database, now: datetime) -> None:
    """Let the town have asked, once for each store."""
    async with database.reading() as unit:
        is_settled = await unit.unmatched.heaviest(1)
    if not is_settled:
        async with database.unit() as unit:
            await unit.unmatched.keep(made_up_questions(now))


def made_up_questions(now: datetime) -> tuple[Unmatched, ...]:
    """Return what was asked yesterday and could not be answered at once."""
    questions = load_questions()
    book = Notebook(everybodys_words(questions.reader).__contains__, lambda: now - A_DAY)
    for at, one in enumerate(demo_questions()):
        made = questions.ask(one.question)
        for writer in range(1 + at * 5 % MOST_WRITERS):
            _ask(book, at * MOST_WRITERS + writer, one, made)
    return book.take()


def _ask(book: Notebook, chat: int, one: Labelled, made: Asked) -> None:
    book.greet(chat)
    book.note(chat, one.question, read_language(one.language), made)
    if isinstance(made, Suggest) and chat % 3:
        meant = (other.word for other in made.candidates if other.intent == one.intent)
        book.tap(chat, next(meant, NOT_IT))
