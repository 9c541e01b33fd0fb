"""The key of one case, handed sealed to each who may open it.

Every case has a pair of its own. Its private half is sealed to each inspector of the epoch who
has no conflict of interest, and to the reporter's receipt; the server keeps no copy.
"""

from __future__ import annotations

from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from storage.reports.envelopes import CASE_BYTES, Unopenable

REPORTER: Final = b"reporter"
HOLDER_BYTES: Final = 16
_MEANING: Final = b"strp case key 1\x00"


def seal_case_key(key: PrivateKey, case: bytes, holder: bytes, to: PublicKey) -> bytes:
    """Seal the key of a case to one holder."""
    return SealedBox(to).encrypt(_MEANING + case + _fixed(holder) + bytes(key))


def open_case_key(sealed: bytes, case: bytes, holder: bytes, key: PrivateKey) -> PrivateKey:
    """Open the key of a case as one holder.

    Raises:
        Unopenable: it was sealed to somebody else, or for another case.
    """
    head = _MEANING + case + _fixed(holder)
    try:
        plain = SealedBox(key).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        raise Unopenable from None
    if not plain.startswith(head) or len(case) != CASE_BYTES:
        raise Unopenable
    try:
        return PrivateKey(plain[len(head) :])
    except (CryptoError, ValueError, TypeError):
        raise Unopenable from None


def _fixed(holder: bytes) -> bytes:
    return holder.ljust(HOLDER_BYTES, b"\x00")
