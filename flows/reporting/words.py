"""Reading what a reporter types: no key for a person, and no words that name one by number.

The assistant cannot keep people from telling who they are, but it can hand back what plainly
would: a NIK, a telephone number, an e-mail address, an @name, a receipt. A refusal is told at
once, and nothing of the refused text is kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flows.dialogue import Answers, Unreadable
from flows.rules.receipt import holds_receipt

LONGEST_NAME: Final = 120
LONGEST_ADDRESS: Final = 300
LONGEST_STORY: Final = 3_000  # with everything else still inside the largest sealed size
SHORTEST_STORY: Final = 20  # with employer and place at least forty signs worth a look

# Nine digits, with up to three signs between two of them: "(021) 555", "0812 - 3456".
_LONG_NUMBER: Final = re.compile(r"(?:\d[\s()+.\-‐-―]{0,3}){8}\d")
_ADDRESS_OF_PERSON: Final = re.compile(
    r"(?<!\w)@\w{4,}|\w[.+-]*@\w[\w-]*\.\w|t\.me/", re.IGNORECASE
)


def read_name(reply: str, _: Answers) -> str:
    """Read the employer's name."""
    return _named(_read(reply, shortest=3, longest=LONGEST_NAME))


def read_address(reply: str, _: Answers) -> str:
    """Read where the workplace is."""
    return _named(_read(reply, shortest=6, longest=LONGEST_ADDRESS))


def read_sector(reply: str, _: Answers) -> str:
    """Read what the employer does, as far as the reporter knows."""
    return _named(_read(reply, shortest=2, longest=LONGEST_NAME))


def read_story(reply: str, _: Answers) -> str:
    """Read what happened."""
    return _read(reply, shortest=SHORTEST_STORY, longest=LONGEST_STORY)


def read_added(reply: str, _: Answers) -> str:
    """Read an answer or an added fact; it may be short."""
    return _read(reply, shortest=2, longest=LONGEST_STORY)


def _named(text: str) -> str:
    """Hand back a question: somebody who is afraid asks, and names nothing by it."""
    if "?" in text:
        raise Unreadable("reporting.problem.asks")
    return text


def _read(reply: str, *, shortest: int, longest: int) -> str:
    text = _cleaned(reply)
    if holds_receipt(text):
        raise Unreadable("reporting.problem.receipt")
    if _LONG_NUMBER.search(text) or _ADDRESS_OF_PERSON.search(text):
        raise Unreadable("reporting.problem.person")
    if sum(sign.isalnum() for sign in text) < shortest:
        raise Unreadable("reporting.problem.short", least=shortest)
    if len(text) > longest:
        raise Unreadable("reporting.problem.long", most=longest)
    return text


def _cleaned(reply: str) -> str:
    """Drop what cannot be seen, so that nothing hides in a report."""
    kept = (sign for sign in unicodedata.normalize("NFC", reply) if _is_seen(sign))
    return "\n".join(" ".join(line.split()) for line in "".join(kept).splitlines()).strip()


def _is_seen(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
