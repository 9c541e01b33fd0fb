"""Issues an application in small pieces, to be killed meanwhile: URL REFERENCE."""

from __future__ import annotations

import asyncio
import sys

from storage.database import Database
from tests.support.databases import a_sealer
from tests.support.permits import an_issuer


async def main(url: str, reference: str) -> None:
    database = await Database.open(url, sealer=a_sealer())
    await an_issuer(database, piece=10).issue(reference)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
