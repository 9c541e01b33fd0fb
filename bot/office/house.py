"""What the office needs of the house, given once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.checking import Checking
from bot.judging import Judging
from bot.office.stage import Stage
from bot.office.tries import Tries
from bot.teaching import Teaching
from bot.wording import Texts
from flows.rules.officers import Role
from flows.rules.policy import Policies
from storage.database import Database

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """An officer of the demonstration, whom everybody may be with one click."""

    name: str
    password: str = field(repr=False)
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class OfficeHouse:
    """Everything the pages work with.

    ``token`` makes 256 random bits as text. ``public_url`` is the address officers type; where it
    is https, cookies are Secure and, behind a proxy of ours, its last X-Forwarded-For counts.
    """

    database: Database
    judging: Judging
    checking: Checking
    teaching: Teaching
    texts: Texts
    policies: Policies
    clock: Callable[[], datetime]
    token: Callable[[], str]
    public_url: str
    demo: tuple[DemoOfficer, ...] = ()
    tries: Tries = field(default_factory=Tries)
    stage: Stage = field(default_factory=Stage)

    @property
    def is_secure(self) -> bool:
        """Tell whether officers come by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names this office answers to."""
        host = urlsplit(self.public_url).hostname or ""
        return LOOPBACK if host in LOOPBACK else frozenset({host})

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that carries a login."""
        return "__Host-strp-office" if self.is_secure else "strp-office"


HOUSE: Final = web.AppKey("house", OfficeHouse)
