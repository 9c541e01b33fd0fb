"""What is shown for a question: a text, and doors to tap, in no channel's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from flows.dialogue import Lines, Says, Text
from flows.doors import Door, Way
from flows.eligibility.path import Path, read_answers, write_answers
from flows.eligibility.tree import kind_label, sector_label
from flows.language import Language
from flows.questions.answers import Answers, way
from flows.questions.asking import Abstain, Answer, Asked, Further, Reason, Suggest
from flows.questions.intents import TOPICS
from flows.questions.ranker import Candidate
from flows.questions.trades import OF_A_SECTOR
from flows.questions.unmatched import NOT_IT
from flows.rules.decision import Outcome
from flows.rules.sectors import Category

ONWARDS: Final[Mapping[str, tuple[Door, ...]]] = {
    **dict.fromkeys(
        ("elig_sector", "sector_list", "sector_which", "who_must"), (Door.ELIGIBILITY,)
    ),
    **dict.fromkeys(
        (
            *("how_register_company", "docs_company", "no_nib", "manage_employees"),
            *("bumn", "outsourcing", "freelancer", "site_down"),
        ),
        (Door.REGISTRATION,),
    ),
    **dict.fromkeys(("report_company", "report_privacy", "report_status"), (Door.REPORTING,)),
    **dict.fromkeys(
        ("status_check", "rejected", "correction", "lost_download", "validity"), (Door.STATUS,)
    ),
    "individual_apply": (Door.REGISTRATION, Door.REPORTING),
    **dict.fromkeys(("domestic_worker", "ojol"), (Door.PERSON,)),
    "data_privacy": (Door.DATA, Door.ERASURE),
}  # where an answer leads on to: each step that its text names; all others lead to the menu
OWN_TREATMENT: Final = "purgent-kmedical"  # the answers that lead to the need in the tree
TO_THE_LIST: Final = "pdki"  # the answers that lead to whoever employs, and then to the sectors


@dataclass(frozen=True, slots=True)
class Offer:
    """A text and the doors under it, each with its label."""

    text: Says
    doors: tuple[tuple[Says, Way], ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """Shows questions and answers to somebody, in a language, on a day in Jakarta."""

    answers: Answers
    language: Language
    on: date

    def show(self, made: Asked) -> Offer:
        """Show what became of a question."""
        match made:
            case Answer(candidate):
                return self.tell(candidate)
            case Suggest():
                return self._suggested(made)
            case Abstain(reason, further):
                is_lost = made.is_lost and further is Further.PERSON
                said = Text("unsure.lost" if is_lost else f"unsure.{reason.value}")
                known = self._known(reason)
                return Offer(said, (*known, *self.topics().doors, *self._person(further)))
        assert_never(made)

    def tell(self, candidate: Candidate) -> Offer:
        """Show the answer of a question, and the doors it leads on to."""
        doors = tuple(
            (Text(f"control.open.{door.value}"), Way(door, self.language, word))
            for door, word in self._onwards(candidate)
        )
        return Offer(self.answers.tell(candidate, self.on), doors)

    def topics(self) -> Offer:
        """Show the topics."""
        return Offer(
            Text("unsure.topics"),
            tuple(
                (Text(f"topic.{topic}"), Way(Door.TOPICS, self.language, topic))
                for topic in TOPICS
            ),
        )

    def topic(self, topic: str) -> Offer:
        """Show the questions of a topic; the topics if there is none of this name."""
        intents = TOPICS.get(topic)
        if intents is None:
            return self.topics()
        questions = tuple(self._button(Candidate(intent, 1.0)) for intent in intents)
        return Offer(Text(f"topic.{topic}"), questions)

    def person(self, answers: str = "") -> Offer:
        """Show how to reach a person; ``answers`` lead back to the verdict it was asked from."""
        told = self.answers.tell(Candidate("contact", 1.0), self.on)
        back = (Text("control.back"), Way(Door.ELIGIBILITY, self.language, answers))
        return Offer(Lines((Text("unsure.person"), told)), (back,) if answers else ())

    def _onwards(self, candidate: Candidate) -> tuple[tuple[Door, str], ...]:
        """Say where an answer leads; a confirmed sector is carried into the registration."""
        if candidate.intent != OF_A_SECTOR or not candidate.sector:
            return tuple((door, "") for door in ONWARDS.get(candidate.intent, (Door.MENU,)))
        match self.answers.judge(candidate.sector, self.on):
            case Outcome.NOT_ELIGIBLE:
                return ((Door.REPORTING, ""),)
            case Outcome.EXEMPT:
                return ((Door.MENU, ""),)
            case Outcome.NO_POLICY:
                return ((Door.ELIGIBILITY, ""),)
            case _:
                return ((Door.REGISTRATION, candidate.sector),)

    def _suggested(self, made: Suggest) -> Offer:
        likely = tuple(self._likely(one, made.trades) for one in made.candidates)
        refusal = (Text("unsure.none_of_these"), Way(Door.TOPICS, self.language, NOT_IT))
        doors = (refusal, *self._person(made.further))
        if self._is_of_the_tree(made.candidates[0], made.trades):
            others = (Text("unsure.trade.list"), Way(Door.ELIGIBILITY, self.language, TO_THE_LIST))
            return Offer(Text("unsure.trade"), (*likely, others, *doors))
        doors = (*likely, *doors)
        if len(likely) > 1:
            return Offer(Text("unsure.suggest"), doors)
        return Offer(Text("unsure.suggest_one", {"question": likely[0][0]}), doors)

    def _likely(self, candidate: Candidate, trades: frozenset[str]) -> tuple[Says, Way]:
        """Name a question; a trade leads into the tree, where it is asked who works there."""
        if not self._is_of_the_tree(candidate, trades):
            return self._button(candidate)
        sector = candidate.sector
        group, members = self._group(sector)
        if not group:  # the government's: not what is done there decides, but who employs
            return _trade(kind_label("state")), Way(Door.ELIGIBILITY, self.language, TO_THE_LIST)
        if _is_told_apart(members):
            return _trade(sector_label(sector)), Way(Door.ELIGIBILITY, self.language, sector)
        word = sector if len(members) == 1 else write_answers(Path(group=group))
        return Text(f"eligibility.group.{group}"), Way(Door.ELIGIBILITY, self.language, word)

    def sector_behind(self, way: Way) -> str:
        """Return the sector that a button named as somebody's work; empty where it named none."""
        if way.word in self.answers.policies.versions[-1].sectors:
            return way.word
        groups = self.answers.policies.procedure.people.groups
        named = read_answers(way.word) if way.door is Door.ELIGIBILITY else Path()
        members = () if named.purpose else groups.get(named.group, ())
        return next((one for one in members if not one.isdigit()), "")

    def _is_of_the_tree(self, candidate: Candidate, trades: frozenset[str]) -> bool:
        """Tell whether the tree knows more of a business than the question about its sector.

        "Non-essential" is how the rules weigh a business, and nobody's word for what they do.
        """
        sector = candidate.sector
        if candidate.intent != OF_A_SECTOR or not sector:
            return False
        is_told_by_code = any(one.isdigit() for one in self._group(sector)[1])
        category = self.answers.policies.versions[-1].sectors[sector].category
        return sector in trades or is_told_by_code or category is Category.NON_ESSENTIAL

    def _group(self, sector: str) -> tuple[str, tuple[str, ...]]:
        people = self.answers.policies.procedure.people
        group = people.group_of(sector)
        return group, people.groups.get(group, ())

    def _known(self, reason: Reason) -> tuple[tuple[Says, Way], ...]:
        """Lead to what the tree knows of a need, though it is none of the questions."""
        if reason is not Reason.OWN_TREATMENT:
            return ()
        way = Way(Door.ELIGIBILITY, self.language, OWN_TREATMENT)
        return ((Text("eligibility.kind.medical"), way),)

    def _person(self, further: Further) -> tuple[tuple[Says, Way], ...]:
        if further is not Further.PERSON:
            return ()
        return ((Text("question.contact"), Way(Door.PERSON, self.language)),)

    def _button(self, candidate: Candidate) -> tuple[Says, Way]:
        return self.answers.label(candidate), way(candidate, self.language)


def _is_told_apart(members: tuple[str, ...]) -> bool:
    """Tell whether an everyday word tells a sector from the others of its group.

    Not from one that is judged by its code alone; and a sector without others goes by the name of
    its group, which says what it is and not how the rules weigh it.
    """
    return len(members) > 1 and not any(one.isdigit() for one in members)


def _trade(name: Says) -> Text:
    return Text("unsure.trade.sector", {"sector": name})
