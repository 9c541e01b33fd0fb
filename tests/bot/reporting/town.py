"""A small house of reports: a store in a folder, three inspectors, a clock one can turn."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.signing import SigningKey

from bot.pictures.drawer import report_drawer
from bot.reporting.answering import Answering
from bot.reporting.closing import ClosingDesk
from bot.reporting.conversation import ReportConversation, Surroundings
from bot.reporting.counter import ReportCounter
from bot.reporting.desk import ReportDesk, ReportHouse
from bot.reporting.enrolling import Authority, enrol, renew
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.mishaps import Mishaps
from bot.reporting.opened import AtWork
from bot.reporting.ordering import OrderDesk
from bot.reporting.receipt_queue import ReceiptQueue
from bot.reporting.showing import Showing
from bot.reporting.visits import Visit, Visits
from bot.wording import load_texts
from flows.dialogue import Answers
from flows.reporting import REPORT
from flows.rules.receipt import draw_receipt, read_receipt
from storage.live.flood import FloodGate
from storage.live.report_sessions import DyingKey, InProcessReportSessions
from storage.reports.database import ReportStore
from storage.reports.epochs import KeyFolder
from storage.reports.inspectors import InspectorRole, Inspectors
from storage.reports.receipt_keys import ReceiptKeys, keys_of_root

PEPPER = b"pepper of a test"
STORY = "Seluruh karyawan gudang dipaksa hadir tanpa masker setiap hari sampai malam"


def quick_keys(receipt: str, pepper: bytes) -> ReceiptKeys:
    """The keys of a receipt without the hard part, which has its own test."""
    return keys_of_root(blake2b(read_receipt(receipt).encode(), key=pepper, encoder=RawEncoder))


@dataclass
class Chats:
    """Takes turns as the counter does, without its words: load, turn, keep."""

    visits: Visits
    conversation: ReportConversation

    async def open(self, chat, flow):
        return await self._kept(chat, self.conversation.open(chat, await self._visit(chat), flow))

    async def take(self, chat, event):
        return await self._kept(chat, self.conversation.take(chat, await self._visit(chat), event))

    async def take_photo(self, chat, photo):
        return await self.take(chat, await self.conversation.redrawn(chat, photo))

    async def is_open(self, chat):
        return (await self._visit(chat)).session is not None

    async def _visit(self, chat):
        return await self.visits.load(chat) or Visit()

    async def _kept(self, chat, turning):
        visit, effects = await turning
        await self.visits.save(chat, visit)
        return effects


@dataclass
class Town:
    """Everything a test of reports needs."""

    folder: Path
    store: ReportStore
    now: datetime = datetime(2021, 7, 14, 3, 0, tzinfo=UTC)
    authority: Authority = field(
        default_factory=lambda: Authority(SigningKey.generate(), secrets.token_bytes(32))
    )
    hard_work: list[str] = field(default_factory=list)
    at_work: dict[str, AtWork] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = KeyFolder(self.folder / "keys")
        self.house = ReportHouse(
            self.store, self.authority.signing.verify_key, self.clock, secrets.token_bytes
        )
        self.queue = ReceiptQueue(PEPPER, self.derive)
        self.desk = ReportDesk(self.house, self.queue, PEPPER)
        self.inspectors = InspectorDesk(self.house)
        self.orders = OrderDesk(self.inspectors)
        self.closing = ClosingDesk(self.inspectors, self.keys)
        key = DyingKey(secrets.token_bytes, self.clock)
        self.sessions = InProcessReportSessions(key, self.clock)
        self.gate = FloodGate(self.sessions)
        self.visits = Visits(self.sessions, self.sessions)
        self.conversation = ReportConversation(
            self.visits,
            Answering(self.desk),
            gate=self.gate,
            drawer=report_drawer(),
            around=Surroundings(self.clock, secrets.token_bytes),
        )
        self.chat = Chats(self.visits, self.conversation)
        self.mishaps = Mishaps(self.house.today)
        self.counter = ReportCounter(
            self.visits, self.conversation, Showing(load_texts()), self.mishaps
        )

    def clock(self) -> datetime:
        return self.now

    def derive(self, receipt: str, pepper: bytes) -> ReceiptKeys:
        self.hard_work.append("argon2")
        return quick_keys(receipt, pepper)

    def later(self, **passed: int) -> None:
        self.now += timedelta(**passed)

    async def inspector(self, name: str, *, epoch: str = "2021-07", lead: bool = False) -> AtWork:
        role = InspectorRole.LEAD if lead else InspectorRole.INSPECTOR
        await enrol(self.store, name, role)
        kept = await renew(
            self.store,
            self.authority,
            self.keys,
            inspector=name,
            epoch=epoch,
            passphrase="frasa sandi",
        )
        self.at_work[name] = AtWork(name, {epoch: kept})
        return self.at_work[name]

    async def out_of_service(self, name: str) -> None:
        async with self.store.begin() as session:
            await Inspectors(session).disable(name)

    async def report(self, *, photo: bytes | None = None, **changed: str) -> str:
        receipt = draw_receipt(secrets.token_bytes)
        await self.desk.submit(answers(receipt, **changed), photo)
        return receipt


def answers(receipt: str, **changed: str) -> Answers:
    told = {
        "receipt": receipt,
        "promise": "read",
        "employer": "PT Contoh Sejahtera",
        "address": "Jalan Melawai 12",
        "regency": "3174",
        "district": "317407",
        "sector": "pakaian",
        "violation": "over_cap",
        "when": "today",
        "how_many": "tens",
        "story": STORY,
        "photo": "",
        "typed_back": "noted",
    }
    assert set(told) == {question.name for question in REPORT.questions()}
    return Answers({**told, **changed})
