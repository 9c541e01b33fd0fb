"""A company and its workplaces: who asks, and where people must come to work."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Company:
    """A legal person, known by its business number."""

    nib: str
    name: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """An address in DKI Jakarta that is judged by the policy. ``city`` is its kota."""

    id: str
    nib: str
    address: str = field(repr=False)
    city: str
    district: str
