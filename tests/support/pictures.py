"""Takes the pictures of the documents: ``python -m tests.support.pictures [FOLDER]``.

It plays the whole job in a browser, looks at every screen on the way, and keeps what is shown.
"""

from __future__ import annotations

import asyncio
import io
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.bot.simulator.browser import Page, a_page
from tests.support.person import a_town_with_the_house
from tests.support.whole_job import decide, documents, reads, register

HOME = Path("docs/pictures")
PHONE = (345, 60, 793, 862)
OFFICE = (100, 90, 1320, 880)
HEIGHT, GAP = 720, 24  # pixels
SHOWN = {"menu", "list", "review", "issued", "office-queue", "office-application"}
COLOURS = 128  # a screen has few; a picture of the documents stays small


async def take(folder: Path) -> None:
    async def look(page: Page, name: str) -> None:
        if name in SHOWN:
            await asyncio.sleep(0.4)  # what slides in has come to rest
            keep(folder / f"{name}.png", await page.picture())

    with TemporaryDirectory() as data:
        async with a_town_with_the_house(Path(data)) as town, a_page(town.demo.address) as page:
            await page.size(1440, 900)
            await register(page, town, look)
            await decide(town, look)
            await reads(page, "STRP terbit untuk 195 pekerja, ditolak 5")
            await look(page, "issued")
            keep_card(folder, await documents(town))


def compose(folder: Path) -> None:
    """Lay the phone, the officer's page and the card side by side, as one picture."""
    phone = Image.open(folder / "issued.png").convert("RGB").crop(PHONE)
    page = Image.open(folder / "office-application.png").convert("RGB").crop(OFFICE)
    card = Image.open(folder / "permit.png").convert("RGB")
    parts = [
        part.resize((part.width * HEIGHT // part.height, HEIGHT)) for part in (phone, page, card)
    ]
    whole = Image.new("RGB", (sum(part.width + GAP for part in parts) - GAP, HEIGHT), "white")
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width + GAP
    whole.quantize(COLOURS).save(folder / "job.png", optimize=True)


def keep(file: Path, data: bytes) -> None:
    Image.open(io.BytesIO(data)).quantize(COLOURS).save(file, optimize=True)


def keep_card(folder: Path, files: dict[str, bytes]) -> None:
    bundle = next(data for name, data in files.items() if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        for kind in ("png", "pdf"):
            name = next(one for one in sorted(archive.namelist()) if one.endswith(kind))
            (folder / f"permit.{kind}").write_bytes(archive.read(name))


if __name__ == "__main__":
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    home.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(home))
    compose(home)
