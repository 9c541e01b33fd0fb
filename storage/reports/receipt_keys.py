"""What a receipt opens: one hard computation, then three keys that tell nothing of each other.

The receipt is never kept. From it come the tag under which a case is found (which also makes
sending twice harmless), the key that opens the dialogue, and the key that signs what the
reporter adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nacl import pwhash
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from flows.rules.receipt import read_receipt

KEY_BYTES: Final = 32
PEPPER_BYTES: Final = pwhash.argon2id.SALTBYTES
PASSES: Final = 3
MEMORY: Final = 64 * 1024 * 1024  # with 100 random bits more would only cost the reporter time


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """The keys of one receipt; they live as long as one request."""

    tag: bytes
    private: PrivateKey
    signing: SigningKey


def receipt_keys(receipt: str, pepper: bytes) -> ReceiptKeys:
    """Derive the keys of a receipt. Takes about 0.15 s and 64 MiB: call it through a queue.

    Raises:
        flows.rules.receipt.NotAReceipt: the text is no receipt.
    """
    signs = read_receipt(receipt).encode()
    root = pwhash.argon2id.kdf(KEY_BYTES, signs, pepper, opslimit=PASSES, memlimit=MEMORY)
    return keys_of_root(root)


def keys_of_root(root: bytes) -> ReceiptKeys:
    """Branch the three keys off a root."""
    return ReceiptKeys(
        tag=_branch(root, b"lookup"),
        private=PrivateKey(_branch(root, b"x25519")),
        signing=SigningKey(_branch(root, b"ed25519")),
    )


def _branch(root: bytes, person: bytes) -> bytes:
    made: bytes = blake2b(b"", digest_size=KEY_BYTES, key=root, person=person, encoder=RawEncoder)
    return made
