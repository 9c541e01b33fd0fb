"""A conversation small enough to hold in one's head, with one of everything."""

from typing import Final

from flows.dialogue import Answers, Choice, Exit, Expects, Flow, Key, Question, Text, Unreadable

WHO: Final[Key[str]] = Key("who")
SECTOR: Final[Key[str]] = Key("sector")
STAFF: Final[Key[int]] = Key("staff")
NOTE: Final[Key[str]] = Key("note")
ROSTER: Final[Key[int]] = Key("roster")
LETTER: Final[Key[str]] = Key("letter")


def offered(*values):
    return lambda _: tuple(Choice(value, Text(f"small.{value}")) for value in values)


def one_of(*values):
    def read(reply: str, _: Answers) -> str:
        if reply not in values:
            raise Unreadable("small.pick_one")
        return reply

    return read


def read_staff(reply: str, _: Answers) -> int:
    if not reply.isdecimal():
        raise Unreadable("small.a_number")
    return int(reply)


def read_words(reply: str, _: Answers) -> str:
    return reply.strip()


def is_company(answers: Answers) -> bool:
    return answers.get(WHO) == "company"


def a_small_flow(version=2, policy="rules-1", closed_sectors=("salon",)) -> Flow:
    def is_closed(answers: Answers) -> bool:
        return answers.get(SECTOR) in closed_sectors

    return Flow(
        name="small",
        code="s",
        version=version,
        policy=policy,
        items=(
            Question(
                WHO,
                one_of("company", "citizen"),
                Expects.CHOICE,
                offered("company", "citizen"),
                examples=("company", "citizen", "x"),
            ),
            Exit("no_need", lambda answers: answers.get(WHO) == "citizen", doors=("other",)),
            Question(
                SECTOR,
                one_of("bank", "salon"),
                Expects.CHOICE,
                offered("bank", "salon"),
                relevant=is_company,
                examples=("bank", "salon", "x"),
            ),
            Exit("stay_home", is_closed),
            Question(STAFF, read_staff, examples=("12", "many")),
            Question(
                NOTE,
                read_words,
                skippable=True,
                relevant=lambda answers: (answers.get(STAFF) or 0) > 10,
                examples=("hello",),
            ),
            Question(ROSTER, read_staff, Expects.ROWS),
            Question(LETTER, read_words, Expects.FILE, examples=("file-1",)),
        ),
        migrations={
            1: lambda values: {
                ("staff" if name == "people" else name): value for name, value in values.items()
            }
        },
    )
