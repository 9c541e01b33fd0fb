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
from time import time
from typing import Protocol, TypeAlias

from bot import policies as rules
from bot.checking import Checking
from bot.clock.bell import Bell
from bot.clock.deciding import Deciding
from bot.clock.erasing import Erasing
from bot.clock.issuing import IssuingWorker
from bot.clock.noting import Noting
from bot.clock.promises import Promises
from bot.clock.rejudging import Rejudging
from bot.clock.renewing import Renewing
from bot.clock.reopening import Reopening
from bot.clock.retention import Retention
from bot.clock.sending import NoticeSender
from bot.desk.acting import Acting
from bot.desk.crowd import Crowd
from bot.desk.desk import Desk
from bot.desk.handing_in import HandingIn
from bot.desk.inquiry import Inquiry
from bot.desk.listing import Listing
from bot.desk.opening import Opening
from bot.desk.papers import Papers as Documents
from bot.desk.readying import Readying
from bot.desk.talks import Talks
from bot.desk.turning import Turning
from bot.eligibility import Eligibility
from bot.insight import Insight
from bot.inspection.site import Site, inspection, listening
from bot.judging import Judging
from bot.learning import Learning, make_learning
from bot.notices import Notices
from bot.office.house import DemoOfficer, OfficeHouse
from bot.office.serving import serving
from bot.permits.face import Stamp
from bot.permits.issuing import Issuer
from bot.permits.papers import Papers
from bot.permits.press import Press
from bot.pictures.drawer import paper_drawer
from bot.reception import Reception
from bot.registry import Registry
from bot.reporting.opening import Reporting, open_reporting
from bot.settings import Settings
from bot.store import open_store
from bot.taught import Taught
from bot.teaching import Teaching
from bot.telegram_edge.edge import Edge, open_edge
from bot.wording import load_texts
from flows.rules.promise import day_in_jakarta
from storage.database import Database
from storage.keyring import load_keyring
from storage.signing import Signer

Logins: TypeAlias = tuple[tuple[str, str], ...]  # name and passphrase, of a demonstration only


@dataclass(frozen=True, slots=True)
class Around:
    """What the house is given from outside: the time (aware, UTC) and chance.

    A demonstration brings a ``stamp`` that goes across every permit, and officers and inspectors
    whom everybody may be.
    """

    clock: Callable[[], datetime]
    random: Callable[[int], bytes] = secrets.token_bytes
    stamp: Stamp | None = None
    officers: tuple[DemoOfficer, ...] = ()
    inspectors: Logins = ()


class Worker(Protocol):
    """Something that runs until cancelled."""

    async def run(self) -> None:
        """Run until cancelled."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs, and what others may look at."""

    database: Database
    desk: Desk
    edge: Edge
    office_url: str
    inspection_url: str
    reporting: Reporting
    judging: Judging
    insight: Insight
    workers: tuple[Worker, ...]

    async def run(self) -> None:
        """Introduce ourselves, then run until cancelled: updates in, work done, notices out."""
        await self.edge.introduce(load_texts())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.edge.run(Reception(self.reporting.counter, self.desk)))
            for worker in self.workers:
                tasks.create_task(worker.run())


@asynccontextmanager
async def open_house(settings: Settings, around: Around) -> AsyncIterator[House]:
    """Open the stores, the edge and the pages of officers, and build what stands between them.

    Raises:
        Unavailable: the store does not answer.
        Unsealable: the sealing key is missing or wrong, or the pepper of reports is.
        WritesToDisk: the memory for report sessions writes to a disk.
        NoToken: no bot token is set.
        NoEncoder: questions are to be ranked by meaning, and the extra is missing.
    """
    policies, clock = rules.load(), around.clock
    async with (
        open_store(settings.store, os.environ) as database,
        open_edge(settings.telegram) as edge,
        open_reporting(settings, clock, around.random) as reporting,
        _inspection(settings, around, reporting, database) as inspection_url,
    ):
        bells = Bells()
        learning = make_learning(clock, semantic=settings.questions.semantic)
        talks = Talks(policies, clock=clock, random=around.random)
        handing_in = HandingIn(policies, Checking(policies), _drawn(settings), clock)
        office = _office(settings, around, database, bells, learning.taught)
        async with serving(office, settings.office.port) as office_url:
            yield House(
                database=database,
                desk=make_desk(
                    database, talks, handing_in, bells.handed_in, link=edge.link, learning=learning
                ),
                edge=edge,
                office_url=office_url,
                inspection_url=inspection_url,
                reporting=reporting,
                judging=office.judging,
                insight=Insight(database, talks, clock),
                workers=(
                    *_workers(settings, around, database, edge, bells),
                    Erasing(reporting),
                    Noting(database, learning.notebook, learning.taught),
                ),
            )


def _office(
    settings: Settings, around: Around, database: Database, bells: Bells, taught: Taught
) -> OfficeHouse:
    policies, clock = rules.load(), around.clock
    return OfficeHouse(
        database=database,
        judging=Judging(database, policies, clock, bells.decided),
        checking=Checking(policies),
        teaching=Teaching(database, taught, clock),
        texts=load_texts(),
        policies=policies,
        clock=clock,
        token=lambda: secrets.token_urlsafe(32),
        public_url=settings.office.public_url,
        demo=around.officers,
    )


def _inspection(
    settings: Settings, around: Around, reporting: Reporting, database: Database
) -> AbstractAsyncContextManager[str]:
    """Open the inspectors' pages, which look into the register and share nothing else."""
    told = settings.reports
    register = Registry(database, rules.load(), around.clock)
    shown = around.inspectors
    site = Site(reporting, register, load_texts(), told.batch_minutes, told.public_url, shown)
    return listening(inspection(site), told.port)


class Bells:
    """Who wakes whom: what is handed in may be decided, what is decided signed, then told."""

    def __init__(self) -> None:
        self.deciding, self.issuing, self.sending = Bell(), Bell(), Bell()

    def handed_in(self) -> None:
        """Something was kept at the desk."""
        self.deciding.ring()
        self.sending.ring()

    def decided(self, _: str) -> None:
        """An application may be signed."""
        self.issuing.ring()
        self.sending.ring()

    def told(self) -> None:
        """Somebody is owed a notice."""
        self.sending.ring()


def _workers(
    settings: Settings, around: Around, database: Database, edge: Edge, bells: Bells
) -> tuple[Worker, ...]:
    texts, policies, clock = load_texts(), rules.load(), around.clock
    keyring = load_keyring(settings.store.data, os.environ, today=day_in_jakarta(clock()))
    issuer = Issuer(database, Signer(keyring), policies, clock, settings.permits.host)
    papers = Papers(database, policies, texts, Press(), stamp=around.stamp)
    notices = Notices(texts, policies, papers)
    checking = Checking(policies)
    reopening = Reopening(database, checking, clock)
    return (
        Deciding(database, checking, settings.decisions, clock, bells.decided, bells.deciding),
        IssuingWorker(issuer, reopening, bells.issuing, told=bells.told),
        NoticeSender(database, notices, edge.courier, clock=clock, bell=bells.sending),
        Promises(database, policies.procedure, clock),
        Renewing(database, policies, clock, told=bells.told),
        Rejudging(database, checking, clock, told=bells.told),
        Retention(database, clock),
    )


def make_desk(
    database: Database,
    talks: Talks,
    handing_in: HandingIn,
    wake: Callable[[], None],
    *,
    link: str = "",
    learning: Learning | None = None,
) -> Desk:
    """Put the desk together; ``link`` is the address of the assistant's own chat."""
    texts, policies, clock = load_texts(), rules.load(), talks.clock
    turning = Turning(talks, handing_in, texts, clock)
    learning = learning or make_learning(clock)
    now = learning.taught.now
    inquiry = Inquiry(now, learning.asker, learning.notebook, texts, clock)
    crowd = Crowd(Eligibility(policies, texts, clock, link), inquiry)
    opening = Opening(crowd, talks, turning, texts=texts, policies=policies, clock=clock)
    procedure = policies.procedure
    documents = Documents(paper_drawer(procedure.photo_kb), pdf_kb=procedure.pdf_kb)
    return Desk(
        database,
        crowd,
        Acting(crowd, talks, turning, opening, texts),
        Readying(crowd, Listing(database, clock), documents),
        texts=texts,
        clock=clock,
        wake=wake,
    )


def _drawn(settings: Settings) -> Callable[[], bool]:
    """Return the lot that decides which clean applications a person looks at all the same."""
    lot = secrets.SystemRandom()
    return lambda: lot.random() < settings.decisions.sample


def real_time() -> datetime:
    """Return the time (aware, UTC)."""
    return datetime.fromtimestamp(time(), UTC)
