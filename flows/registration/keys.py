"""The answers of a registration, by name and type."""

from __future__ import annotations

from typing import Final

from flows.dialogue import Key
from flows.rules.caps import WorkUnit

LANGUAGE: Final[Key[str]] = Key("language")
CONSENT: Final[Key[str]] = Key("consent")
WHO: Final[Key[str]] = Key("who")
ACTIVITY: Final[Key[str]] = Key("activity")  # words, a business code, or LIST
CATEGORY: Final[Key[str]] = Key("category")
SECTOR: Final[Key[str]] = Key("sector")
EVIDENCE: Final[Key[str]] = Key("evidence")
NIB: Final[Key[str]] = Key("nib")
COMPANY: Final[Key[str]] = Key("company")
REGENCY: Final[Key[str]] = Key("regency")
DISTRICT: Final[Key[str]] = Key("district")
ADDRESS: Final[Key[str]] = Key("address")
REPRESENTATIVE: Final[Key[str]] = Key("representative")
POSITION: Final[Key[str]] = Key("position")
PHONE: Final[Key[str]] = Key("phone")
STAFF: Final[dict[WorkUnit, Key[int]]] = {unit: Key(f"staff_{unit}") for unit in WorkUnit}
ROSTER: Final[Key[int]] = Key("roster")
LETTER: Final[Key[str]] = Key("letter")
NIB_DOCUMENT: Final[Key[str]] = Key("nib_document")
EVIDENCE_FILE: Final[Key[str]] = Key("evidence_file")
DECLARATION: Final[Key[str]] = Key("declaration")

LIST: Final = "*"  # the activity of somebody who would rather pick from the list
NONE: Final = "none"
OUTSIDE: Final = "outside"
