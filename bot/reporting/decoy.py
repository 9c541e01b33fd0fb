"""A case that is none: opened when a receipt leads nowhere, so that it takes as long as one.

Who asks is told that there is no such report; who only watches how long it takes is told nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from nacl.public import PrivateKey
from nacl.signing import SigningKey, VerifyKey

from bot.reporting.statements import Opening, Statement, pack_opening
from flows.rules.cases import Violation
from storage.reports.case_keys import REPORTER, CaseKeys, seal_case_keys
from storage.reports.case_values import Kept
from storage.reports.envelopes import CASE_BYTES, Direction, Place, seal_words
from storage.reports.receipt_keys import ReceiptKeys

CASE: Final = bytes(CASE_BYTES)
_SAID: Final = Statement("", "", "", "", "", Violation.OVER_CAP, "", "", "x" * 200)


@dataclass(frozen=True, slots=True)
class Material:
    """What is opened for the holder of a receipt."""

    case: bytes
    private: PrivateKey
    reporter: VerifyKey
    sealed: bytes
    kept: tuple[Kept, ...]


def new_decoy() -> Material:
    """Make a case that stands in no store."""
    keys = ReceiptKeys(b"", PrivateKey.generate(), SigningKey.generate())
    dialogue = PrivateKey.generate()
    sealed = seal_case_keys(CaseKeys(dialogue), CASE, REPORTER, keys.private.public_key)
    place = Place(CASE, Direction.FROM_REPORTER, 1)
    words = pack_opening(Opening(_SAID, bytes(keys.signing.verify_key)))
    kept = Kept(place, seal_words(words, place, dialogue.public_key, keys.signing), date.min)
    return Material(CASE, keys.private, keys.signing.verify_key, sealed, (kept,))
