"""Kills the house again and again while many people register, and counts what became of it."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.house import real_time
from bot.simulator.files import Upload
from bot.simulator.people import Persona
from bot.simulator.server import SimulatorServer
from bot.simulator.visitor import Visitor
from bot.simulator.world import World
from storage.database import Database, sqlite_url
from storage.sealing import load_sealer
from tests.support.builders import a_nik
from tests.support.child import shift_to_morning

PATIENCE = 120
LOOK = 0.05
ALIVE = 0.4  # seconds that a house lives on average
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ROWS = 3

# What is done, and what the screen says once it was taken: > is tapped, @ is sent as a file.
STEPS = (
    ("/daftar", "Pilih bahasa"),
    (">Bahasa Indonesia", "Privasi Anda"),
    (">Saya setuju", "Siapa Anda"),
    (">Wakil perusahaan", "kegiatan usaha"),
    ("asuransi", "Sektor mana"),
    (">Keuangan dan perbankan", "Nomor Induk Berusaha"),
    ("{nib}", "Nama perusahaan"),
    ("PT Asuransi Contoh", "Di mana tempat kerjanya"),
    (">Jakarta Pusat", "Kecamatan"),
    (">Gambir", "Alamat tempat kerja"),
    ("Jl. Contoh 12", "Nama Anda"),
    ("Siti Rahayu", "Jabatan Anda"),
    ("Manajer SDM", "Nomor telepon"),
    ("081200005001", "pelayanan kepada masyarakat"),
    ("100", "produksi atau konstruksi"),
    ("0", "perkantoran pendukung"),
    ("40", "Sudah tercatat: 0"),
    ("{rows}", f"Sudah tercatat: {ROWS}"),
    (">✅ Daftar sudah lengkap", "Surat tugas"),
    ("@surat.pdf", "Dokumen NIB"),
    (">Lewati", "Pernyataan"),
    (">Saya menyatakan benar", "Periksa sebelum dikirim"),
    (">✅ Kirim", "Permohonan terkirim"),
)


@dataclass
class Count:
    """What became of it."""

    kills: int = 0
    people: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: list[str] = field(default_factory=list)

    def with_more(self, other: Count) -> Count:
        """Add what became of others."""
        return Count(
            self.kills + other.kills,
            self.people + other.people,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.stuck + other.stuck,
        )


async def kill_and_count(folder: Path, *, people: int, kills: int, seed: int = 1) -> Count:
    """Let people register while the house is killed, and look into the store afterwards."""
    personas = [a_persona(number) for number in range(people)]
    world = World(lambda: real_time() + timedelta(seconds=shift_to_morning()), personas=personas)
    server = SimulatorServer(world)
    count = Count(people=people)
    async with server.running() as api:
        killer = asyncio.create_task(
            _kill(world, (api, str(folder)), count, kills, random.Random(seed))
        )
        pause = kills * ALIVE / len(STEPS)  # so that people are at it for as long as it goes on
        looking = _Looking(lambda: count.kills < kills)
        walks = [
            _walk(world, server, (one, number), pause, looking)
            for number, one in enumerate(personas)
        ]
        outcome = await asyncio.gather(*walks, return_exceptions=True)
        count.stuck = [str(error) for error in outcome if isinstance(error, BaseException)]
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)
    await _look(folder, personas, count)
    return count


def a_persona(number: int) -> Persona:
    return Persona(f"p{number}", 9_000 + number, f"Siti {number}", "R", f"+62812000{number:05d}")


async def _kill(
    world: World, where: tuple[str, str], count: Count, kills: int, chance: random.Random
) -> None:
    """Keep a house running, and kill it at moments nobody foresees."""
    while True:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.support.child",
            *where,
            str(shift_to_morning()),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            if count.kills >= kills:
                await process.wait()
                continue
            await _is_working(world)
            await asyncio.sleep(chance.uniform(0.0, 2 * ALIVE))
            process.send_signal(signal.SIGKILL)
            count.kills += 1
            await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _is_working(world: World) -> None:
    """Wait until the house asks for updates, so that a kill hits it at work."""
    poller = world.inbox.poller
    for _ in range(int(PATIENCE / LOOK)):
        if world.inbox.poller != poller:
            return
        await asyncio.sleep(LOOK)


@dataclass(frozen=True)
class _Looking:
    """Looking at a phone again and again; patience runs only while nobody is killing.

    On a busy machine a house may be killed before it did anything, many times over.
    """

    is_killing: Callable[[], bool]

    async def for_long(self) -> AsyncIterator[None]:
        left = PATIENCE / LOOK
        while left > 0:
            yield
            await asyncio.sleep(LOOK)
            left -= not self.is_killing()


async def _walk(
    world: World,
    server: SimulatorServer,
    who: tuple[Persona, int],
    pause: float,
    looking: _Looking,
) -> None:
    persona, number = who
    chance = random.Random(number)
    visitor = Visitor(world, world.chat(persona.chat_id), server.faults)
    nib = f"91200012{number:05d}"
    rows = "\n".join(
        f"Ani Wati; {a_nik(1 + number * ROWS + row)}; pelayanan; Bekasi; Teller"
        for row in range(ROWS)
    )
    for act, expected in STEPS:
        said = act.format(nib=nib, rows=rows)
        await asyncio.sleep(chance.uniform(0, 2 * pause))
        if said.startswith(">"):
            button = await _button(world, persona, said[1:], looking)
            visitor.press(*button)
        elif said.startswith("@"):
            visitor.send_document(Upload(said[1:], PDF))
        else:
            visitor.say(said)
        await _until_shown(world, persona, expected, looking)


async def _button(
    world: World, persona: Persona, label: str, looking: _Looking
) -> tuple[int, str]:
    async for _ in looking.for_long():
        for message in reversed(list(world.chat(persona.chat_id).messages.values())):
            for row in message.buttons:
                for button in row:
                    if button.get("text") == label:
                        return message.message_id, button["callback_data"]
    raise TimeoutError(f"{persona.key}: no button {label}")


async def _until_shown(world: World, persona: Persona, words: str, looking: _Looking) -> None:
    async for _ in looking.for_long():
        messages = list(world.chat(persona.chat_id).messages.values())
        if any(words in message.body.text for message in messages if message.by_bot):
            return
    raise TimeoutError(f"{persona.key}: never read {words!r}")


async def _look(folder: Path, personas: Sequence[Persona], count: Count) -> None:
    async with _store(folder) as database, database.reading() as unit:
        found = Counter()
        for persona in personas:
            own = await unit.applications.of_chat(persona.chat_id)
            found[persona.key] = len(own)
            for one in own:
                rows = await unit.rosters.rows(one.reference)
                count.lost += ROWS - len(rows)
                notices = await unit.outbox.of_chat(persona.chat_id)
                count.lost += not notices
        count.lost += sum(1 for persona in personas if not found[persona.key])
        count.doubled += sum(number - 1 for number in found.values() if number > 1)


@asynccontextmanager
async def _store(folder: Path) -> AsyncIterator[Database]:
    database = await Database.open(sqlite_url(folder / "strp.db"), sealer=load_sealer(folder, {}))
    try:
        yield database
    finally:
        await database.close()
