"""What became of an application, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.dialogue import (
    Answers,
    Choice,
    Exit,
    Expects,
    Flow,
    Key,
    Lines,
    Question,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.doors import Door, write_door
from flows.events import Verb, verb_value
from flows.replies import one_of
from flows.situation import Handed, Situation

APPLICATION: Final[Key[str]] = Key("application")
WISH: Final[Key[str]] = Key("wish")
VERSION = 1
WITHDRAW: Final = "withdraw"
MOST: Final = 12  # applications whose state fits into one message; the others have a button
HOME: Final = Choice(verb_value(Verb.OPEN, "menu"), Text("control.open.menu"))


def status(situation: Situation) -> Flow:
    """Build the conversation over the applications of this chat."""
    known = {one.reference: one for one in situation.applications}

    def chosen(answers: Answers) -> Handed | None:
        wanted = answers.get(APPLICATION)
        return known.get(wanted) if wanted else None

    return Flow(
        name="status",
        code="t",
        version=VERSION,
        policy="",
        items=(
            Exit(
                "draft",
                lambda _: not known and situation.draft is not None,
                lambda _: {"draft": _unsent(situation)},
                doors=(Door.DRAFT, "menu"),
            ),
            Exit("nothing", lambda _: not known, doors=("registration", "menu")),
            Question(
                APPLICATION,
                one_of(*known),
                Expects.CHOICE,
                lambda _: (*map(_entry, known.values()), *_to_draft(situation), HOME),
                places=lambda _: {
                    "states": Lines(tuple(_told(one) for one in situation.applications[:MOST])),
                    "draft": _below(_unsent(situation)),
                },
            ),
            Question(
                WISH,
                lambda reply, answers: _read_wish(reply, chosen(answers)),
                Expects.CHOICE,
                lambda answers: _wishes(chosen(answers), _to_draft(situation)),
                places=lambda answers: {
                    **_places(chosen(answers)),
                    "draft": _below(_unsent(situation)),
                },
            ),
        ),
        submit="status.submit",
        anew="status.another",
        onward=("menu",),
        looks_up=True,
    )


def _read_wish(reply: str, one: Handed | None) -> Value:
    if reply != WITHDRAW or one is None or not _may_withdraw(one):
        raise Unreadable("status.wish.told_below")
    return reply


def _may_withdraw(one: Handed) -> bool:
    """Tell whether it may be taken back: until it is decided."""
    return one.is_open and one.status != "decided"


def _entry(one: Handed) -> Choice:
    return Choice(one.reference, f"{one.reference} · {one.company}")


def _wishes(one: Handed | None, draft: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if one is None:
        return (*draft, HOME)
    papers = write_door(Door.PAPERS, one.reference)
    correct = write_door(Door.CORRECTION, one.reference)
    resubmit = write_door(Door.RESUBMISSION, one.reference)
    withdraw = Choice(WITHDRAW, Text("status.wish.withdraw"))
    return (
        *((_leading(papers, "papers"),) if one.permits else ()),
        *((_leading(correct, "correct"),) if one.status == "returned" else ()),
        *((_leading(resubmit, "resubmit"),) if one.refused or one.status == "refused" else ()),
        *((withdraw,) if _may_withdraw(one) else ()),
        *draft,
        HOME,
    )


def _leading(door: str, wish: str) -> Choice:
    return Choice(verb_value(Verb.OPEN, door), Text(f"status.wish.{wish}"))


def _places(one: Handed | None) -> Mapping[str, Says]:
    if one is None:
        return {"company": "", "reference": "", "state": "", "promise": ""}
    promise = _promise(one)
    return {
        "company": one.company,
        "reference": one.reference,
        "state": _state(one),
        "promise": Lines((one.remarks, promise)) if one.remarks else promise,
    }


def _told(one: Handed) -> Text:
    places: dict[str, Says] = {"reference": one.reference, "company": one.company}
    return Text("status.application.state", {**places, "state": _state(one)})


def _state(one: Handed) -> Text:
    return Text(f"status.state.{one.status}", {"permits": one.permits, "refused": _refused(one)})


def _refused(one: Handed) -> Says:
    return Text("status.refused", {"refused": one.refused}) if one.refused else ""


def _unsent(situation: Situation) -> Says:
    """Say that a registration was begun and not sent; nothing where there is none."""
    if situation.draft is None:
        return ""
    key = "status.unsent_rows" if situation.draft else "status.unsent"
    return Text(key, {"rows": situation.draft})


def _below(told: Says) -> Says:
    return Lines(("", told)) if told else ""


def _to_draft(situation: Situation) -> tuple[Choice, ...]:
    leads = Choice(verb_value(Verb.OPEN, Door.DRAFT), Text("control.open.draft"))
    return () if situation.draft is None else (leads,)


def _promise(one: Handed) -> Says:
    if one.due is None or not one.is_open or one.status == "returned":
        return ""
    return Text("status.promise", {"due": one.due})


def wish(answers: Answers) -> tuple[str, str]:
    """Return the application and what its representative wishes."""
    return answers.get(APPLICATION) or "", answers.get(WISH) or ""
