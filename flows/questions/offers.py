"""What is shown for a question: a text, and doors to tap, in no channel's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from flows.dialogue import Lines, Says, Text
from flows.doors import Door, Way
from flows.language import Language
from flows.questions.answers import Answers, way
from flows.questions.asking import Abstain, Answer, Asked, Further, Suggest
from flows.questions.intents import TOPICS
from flows.questions.ranker import Candidate

ONWARDS: Final[Mapping[str, Door]] = {
    **dict.fromkeys(("elig_sector", "sector_list", "sector_which", "who_must"), Door.ELIGIBILITY),
    **dict.fromkeys(("how_register_company", "docs_company", "no_nib"), Door.REGISTRATION),
    **dict.fromkeys(("report_company", "report_privacy", "report_status"), Door.REPORTING),
    **dict.fromkeys(("status_check", "rejected", "correction", "lost_download"), Door.STATUS),
}  # where an answer leads on to; all others lead to the menu


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
            case Suggest(candidates, further):
                buttons = tuple(self._button(one) for one in candidates)
                return Offer(Text("unsure.suggest"), (*buttons, self._beside(further)))
            case Abstain(reason, further):
                lost = further is Further.PERSON
                if lost:
                    return Offer(Text("unsure.lost"), (self._beside(further),))
                return Offer(Text(f"unsure.{reason.value}"), self.topics().doors)
        assert_never(made)

    def tell(self, candidate: Candidate) -> Offer:
        """Show the answer of a question, and the door it leads on to.

        A sector that was confirmed by a tap is carried into the registration.
        """
        door = ONWARDS.get(candidate.intent, Door.MENU)
        word = ""
        if candidate.intent == "elig_sector" and candidate.sector:
            door, word = Door.REGISTRATION, candidate.sector
            if self.answers.is_closed_to(candidate.sector, self.on):
                door, word = Door.MENU, ""
        onwards = (Text(f"control.open.{door.value}"), Way(door, self.language, word))
        return Offer(self.answers.tell(candidate, self.on), (onwards,))

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

    def person(self) -> Offer:
        """Show how to reach a person."""
        told = self.answers.tell(Candidate("contact", 1.0), self.on)
        return Offer(Lines((Text("unsure.person"), told)))

    def _button(self, candidate: Candidate) -> tuple[Says, Way]:
        return self.answers.label(candidate), way(candidate, self.language)

    def _topic(self, topic: str) -> tuple[Says, Way]:
        return Text(f"topic.{topic}"), Way(Door.TOPICS, self.language, topic)

    def _beside(self, further: Further) -> tuple[Says, Way]:
        if further is Further.PERSON:
            return Text("question.contact"), Way(Door.PERSON, self.language)
        return Text("unsure.none_of_these"), Way(Door.TOPICS, self.language)
