"""``strp ask``: what the assistant makes of a question in somebody's own words."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

import typer

from bot.questions import Questions, load_questions, policy_version
from bot.wording import JAKARTA, load_texts
from flows.dialogue import Text
from flows.language import Language
from flows.questions.asking import Abstain, Answer, Asked, Suggest
from flows.questions.ranker import Candidate

EXTRA = (
    # Help is read as markup, where brackets are a style.
    r"Rank with the semantic encoder too (needs the extra: pip install strp-assistant\[semantic])."
)


def ask(
    text: Annotated[list[str] | None, typer.Argument(help="The question; else lines.")] = None,
    at: Annotated[datetime | None, typer.Option("--at", formats=["%Y-%m-%d"])] = None,
    lang: Annotated[Language, typer.Option(help="Language of the answer.")] = Language.ID,
    *,
    semantic: Annotated[bool, typer.Option("--semantic", help=EXTRA)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Answer a question, offer up to three, or say that it is not known which is meant."""
    questions = questions_ranked(with_encoder=semantic)
    on = at.date() if at else _today()
    for question in _asked(text):
        made = questions.ask(question, language=lang)
        if as_json:
            typer.echo(json.dumps(told(question, made, on), ensure_ascii=False))
        else:
            typer.echo(_words(questions, made, on, lang))


def told(question: str, made: Asked, on: date) -> dict[str, object]:
    """Return what became of a question in the promised shape."""
    shown = candidates_of(made)
    best = shown[0] if shown else None
    return {
        "text": question,
        "kind": type(made).__name__.lower(),
        "intent": best.intent if best else None,
        "sector": (best.sector or None) if best else None,
        "candidates": [
            {"intent": one.intent, "sector": one.sector or None, "score": round(one.score, 4)}
            for one in shown
        ],
        "reason": made.reason if isinstance(made, Abstain) else None,
        "policy_version": policy_version(on),
    }


def candidates_of(made: Asked) -> tuple[Candidate, ...]:
    """Return the questions that are shown: the answered one, or the buttons."""
    match made:
        case Answer(candidate):
            return (candidate,)
        case Suggest(candidates):
            return candidates
        case Abstain():
            return ()


def _words(questions: Questions, made: Asked, on: date, language: Language) -> str:
    texts = load_texts()
    match made:
        case Answer(candidate):
            return texts.plain(questions.tell(candidate, on), language)
        case Suggest(candidates):
            offer = questions.offers(language, on).show(made)
            labels = [texts.plain(label, language) for label, _ in offer.doors[: len(candidates)]]
            offered = [f"  [{label}]" for label in labels]
            return "\n".join((texts.plain(offer.text, language), *offered))
        case Abstain(reason, _):
            return texts.plain(Text(f"unsure.{reason.value}"), language)


def questions_ranked(*, with_encoder: bool) -> Questions:
    """Return the questions, ranked by the core alone or with the encoder of the extra."""
    questions = load_questions()
    if not with_encoder:
        return questions
    from bot.semantic import NoEncoder
    from bot.semantic import with_encoder as joined

    try:
        return joined(questions)
    except NoEncoder:
        raise typer.BadParameter("the extra is not installed", param_hint="--semantic") from None


def _asked(text: list[str] | None) -> Iterable[str]:
    if text:
        return (" ".join(text),)
    return (line.rstrip("\r\n") for line in sys.stdin if line.strip())


def _today() -> date:
    return datetime.fromtimestamp(time.time(), JAKARTA).date()
