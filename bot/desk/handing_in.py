"""Handing in: what a complete conversation becomes, kept in the same transaction as its turn.

An application, its company and workplace, the consent it rests on, the line in the audit and the
notice to the representative are kept together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.checking import Checking
from bot.desk.talks import Talk
from flows.dialogue import Answers, Text
from flows.effects import Submit
from flows.registration.company import workplace_of
from flows.registration.employee import HOME, JOB, NAME, NIK, UNIT
from flows.registration.keys import (
    ACTIVITY,
    ADDRESS,
    CATEGORY,
    COMPANY,
    CONSENT,
    DECLARATION,
    DISTRICT,
    LANGUAGE,
    NIB,
    REGENCY,
    ROSTER,
    SECTOR,
)
from flows.registration.sector import ruling
from flows.rules.applications import (
    Application,
    ApplicationStatus,
    hand_in_again,
    may_move,
    withdraw,
)
from flows.rules.caps import WorkUnit
from flows.rules.checks import Code
from flows.rules.companies import Company, Workplace
from flows.rules.decision import Decision
from flows.rules.notices import Notice, Priority
from flows.rules.places import REGENCIES, districts_of
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta, due_at
from flows.rules.roster import Employee
from flows.situation import Situation
from flows.status.conversation import APPLICATION
from storage.audit import Act
from storage.errors import AlreadyOpen
from storage.unit import Unit

COMPANY_ACTOR: Final = "company"
_UNTOLD: Final = {key.name for key in (LANGUAGE, CONSENT, DECLARATION, ROSTER)}
Clock = Callable[[], datetime]


class Refused(Exception):
    """It cannot be handed in as it stands; ``problem`` tells the person why."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.key)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in: by which talk, which answers, when, and what the rules say of it."""

    talk: Talk
    answers: Answers
    asked: dict[str, int]
    at: datetime
    decision: Decision


class HandingIn:
    """Takes what is handed in; ``drawn`` says which are looked at by a person in any case."""

    def __init__(
        self, policies: Policies, checking: Checking, drawn: Callable[[], bool], clock: Clock
    ) -> None:
        self._policies, self._checking = policies, checking
        self._drawn, self._clock = drawn, clock

    async def take(self, unit: Unit, talk: Talk, submit: Submit) -> None:
        """Keep what a conversation hands in.

        Raises:
            Refused: it cannot be taken as it stands.
        """
        match submit.flow:
            case "registration":
                await self._registration(unit, self._handed(talk, submit))
            case "status":
                await self._withdrawal(unit, talk, submit)
            case _:  # an employee: the talk it was opened from takes it
                return

    def _handed(self, talk: Talk, submit: Submit) -> Handed:
        now = self._clock()
        situation = Situation(day_in_jakarta(now), self._policies)
        decision = ruling(situation, submit.answers)
        if decision is None:
            raise Refused(Text("control.not_complete"))
        asked = dict(submit.counts.get(ROSTER.name, {}))
        return Handed(talk, submit.answers, asked, now, decision)

    async def _registration(self, unit: Unit, handed: Handed) -> None:
        standing = await unit.applications.find(handed.talk.session.id)
        if standing is None:
            kept, changed = await self._first_time(unit, handed), {}
        else:
            kept = await self._again(unit, standing, handed)
            changed = {"changed": " ".join(_changed(standing, kept))}
        await self._promised(unit, kept, handed, changed)

    async def _first_time(self, unit: Unit, handed: Handed) -> Application:
        await _keep_company(unit, handed)
        application = await self._checked(unit, self._application(handed))
        try:
            kept = await unit.applications.submit(application)
        except AlreadyOpen as standing:
            there = await unit.applications.get(standing.reference)
            raise Refused(_standing_there(there, application)) from None
        await unit.companies.link(application.chat, application.nib, at=handed.at)
        return kept

    async def _again(self, unit: Unit, standing: Application, handed: Handed) -> Application:
        if standing.status is not ApplicationStatus.RETURNED:
            raise Refused(Text("desk.gone"))
        fresh = self._application(handed)
        await _must_be_free(unit, fresh)
        await _keep_company(unit, handed)
        is_named = bool(standing.settled_by) and not _is_another_business(standing, fresh)
        renewed = replace(
            standing,
            company=fresh.company,
            workplace=fresh.workplace,
            sector=standing.sector if is_named else fresh.sector,
            settled_by=standing.settled_by if is_named else None,
            policy_version=fresh.policy_version,
            outcome=fresh.outcome,
        )
        corrected = hand_in_again(
            renewed,
            answers=fresh.answers,
            asked=fresh.asked,
            complete_at=handed.at,
            due_at=self._due(handed.at),
        )
        checked = await self._checked(unit, corrected, is_again=True)
        return await unit.applications.move(standing, checked, by=COMPANY_ACTOR, at=handed.at)

    async def _checked(
        self, unit: Unit, application: Application, *, is_again: bool = False
    ) -> Application:
        """Check by rule, and leave a random few to a person whatever the rules say."""
        now = self._clock()
        checked = await self._checking.check(unit, application, at=now, is_again=is_again)
        drawn = (Code.SAMPLE.value,) if self._drawn() else ()
        risks = tuple(dict.fromkeys((*checked.risks, *drawn)))
        return replace(application, risks=risks, four_eyes=checked.four_eyes)

    def _application(self, handed: Handed) -> Application:
        answers, decision = handed.answers, handed.decision
        return Application(
            reference=handed.talk.session.id,
            chat=handed.talk.visitor.number,
            nib=answers.get(NIB) or "",
            company=answers.get(COMPANY) or "",
            workplace=workplace_of(answers),
            sector=decision.sector,
            policy_version=decision.version,
            submitted_at=handed.at,
            answers=dict(answers.values),
            asked=handed.asked,
            outcome=decision.outcome.value,
            complete_at=handed.at,
            due_at=self._due(handed.at),
        )

    def _due(self, now: datetime) -> datetime:
        return due_at(now, self._policies.procedure)

    async def _promised(
        self, unit: Unit, kept: Application, handed: Handed, changed: Mapping[str, str]
    ) -> None:
        due = kept.due_at or handed.at
        told = {"reference": kept.reference, "due": due.isoformat()}
        unit.audit.record(
            Act(
                handed.at,
                COMPANY_ACTOR,
                "handed_in",
                kept.reference,
                {"employees": kept.employees, "version": kept.version, **changed},
            )
        )
        await unit.outbox.promise(
            Notice(
                once=f"{kept.reference}.handed_in.{kept.version}",
                chat=kept.chat,
                key="notice.handed_in",
                kind="handed_in",
                due=handed.at,
                args=told,
                priority=Priority.REPLY,
            )
        )

    async def _withdrawal(self, unit: Unit, talk: Talk, submit: Submit) -> None:
        now = self._clock()
        standing = await unit.applications.find(submit.answers.get(APPLICATION) or "")
        is_own = standing is not None and standing.chat == talk.visitor.number
        if standing is None or not is_own:
            raise Refused(Text("desk.gone"))
        if standing.status is ApplicationStatus.WITHDRAWN:
            return
        if not may_move(standing.status, ApplicationStatus.WITHDRAWN):
            raise Refused(Text("desk.too_late"))
        await unit.applications.move(standing, withdraw(standing), by=COMPANY_ACTOR, at=now)
        # Some of its permits may be signed already; a withdrawn application holds none.
        await unit.permits.revoke_application(standing.reference, "withdrawn")
        await unit.rosters.forget_earlier(standing.reference)
        unit.audit.record(Act(now, COMPANY_ACTOR, "withdrew", standing.reference))


def employee_of(answers: Answers) -> Employee:
    """Take an employee out of the complete answers of the conversation about one."""
    return Employee(
        answers.get(NAME) or "",
        answers.get(NIK) or "",
        WorkUnit(answers.get(UNIT) or ""),
        home=answers.get(HOME) or "",
        job=answers.get(JOB) or "",
    )


def _changed(before: Application, after: Application) -> list[str]:
    """Name the answers and papers that a correction changed, and the list; never what they say."""
    names = sorted((before.answers.keys() | after.answers.keys()) - _UNTOLD)
    changed = [name for name in names if before.answers.get(name) != after.answers.get(name)]
    return [*changed, ROSTER.name] if Code.LIST_CHANGED in after.risks else changed


def _is_another_business(before: Application, after: Application) -> bool:
    asked = (ACTIVITY.name, CATEGORY.name, SECTOR.name)
    return any(before.answers.get(name) != after.answers.get(name) for name in asked)


async def _must_be_free(unit: Unit, application: Application) -> None:
    """Refuse a correction that moves an application to where another one stands."""
    there = await unit.applications.open_for(application.nib, application.workplace)
    if there is not None and there.reference != application.reference:
        raise Refused(_standing_there(there, application))


def _standing_there(there: Application, application: Application) -> Text:
    """Say that another application stands there; its number only to the chat that has it."""
    if there.chat != application.chat:
        return Text("desk.open_elsewhere")
    return Text("desk.already_open", {"reference": there.reference})


async def _keep_company(unit: Unit, handed: Handed) -> None:
    answers = handed.answers
    nib, regency = answers.get(NIB) or "", answers.get(REGENCY) or ""
    names = {one.code: one.name for one in districts_of(regency)}
    await unit.companies.keep(Company(nib, answers.get(COMPANY) or ""))
    await unit.companies.keep_workplace(
        Workplace(
            workplace_of(answers),
            nib,
            answers.get(ADDRESS) or "",
            city=REGENCIES[regency].name,
            district=names[answers.get(DISTRICT) or ""],
        )
    )
