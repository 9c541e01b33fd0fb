"""What can go wrong with something kept, and whose doing it is.

StorageError
├── NotKept        nobody there: the reference is unknown
├── Stale          somebody was faster: read again and repeat
├── AlreadyKept    somebody was faster: it is there already
│   └── AlreadyOpen    an open application stands for this workplace
├── Unavailable    the weather: the database does not answer, try later
└── Unsealable     the secret: the key is missing or wrong, stop

The argument is a reference, never personal data: errors end in logs.
"""

from __future__ import annotations


class StorageError(Exception):
    """Something kept cannot be had or changed."""

    def __init__(self, reference: str = "") -> None:
        super().__init__(reference)
        self.reference = reference


class NotKept(StorageError):
    """Nothing is kept under this reference."""


class Stale(StorageError):
    """Somebody changed it first."""


class AlreadyKept(StorageError):
    """It is kept already."""


class AlreadyOpen(AlreadyKept):
    """An open application stands for this company and workplace; its reference is given."""


class Unavailable(StorageError):
    """The database does not answer; what was asked was not kept."""


class Unsealable(StorageError):
    """The sealing key is missing or is not the one this was sealed with."""
