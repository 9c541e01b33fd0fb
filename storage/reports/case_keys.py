"""The key of one case, handed sealed to each who may open it.

Every case has two pairs of its own: one for the dialogue, one for what inspectors write among
themselves. The private halves are sealed to each inspector of the epoch who has no conflict of
interest; the first alone also to the reporter's receipt. The server keeps no copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from storage.reports.envelopes import Unopenable
from storage.reports.receipt_keys import KEY_BYTES

REPORTER: Final = b"reporter"
HOLDER_BYTES: Final = 16
_MEANING: Final = b"strp case key 1\x00"


@dataclass(frozen=True, slots=True)
class CaseKeys:
    """What a holder can open: the dialogue and, for inspectors, the words among themselves."""

    dialogue: PrivateKey
    office: PrivateKey | None = None


def seal_case_keys(keys: CaseKeys, case: bytes, holder: bytes, to: PublicKey) -> bytes:
    """Seal the keys of a case to one holder."""
    held = bytes(keys.dialogue) + (bytes(keys.office) if keys.office else b"")
    return SealedBox(to).encrypt(_MEANING + case + _fixed(holder) + held)


def open_case_keys(sealed: bytes, case: bytes, holder: bytes, key: PrivateKey) -> CaseKeys:
    """Open the keys of a case as one holder.

    Raises:
        Unopenable: they were sealed to somebody else, or for another case.
    """
    head = _MEANING + case + _fixed(holder)
    try:
        plain = SealedBox(key).decrypt(sealed)
    except CryptoError:
        raise Unopenable from None
    held = plain[len(head) :]
    if not plain.startswith(head) or len(held) not in {KEY_BYTES, 2 * KEY_BYTES}:
        raise Unopenable
    office = PrivateKey(held[KEY_BYTES:]) if len(held) > KEY_BYTES else None
    return CaseKeys(PrivateKey(held[:KEY_BYTES]), office)


def _fixed(holder: bytes) -> bytes:
    return holder.ljust(HOLDER_BYTES, b"\x00")
