"""The whole job as people do it, in a real browser: from an Excel list to a permit that verifies.

A representative drops a list of two hundred of whom seven rows are bad, mends them, submits; an
officer refuses five with a reason and approves the rest; the permits arrive in the chat, and the
code of a card is read by a reader that is none of ours.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from storage.keyring import load_keyring
from storage.signing import Stands, Verifier
from tests.bot.simulator.browser import CHROMIUM, a_page
from tests.support.person import a_town_with_the_house
from tests.support.reader import is_as_published, read_code
from tests.support.whole_job import decide, documents, reads, register

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


async def told_by_command(folder: Path, token: str) -> dict:
    """Return what the command says of a token, on the day it was issued."""
    arguments = ("permit", "verify", token, "--json", "--data", str(folder), "--at", "2021-07-12")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    return json.loads(told)


async def test_a_list_with_mistakes_becomes_permits_that_prove_themselves(tmp_path: Path) -> None:
    async with a_town_with_the_house(tmp_path) as town, a_page(town.demo.address) as page:
        await page.size(1440, 900)
        await register(page, town)
        await decide(town)
        await reads(page, "STRP terbit untuk 195 pekerja, ditolak 5")
        assert page.errors == []
        files = await documents(town)
        now = town.demo.world.now()
    (bundle,) = (data for name, data in files.items() if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        cards = sorted(name for name in archive.namelist() if name.endswith(".png"))
        card = archive.read(cards[0])
    assert len(cards) == 195
    overview = next(
        data for name, data in files.items() if name.startswith("STRP_") and name.endswith(".xlsx")
    )
    sheet = openpyxl.load_workbook(io.BytesIO(overview)).worksheets[0]
    assert sheet.max_row >= 200
    assert is_as_published()
    token = await read_code(card)
    keys = load_keyring(tmp_path, {}, today=now.date()).public
    verdict = Verifier(keys, lambda _: Stands.VALID).verify(token, now)
    assert verdict.verdict.value == "valid"
    assert verdict.company == "PT Asuransi Contoh"
    assert (await told_by_command(tmp_path, token))["verdict"] == "valid"
