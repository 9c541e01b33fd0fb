"""Inspectors of a demo: made up, but with real keys, under passphrases that the demo shows."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from nacl.signing import SigningKey

from bot.reporting.enrolling import Authority, enrol, renew
from bot.reporting.opening import open_store, report_folder
from bot.settings import Settings
from storage.reports.epochs import KeyFolder, epoch_of
from storage.reports.inspectors import InspectorRole
from storage.reports.secrets import AUTHORITY, write_authority

MADE_UP: Final = (("wulan", "melati di beranda"), ("bima", "angin dari selatan"))
MONTHS: Final = 3  # July to September 2021: the permit was abolished on 7 September


async def seed_inspectors(settings: Settings, day: date) -> tuple[tuple[str, str], ...]:
    """Enrol the made-up inspectors for the months from a day on; return their logins."""
    folder = report_folder(settings)
    if (folder / AUTHORITY).exists():
        return MADE_UP
    # The authority is thrown away: nobody becomes an inspector of a demo later.
    authority = Authority(SigningKey.generate(), secrets.token_bytes(32))
    write_authority(folder, authority.signing.verify_key)
    store = open_store(settings)
    try:
        await store.migrate()
        for name, passphrase in MADE_UP:
            is_first = name == MADE_UP[0][0]
            await enrol(store, name, InspectorRole.LEAD if is_first else InspectorRole.INSPECTOR)
            for epoch in _months(day):
                await renew(
                    store,
                    authority,
                    KeyFolder(folder / "keys"),
                    inspector=name,
                    epoch=epoch,
                    passphrase=passphrase,
                )
    finally:
        await store.close()
    return MADE_UP


def _months(day: date) -> list[str]:
    first = day.year * 12 + day.month - 1
    return [epoch_of(date(n // 12, n % 12 + 1, 1)) for n in range(first, first + MONTHS)]
