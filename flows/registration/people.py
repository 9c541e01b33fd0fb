"""Questions about the staff: how many there are, and who must come in."""

from __future__ import annotations

from collections.abc import Mapping

from flows.dialogue import (
    Answers,
    Choice,
    Exit,
    Expects,
    Item,
    Lines,
    Question,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.events import Verb, verb_value
from flows.registration.keys import ROSTER, STAFF
from flows.registration.sector import ruled, ruling, unit_names
from flows.replies import read_number
from flows.rules.caps import WorkUnit
from flows.rules.decision import rounding
from flows.situation import Situation


def people_questions(situation: Situation) -> tuple[Item, ...]:
    """Ask how many work in each unit, then for the list of those who must come in."""
    return (
        *(_staff_question(situation, unit) for unit in WorkUnit),
        Exit(
            "all_taken",
            lambda answers: not any(allowed_in(situation, unit, answers) for unit in WorkUnit),
            lambda answers: {"sums": _sums(situation, answers)},
            doors=("status", "menu"),
        ),
        Question(
            ROSTER,
            read_number,
            Expects.ROWS,
            lambda _: (
                Choice(verb_value(Verb.OPEN, "template"), Text("registration.roster.template")),
                Choice(verb_value(Verb.OPEN, "employee"), Text("registration.roster.one")),
            ),
            places=lambda answers: {"sums": _sums(situation, answers)},
            shown=lambda value, _: Text("registration.roster.shown", {"rows": value}),
            tally=lambda counts, answers: tally(situation, counts, answers),
        ),
    )


def tally(situation: Situation, counts: Mapping[str, int], answers: Answers) -> int:
    """Add up the rows, none of whose units may go beyond its cap.

    Raises:
        Unreadable: there are no rows, or more than the rules allow; every such unit is told.
    """
    if not sum(counts.values()):
        raise Unreadable("control.no_rows_yet")
    allowed = {unit: allowed_in(situation, unit, answers) for unit in WorkUnit}
    over = [unit for unit in WorkUnit if counts.get(unit, 0) > allowed[unit]]
    if over:
        units = tuple(_over(unit, counts[unit], allowed[unit]) for unit in over)
        raise Unreadable("registration.roster.over_cap", units=Lines(units))
    return sum(counts.values())


def _over(unit: WorkUnit, asked: int, allowed: int) -> Text:
    places: dict[str, Says] = {"unit": unit_names(unit), "asked": asked, "allowed": allowed}
    return Text("registration.roster.over_unit", places)


def allowed_in(situation: Situation, unit: WorkUnit, answers: Answers) -> int:
    """Return how many more of a unit may come in: its cap less who holds a permit already."""
    return max(0, _capped(situation, unit, answers) - situation.standing.get(unit, 0))


def _capped(situation: Situation, unit: WorkUnit, answers: Answers) -> int:
    """Return how many of a unit may come in; all of its staff where the rule does not say."""
    staff = answers.get(STAFF[unit]) or 0
    decision = ruling(situation, answers)
    permits = decision.permits.get(unit) if decision else 0
    return staff if permits is None else permits


def _staff_question(situation: Situation, unit: WorkUnit) -> Question:
    def may_come(answers: Answers) -> bool:
        decision = ruled(situation, answers)
        return decision is not None and decision.caps.get(unit) != 0

    def places(answers: Answers) -> Mapping[str, Says]:
        return {"cap": _cap(situation, unit, answers)}

    return Question(
        STAFF[unit],
        _somebody if unit is WorkUnit.OFFICE else read_number,
        relevant=may_come,
        foreseen=lambda answers: ruled(situation, answers) is None,
        places=places,
        examples=("100", "0", "many"),
    )


def _somebody(reply: str, answers: Answers) -> Value:
    """Read the last of the units: a company where nobody works needs no permit."""
    number = int(read_number(reply, answers))
    if number + sum(answers.get(key) or 0 for key in STAFF.values()) == 0:
        raise Unreadable("registration.staff.nobody")
    return number


def _percent(situation: Situation, unit: WorkUnit, answers: Answers) -> int | None:
    decision = ruled(situation, answers)
    return decision.caps.get(unit) if decision else None


def _cap(situation: Situation, unit: WorkUnit, answers: Answers) -> Says:
    percent = _percent(situation, unit, answers)
    if percent is None:
        return Text("registration.staff.no_cap")
    return Text("registration.staff.cap", {"percent": percent})


def _sums(situation: Situation, answers: Answers) -> Says:
    declared = [(unit, answers.get(STAFF[unit])) for unit in WorkUnit]
    return Lines(tuple(_sum(situation, unit, answers, staff) for unit, staff in declared if staff))


def _sum(situation: Situation, unit: WorkUnit, answers: Answers, staff: int) -> Says:
    percent = _percent(situation, unit, answers)
    places: dict[str, Says] = {
        "unit": unit_names(unit),
        "staff": staff,
        "allowed": _capped(situation, unit, answers),
    }
    if percent is None:
        told = Text("registration.staff.sum_open", places)
    else:
        told = _share({**places, "percent": percent}, rounding(percent, staff))
    standing = situation.standing.get(unit, 0)
    return (
        Lines((told, _rest(standing, allowed_in(situation, unit, answers)))) if standing else told
    )


def reviewed_sums(situation: Situation, answers: Answers, rows: Mapping[str, int]) -> Says:
    """Say for each unit how many may come in, by which sum, and how many are on the list."""
    staffed = [unit for unit in WorkUnit if answers.get(STAFF[unit]) or rows.get(unit)]
    return Lines(tuple(_reviewed(situation, unit, answers, rows.get(unit, 0)) for unit in staffed))


def _reviewed(situation: Situation, unit: WorkUnit, answers: Answers, rows: int) -> Says:
    told = _sum(situation, unit, answers, answers.get(STAFF[unit]) or 0)
    return Text("registration.review.unit", {"sum": told, "rows": rows})


def _share(places: Mapping[str, Says], how: str) -> Text:
    if not how:
        return Text("registration.staff.sum", places)
    rounded = Text(f"registration.staff.rounded.{how}")
    return Text("registration.staff.sum_rounded", {**places, "how": rounded})


def _rest(standing: int, allowed: int) -> Text:
    return Text("registration.staff.rest", {"standing": standing, "allowed": allowed})
