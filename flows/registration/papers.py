"""Documents and the declaration, which close a registration."""

from __future__ import annotations

from collections.abc import Mapping

from flows.dialogue import Expects, Item, Key, Question, Says, Text
from flows.registration.keys import DECLARATION, EVIDENCE, EVIDENCE_FILE, LETTER, NIB_DOCUMENT
from flows.registration.sector import told_rule
from flows.replies import labelled, one_of, read_handle
from flows.situation import Situation


def paper_questions(situation: Situation) -> tuple[Item, ...]:
    """Ask for the papers, then for the declaration."""
    return (
        _paper(situation, LETTER),
        _paper(situation, NIB_DOCUMENT, skippable=True),
        Question(
            EVIDENCE_FILE,
            read_handle,
            Expects.FILE,
            relevant=lambda answers: answers.get(EVIDENCE) == "yes",
            places=lambda answers: {**told_rule(situation, answers), **_limits(situation)},
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
            vouches=True,
        ),
    )


def _limits(situation: Situation) -> Mapping[str, Says]:
    """Tell how large a paper may be before anybody sends one."""
    kilobytes = situation.policies.procedure.pdf_kb
    megabytes, rest = divmod(kilobytes, 1024)
    return {"pdf_most": f"{kilobytes} KB" if rest or not megabytes else f"{megabytes} MB"}


def _paper(situation: Situation, key: Key[str], *, skippable: bool = False) -> Question:
    return Question(
        key,
        read_handle,
        Expects.FILE,
        places=lambda _: _limits(situation),
        shown=lambda value, _: Text(
            "registration.paper_kept" if value else "registration.paper_none"
        ),
        skippable=skippable,
        examples=("f" * 64,),
    )
