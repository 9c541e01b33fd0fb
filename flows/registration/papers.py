"""Documents and the declaration, which close a registration."""

from __future__ import annotations

from flows.dialogue import Expects, Item, Key, Question, Text
from flows.registration.keys import DECLARATION, EVIDENCE, EVIDENCE_FILE, LETTER, NIB_DOCUMENT
from flows.registration.sector import told_rule
from flows.replies import labelled, one_of, read_handle
from flows.situation import Situation


def paper_questions(situation: Situation) -> tuple[Item, ...]:
    """Ask for the papers, then for the declaration."""
    return (
        _paper(LETTER),
        _paper(NIB_DOCUMENT, skippable=True),
        Question(
            EVIDENCE_FILE,
            read_handle,
            Expects.FILE,
            relevant=lambda answers: answers.get(EVIDENCE) == "yes",
            places=lambda answers: told_rule(situation, answers),
            shown=lambda value, _: Text(
                "registration.paper_kept" if value else "registration.paper_none"
            ),
            examples=("f" * 64,),
        ),
        Question(
            DECLARATION,
            one_of("agree"),
            Expects.CHOICE,
            labelled("registration.declaration", "agree"),
            examples=("?",),
        ),
    )


def _paper(key: Key[str], *, skippable: bool = False) -> Question:
    return Question(
        key,
        read_handle,
        Expects.FILE,
        shown=lambda value, _: Text(
            "registration.paper_kept" if value else "registration.paper_none"
        ),
        skippable=skippable,
        examples=("f" * 64,),
    )
