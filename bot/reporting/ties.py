"""Ties of inspectors to employers: kept so that names can be compared, and none can be read.

A tie that is declared beforehand is kept under the pepper of the service: a report is held
against it while it is handed in, before anybody has a key. Whoever takes the disk with the pepper
can try names. A tie that is found on reading a report would tell that thief whom the report is
about, so it is kept under the key that only inspectors hold, and a case is held against it when
one of them opens it.

Names are compared word by word: workers leave words out.
"""

from __future__ import annotations

from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from flows.rules.employers import employer_words, may_be_one
from storage.reports.inspectors import Inspectors

TAG_BYTES: Final = 16


def tie_to(employer: str, key: bytes) -> bytes:
    """Write a tie to an employer, so that it can be compared under the same key.

    Raises:
        ValueError: the name has no word that tells an employer from others.
    """
    if not (words := employer_words(employer)):
        raise ValueError
    return b"".join(sorted(_tagged(words, key)))


def is_tied(tie: bytes, employer: str, key: bytes) -> bool:
    """Tell whether a tie may be to this employer; under another key it is to nobody."""
    tags = frozenset(tie[at : at + TAG_BYTES] for at in range(0, len(tie), TAG_BYTES))
    return may_be_one(tags, _tagged(employer_words(employer), key))


async def tied_to(inspectors: Inspectors, employer: str, key: bytes) -> set[str]:
    """Return the inspectors who have a tie to an employer under a key."""
    return {name for name, tie in await inspectors.ties() if is_tied(tie, employer, key)}


def _tagged(words: frozenset[str], key: bytes) -> frozenset[bytes]:
    return frozenset(
        blake2b(word.encode(), digest_size=TAG_BYTES, key=key, person=b"tie", encoder=RawEncoder)
        for word in words
    )
