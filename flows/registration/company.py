"""Questions about the company, its workplace and who speaks for it."""

from __future__ import annotations

import re
from typing import Final

from flows.dialogue import (
    Answers,
    Choice,
    Exit,
    Expects,
    Item,
    Question,
    Text,
    Unreadable,
    Value,
)
from flows.registration.keys import (
    ADDRESS,
    COMPANY,
    DISTRICT,
    NIB,
    NONE,
    OUTSIDE,
    PHONE,
    POSITION,
    REGENCY,
    REPRESENTATIVE,
)
from flows.registration.sector import found_sector
from flows.replies import one_of, read_person, read_phone, words
from flows.rules.companies import workplace_id
from flows.rules.identity import Nib, NibProblem, is_number, only_digits, read_nib
from flows.rules.places import REGENCIES, district_named, districts_of
from flows.situation import Situation

LEGAL_FORMS: Final = frozenset({"pt", "cv", "ud", "fa", "firma", "pd", "tbk", "persero", "perum"})
LEAST_LETTERS: Final = 2


def company_questions(situation: Situation) -> tuple[Item, ...]:
    """Ask for the business number first: without one nothing else helps."""
    return (
        Question(
            NIB,
            _read_number,
            choices=lambda _: (Choice(NONE, Text("registration.nib.none")),),
            places=lambda answers: {"found": found_sector(situation, answers)},
            examples=("9120001234567", "123", "912000123456A", "912000123456O"),
        ),
        Exit("no_nib", lambda answers: answers.get(NIB) == NONE, doors=("menu",)),
        Question(COMPANY, _read_company, examples=("PT Bank Contoh", "!")),
        *_place_questions(),
        Question(ADDRESS, words(most=200, least=5), examples=("Jl. Contoh 1", "x")),
        Exit(
            "open_elsewhere",
            lambda answers: situation.opened.get(workplace_of(answers)) == "",
            doors=("person", "menu"),
        ),
        Exit(
            "already_open",
            lambda answers: workplace_of(answers) in situation.opened,
            lambda answers: {"reference": situation.opened[workplace_of(answers)]},
            doors=("status", "menu"),
        ),
        Question(REPRESENTATIVE, read_person, examples=("Siti Aminah", "Siti 2")),
        Question(POSITION, words(most=80), examples=("Manajer SDM",)),
        Question(PHONE, read_phone, Expects.CONTACT, examples=("081234567890", "12")),
    )


def workplace_of(answers: Answers) -> str:
    """Name the workplace: one open application each."""
    nib, district = answers.get(NIB) or "", answers.get(DISTRICT) or ""
    return workplace_id(nib, district, answers.get(ADDRESS) or "")


def _place_questions() -> tuple[Item, ...]:
    return (
        Question(
            REGENCY,
            one_of(*REGENCIES, OUTSIDE),
            Expects.CHOICE,
            lambda _: (
                *(Choice(one.code, one.name) for one in REGENCIES.values()),
                Choice(OUTSIDE, Text("registration.regency.outside")),
            ),
        ),
        Exit("outside_dki", lambda answers: answers.get(REGENCY) == OUTSIDE, doors=("menu",)),
        Question(
            DISTRICT,
            _read_district,
            Expects.CHOICE,
            lambda answers: tuple(
                Choice(one.code, one.name) for one in districts_of(_regency(answers))
            ),
        ),
    )


def _read_number(reply: str, _: Answers) -> Value:
    if reply == NONE:
        return NONE
    read = read_nib(reply)
    if isinstance(read, Nib):
        return read.digits
    is_letter_o = is_number(only_digits(reply).upper().replace("O", "0"))
    if read is NibProblem.NOT_DIGITS and is_letter_o:
        raise Unreadable("registration.problem.nib_letter_o")
    raise Unreadable(f"registration.problem.{read}")


def _read_company(reply: str, answers: Answers) -> Value:
    """Read a company's name: more than the form it has in law."""
    name = str(words(most=120)(reply, answers))
    own = [word for word in re.findall(r"\w+", name.casefold()) if word not in LEGAL_FORMS]
    if sum(sign.isalpha() for word in own for sign in word) < LEAST_LETTERS:
        raise Unreadable("registration.company.form_alone")
    return name


def _regency(answers: Answers) -> str:
    return answers.get(REGENCY) or ""


def _read_district(reply: str, answers: Answers) -> Value:
    regency = _regency(answers)
    if reply in {one.code for one in districts_of(regency)}:
        return reply
    named = district_named(reply, regency)
    if named is None:
        raise Unreadable("control.pick_a_button")
    return named.code
