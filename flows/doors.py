"""Doors: buttons that lead somewhere without belonging to a screen of any session.

They stand in notices, in verdicts and in the first message, for years if need be, so they carry
all they need: the language to go on in, where they lead, and one word about it. Whoever forges
one has opened a door that was open to them anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.language import LANGUAGES, Language

MARK: Final = "go"
BETWEEN: Final = "."


class Door(StrEnum):
    """Where a door leads."""

    MENU = "menu"
    ELIGIBILITY = "eligibility"  # its word: a business that was named, or answers so far
    REGISTRATION = "registration"  # its word: a sector that was found already
    DRAFT = "draft"  # the registration that was begun and not sent
    STATUS = "status"  # its word: an application
    CORRECTION = "correction"  # its word: the application that was returned
    RESUBMISSION = "resubmission"  # its word: the application of which something was refused
    PAPERS = "papers"  # its word: the application whose permits are wanted
    REPORTING = "reporting"
    DATA = "data"  # what is kept about whoever asks
    ERASURE = "erasure"  # its word: whether they are sure
    TEMPLATE = "template"  # the empty list of employees, as a spreadsheet
    LIST = "list"  # the employees noted so far, as a spreadsheet
    EMPLOYEE = "employee"  # one employee, entered by hand
    DOCUMENTS = "documents"  # what a registration needs
    ANSWER = "answer"  # its word: the intent of a question
    TOPICS = "topics"  # its word: a topic
    PERSON = "person"  # how to reach a person
    TALK = "talk"  # the conversation that was left for a page


DOORS: Final = {door.value: door for door in Door}


@dataclass(frozen=True, slots=True)
class Way:
    """A door, the language to go on in, and a word about where exactly it leads."""

    door: Door
    language: Language
    word: str = ""


def write_way(way: Way) -> str:
    """Write a door as the data of a button; within Telegram's 64 bytes for words up to 40."""
    return BETWEEN.join((MARK, way.language.value, write_door(way.door, way.word)))


def read_door(argument: str) -> tuple[Door, str] | None:
    """Read where ``Verb.OPEN`` leads and its word; None if there is no such door."""
    name, _, word = argument.partition(BETWEEN)
    door = DOORS.get(name)
    return None if door is None else (door, word)


def write_door(door: Door, word: str = "") -> str:
    """Write where ``Verb.OPEN`` leads."""
    return f"{door.value}{BETWEEN}{word}" if word else door.value


def read_way(data: str) -> Way | None:
    """Read the data of a button as a door; None if it is none of ours."""
    mark, _, rest = data.partition(BETWEEN)
    if mark != MARK:
        return None
    language, _, rest = rest.partition(BETWEEN)
    spoken, found = LANGUAGES.get(language), read_door(rest)
    if found is None or spoken is None:
        return None
    return Way(found[0], spoken, found[1])
