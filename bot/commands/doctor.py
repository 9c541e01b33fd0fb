"""``strp doctor``: tell what would keep the service from running here, before it is started."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import ValidationError

from bot.commands.folders import CONFIG, ConfigFile
from bot.commands.ports import why_taken
from bot.settings import Settings, load_settings
from storage.errors import StorageError

LEAST_FREE: Final = 1 << 30  # bytes: a day of uploaded papers of a large town
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked at, and whether it is well."""

    what: str
    well: bool
    told: str
    warns: bool = False  # it runs so, and perhaps it was not meant so


def doctor(
    *,
    config: ConfigFile = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Look at settings, token, keys, stores, ports and disk (exit 1: something is not well)."""
    every = list(_examined(config))
    for found in every:
        mark = "✗" if not found.well else "!" if found.warns else "✓"
        typer.echo(json.dumps(asdict(found)) if as_json else f"{mark} {found.what}: {found.told}")
    if not all(found.well for found in every):
        raise typer.Exit(1)


def _examined(config: Path) -> Iterator[Found]:
    try:
        settings = load_settings(config)
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False, include_url=False):
            yield Found(
                "settings", well=False, told=f"{'.'.join(map(str, error['loc']))}: {error['msg']}"
            )
        return
    yield Found("settings", well=True, told=_read(config), warns=not config.exists())
    for look in (_token, _folder, _disk, _store, _reports):
        yield look(settings)
    ports = {"office": settings.office.port, "inspection": settings.reports.port}
    if settings.telegram.delivery == "webhook":
        ports["webhook"] = settings.telegram.listen_port
    yield from (_port(name, port) for name, port in ports.items())


def _read(config: Path) -> str:
    """Say which file was read; without one the defaults hold, perhaps of another folder."""
    whole = config.absolute()
    return str(whole) if config.exists() else f"defaults, for there is no {whole}"


def _token(settings: Settings) -> Found:
    from bot.commands.closed import NOT_SET

    is_set = bool(settings.telegram.token.get_secret_value())
    return Found("token", is_set, "set" if is_set else NOT_SET)


def _folder(settings: Settings) -> Found:
    folder = settings.store.data.absolute()
    if not folder.exists():
        return Found("data folder", well=True, told=f"{folder}: made at the first start")
    is_ours = not folder.stat().st_mode & OTHERS
    return Found("data folder", is_ours, f"{folder}: mode {stat.S_IMODE(folder.stat().st_mode):o}")


def _disk(settings: Settings) -> Found:
    folder = settings.store.data.absolute()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return Found("disk", free >= LEAST_FREE, f"{free >> 20} MiB")


def _store(settings: Settings) -> Found:
    from bot.store import open_store

    async def opens() -> None:
        async with open_store(settings.store, os.environ):
            return

    return _tried("store", opens)


def _reports(settings: Settings) -> Found:
    import secrets

    from bot.commands.closed import WRITES_TO_DISK
    from bot.house import real_time
    from bot.reporting.opening import open_reporting
    from storage.live.shared_report_sessions import WritesToDisk

    async def opens() -> None:
        async with open_reporting(settings, real_time, secrets.token_bytes):
            return

    try:
        return _tried("reports", opens)
    except WritesToDisk:
        return Found("reports", well=False, told=WRITES_TO_DISK)


def _tried(what: str, opens: Callable[[], Coroutine[None, None, None]]) -> Found:
    from bot.commands.closed import in_words

    try:
        asyncio.run(opens())
    except (StorageError, OSError) as closed:
        return Found(what, well=False, told=in_words(closed))
    return Found(what, well=True, told="opens")


def _port(name: str, port: int) -> Found:
    taken = why_taken(port)
    return Found(f"port of {name}", not taken, f"{port}: {taken}" if taken else str(port))
