"""The house: every object built once, in reading order.

What is slow to import is imported here and nowhere on the way to ``strp --help``.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Final, TypeAlias

from bot import policies as rules
from bot.clock.bell import Bell
from bot.clock.erasing import Erasing
from bot.clock.issuing import IssuingWorker
from bot.clock.retention import Retention
from bot.clock.sending import NoticeSender
from bot.desk.acting import Acting
from bot.desk.acts import Readying
from bot.desk.crowd import Crowd
from bot.desk.desk import Desk
from bot.desk.handing_in import HandingIn
from bot.desk.listing import Listing
from bot.desk.opening import Opening
from bot.desk.papers import Papers as Documents
from bot.desk.talks import Talks
from bot.desk.turning import Turning
from bot.eligibility import Eligibility
from bot.insight import Insight
from bot.inspection.site import Site, inspection, listening
from bot.notices import Notices
from bot.permits.face import Stamp
from bot.permits.issuing import Issuer
from bot.permits.papers import Papers
from bot.permits.press import Press
from bot.pictures.drawer import paper_drawer
from bot.reception import Reception
from bot.registry import Registry
from bot.reporting.opening import Reporting, open_reporting
from bot.settings import Settings
from bot.telegram_edge.edge import Edge, open_edge
from bot.wording import load_texts
from flows.rules.promise import day_in_jakarta
from storage.database import Database, sqlite_url
from storage.keyring import load_keyring
from storage.sealing import load_sealer
from storage.signing import Signer

STORE: Final = "strp.db"
Logins: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What the house is given from outside: the time (aware, UTC), chance, and a stamp.

    ``stamp`` goes across every permit that is not for use.
    """

    clock: Callable[[], datetime]
    random: Callable[[int], bytes] = secrets.token_bytes
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs, and what others may look at."""

    database: Database
    desk: Desk
    edge: Edge
    insight: Insight
    issuing: IssuingWorker
    sender: NoticeSender
    reporting: Reporting
    inspection: str  # the address of the inspectors' pages on this machine
    retention: Retention

    async def run(self) -> None:
        """Introduce ourselves, then run until cancelled: updates in, notices out."""
        await self.edge.introduce(load_texts())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.edge.run(Reception(self.reporting.counter, self.desk)))
            tasks.create_task(self.issuing.run())
            tasks.create_task(self.sender.run())
            tasks.create_task(Erasing(self.reporting).run())
            tasks.create_task(self.retention.run())


@asynccontextmanager
async def open_house(
    settings: Settings, around: Around, *, shown: Logins = ()
) -> AsyncIterator[House]:
    """Open the store and the edge, and build what stands between them.

    ``shown`` are logins of a demo that the inspectors' first page offers.

    Raises:
        Unavailable: the store does not answer.
        Unsealable: the sealing key is missing or wrong, or the pepper of reports is.
        WritesToDisk: the memory for report sessions writes to a disk.
        NoToken: no bot token is set.
    """
    texts, policies, clock = load_texts(), rules.load(), around.clock
    sealer = load_sealer(settings.store.data, os.environ)
    database = await Database.open(_url(settings), sealer=sealer)
    try:
        async with (
            open_edge(settings.telegram) as edge,
            open_reporting(settings, clock, around.random) as reporting,
            _inspection(settings, reporting, database, shown) as inspection_address,
        ):
            to_send, to_issue = Bell(), Bell()
            talks = Talks(policies, clock=clock, random=around.random)
            papers = Papers(database, policies, texts, Press(), stamp=around.stamp)
            notices = Notices(texts, policies, papers)
            yield House(
                database=database,
                desk=make_desk(database, talks, around, wake=to_send.ring, link=edge.link),
                edge=edge,
                insight=Insight(database, talks, clock),
                issuing=IssuingWorker(
                    _issuer(settings, database, clock), to_issue, told=to_send.ring
                ),
                sender=NoticeSender(database, notices, edge.courier, clock=clock, bell=to_send),
                reporting=reporting,
                inspection=inspection_address,
                retention=Retention(database, clock),
            )
    finally:
        await database.close()


def _inspection(
    settings: Settings, reporting: Reporting, database: Database, shown: Logins
) -> AbstractAsyncContextManager[str]:
    """Open the inspectors' pages, which look into the register and share nothing else."""
    told = settings.reports
    register = Registry(database, rules.load(), reporting.house.clock)
    site = Site(reporting, register, load_texts(), told.batch_minutes, told.public_url, shown)
    return listening(inspection(site), told.port)


def _issuer(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Issuer:
    today = day_in_jakarta(clock())
    keyring = load_keyring(settings.store.data, os.environ, today=today)
    return Issuer(database, Signer(keyring), rules.load(), clock, settings.permits.host)


def make_desk(
    database: Database,
    talks: Talks,
    around: Around,
    *,
    wake: Callable[[], None],
    link: str = "",
) -> Desk:
    """Put the desk together; ``link`` is the address of the assistant's own chat."""
    texts, policies, clock = load_texts(), rules.load(), around.clock
    turning = Turning(talks, HandingIn(policies, clock), texts, clock)
    crowd = Crowd(Eligibility(policies, texts, clock, link))
    opening = Opening(crowd, talks, turning, texts=texts, policies=policies, clock=clock)
    procedure = policies.procedure
    documents = Documents(paper_drawer(procedure.photo_kb), pdf_kb=procedure.pdf_kb)
    return Desk(
        database,
        crowd,
        Acting(talks, turning, opening, texts),
        Readying(Listing(database, clock), documents),
        texts=texts,
        clock=clock,
        wake=wake,
    )


def real_time() -> datetime:
    """Return the time (aware, UTC)."""
    return datetime.fromtimestamp(time(), UTC)


def _url(settings: Settings) -> str:
    data: Path = settings.store.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return settings.store.url or sqlite_url(data / STORE)
