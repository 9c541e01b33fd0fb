"""Officers and what each may do; nobody who judges also holds the keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LEAST_SIGNS: Final = 12  # of a password; length is what guessing costs


class Role(StrEnum):
    """What an officer may do."""

    VERIFIER = "verifier"
    ISSUER = "issuer"
    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    KEY_ADMIN = "key_admin"


@dataclass(frozen=True, slots=True)
class Officer:
    """Anybody with a login to the office."""

    name: str
    roles: frozenset[Role]
    is_disabled: bool = False

    def may(self, role: Role) -> bool:
        """Tell whether this officer acts in this role."""
        return not self.is_disabled and role in self.roles
