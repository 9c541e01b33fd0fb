"""The face of a permit: every word that stands on it, before anybody draws it.

Indonesian is what the permit says; English stands small beside it where a foreigner would be
lost. The NIK is masked here, so no drawer ever holds a whole one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from typing_extensions import override

from bot.permits.fonts import legible
from bot.wording import Texts, spoken_date
from flows.dialogue import Text
from flows.language import Language
from flows.rules.areas import ALL_OF_DKI, regencies_in
from flows.rules.control_code import show_control_code, show_serial
from flows.rules.identity import mask_nik
from flows.rules.permits import Permit
from flows.rules.policy import Policies


class Stamp(StrEnum):
    """What may be stamped across a permit that is not for use."""

    SIMULATION = "simulation"


@dataclass(frozen=True, slots=True)
class Said:
    """A word of the permit, and the same in English."""

    here: str
    abroad: str

    @override
    def __str__(self) -> str:
        """Return both, the English last; once if they are the same."""
        return self.here if self.here == self.abroad else f"{self.here} · {self.abroad}"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that are the same on every permit."""

    mark: Said
    title: Said
    city: Said
    holder: Said
    nik: Said
    valid: Said
    company: Said
    sector: Said
    area: Said
    serial: Said
    control_code: Said
    scan: Said
    compare: Said
    stamp: str


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on one permit, ready to be drawn."""

    labels: Labels = field(repr=False)
    holder: str = field(repr=False)
    nik: str = field(repr=False)  # masked
    days: Said
    company: str
    sector: Said
    area: str
    serial: str
    control_code: str
    token: str = field(repr=False)


def labels_of(texts: Texts, stamp: Stamp | None = None) -> Labels:
    """Read the words of every permit from the catalogue."""
    names = [name for name in Labels.__dataclass_fields__ if name != "stamp"]
    said = {name: _said(Text(f"permit.{name}"), texts) for name in names}
    stamped = texts.plain(Text(f"permit.stamp.{stamp}"), Language.ID) if stamp else ""
    return Labels(**said, stamp=stamped)


def face_of(permit: Permit, *, policies: Policies, texts: Texts, labels: Labels) -> Face:
    """Return the face of a permit as it was issued."""
    policy = policies.get(permit.policy_version)
    sector = policy.sectors.get(permit.sector) if policy else None
    names = sector.names if sector else None
    return Face(
        labels=labels,
        holder=legible(permit.holder),
        nik=mask_nik(permit.nik),
        days=_days(permit.valid_from, permit.valid_until, texts),
        company=legible(permit.company),
        sector=Said(names.id, names.en) if names else Said(permit.sector, permit.sector),
        area=_area(permit.area, labels),
        serial=show_serial(permit.serial),
        control_code=show_control_code(permit.control_code),
        token=permit.token,
    )


def _said(text: Text, texts: Texts) -> Said:
    return Said(texts.plain(text, Language.ID), texts.plain(text, Language.EN))


def _days(start: date, until: date, texts: Texts) -> Said:
    return Said(*(_days_in(start, until, texts, language) for language in Language))


def _days_in(start: date, until: date, texts: Texts, language: Language) -> str:
    key, first = "months", spoken_date(start, language)
    if start == until:
        key = "one"
    elif (start.year, start.month) == (until.year, until.month):
        key, first = "one_month", str(start.day)
    places = {"first": first, "until": spoken_date(until, language)}
    return texts.plain(Text(f"permit.days.{key}", places), language)


def _area(area: int, labels: Labels) -> str:
    return labels.city.here if area == ALL_OF_DKI else ", ".join(regencies_in(area))
