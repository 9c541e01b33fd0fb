"""The kinds of work a cap on attendance is counted by."""

from __future__ import annotations

from enum import StrEnum


class WorkUnit(StrEnum):
    """Where in the company somebody works: pelayanan, produksi or perkantoran."""

    SERVICE = "service"
    PRODUCTION = "production"
    OFFICE = "office"
