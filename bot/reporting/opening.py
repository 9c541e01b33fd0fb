"""Opens everything of reporting, in reading order: its store, its secrets, both its sides."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.pictures.drawer import report_drawer
from bot.reporting.answering import Answering
from bot.reporting.closing import ClosingDesk
from bot.reporting.conversation import ReportConversation, Surroundings
from bot.reporting.counter import ReportCounter
from bot.reporting.desk import ReportDesk, ReportHouse
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.mishaps import Mishaps
from bot.reporting.receipt_queue import ReceiptQueue
from bot.reporting.showing import Showing
from bot.reporting.visits import Visits
from bot.settings import Settings
from bot.wording import load_texts
from storage.live.flood import FloodGate
from storage.live.report_sessions import DyingKey, InProcessReportSessions, ReportSessions
from storage.reports.database import ReportStore, open_report_store, report_url
from storage.reports.epochs import KeyFolder
from storage.reports.secrets import OURS_ALONE, load_pepper, read_authority


@dataclass(frozen=True, slots=True)
class Reporting:
    """Everything of reporting that others call."""

    house: ReportHouse
    counter: ReportCounter
    inspectors: InspectorDesk
    closing: ClosingDesk
    folder: KeyFolder
    memory: InProcessReportSessions
    pepper: bytes = field(repr=False)


@asynccontextmanager
async def open_reporting(
    settings: Settings, clock: Callable[[], datetime], random: Callable[[int], bytes]
) -> AsyncIterator[Reporting]:
    """Open the report service.

    Raises:
        Unavailable: its store or its shared memory does not answer.
        Unsealable: its pepper is lost, or a secret is damaged.
        WritesToDisk: the shared memory writes to a disk.
    """
    folder = report_folder(settings)
    store = open_store(settings)
    try:
        await store.migrate()
        pepper = await load_pepper(folder, store, random)
        house = ReportHouse(store, read_authority(folder), clock, random)
        queue, mishaps = ReceiptQueue(pepper), Mishaps(house.today)
        inspectors, keys = InspectorDesk(house), KeyFolder(folder / "keys")
        own = InProcessReportSessions(DyingKey(random, clock), clock)
        async with _sessions(settings, own, pepper, house) as sessions:
            visits = Visits(sessions, own)
            conversation = ReportConversation(
                visits,
                Answering(ReportDesk(house, queue, pepper)),
                gate=FloodGate(sessions),
                drawer=report_drawer(),
                around=Surroundings(clock, random),
            )
            try:
                yield Reporting(
                    house=house,
                    counter=ReportCounter(visits, conversation, Showing(load_texts()), mishaps),
                    inspectors=inspectors,
                    closing=ClosingDesk(inspectors, keys),
                    folder=keys,
                    memory=own,
                    pepper=pepper,
                )
            finally:
                mishaps.write(all_days=True)
        queue.close()
    finally:
        await store.close()


def report_folder(settings: Settings) -> Path:
    """Return the folder of the report service, made for us alone."""
    folder: Path = settings.store.data / "reports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def open_store(settings: Settings) -> ReportStore:
    """Open the store of reports where the settings say."""
    if settings.reports.url:
        return open_report_store(settings.reports.url)
    folder = report_folder(settings)
    (folder / "reports.db").touch(mode=OURS_ALONE)
    return open_report_store(report_url(folder))


@asynccontextmanager
async def _sessions(
    settings: Settings, own: ReportSessions, pepper: bytes, house: ReportHouse
) -> AsyncIterator[ReportSessions]:
    """Open the memory of sessions: this process's own, or one that processes share."""
    if not settings.reports.sessions:
        yield own
        return
    from storage.live.shared_report_sessions import RedisReportSessions, SharedKey, open_volatile

    url = settings.reports.sessions.get_secret_value()
    async with open_volatile(url) as redis:
        key = SharedKey(redis, pepper, random=house.random, clock=house.clock)
        yield RedisReportSessions(redis, key)
