"""``strp backup`` and ``strp restore``: the registration store, copied while it is at work.

Keys are left out on purpose: whoever holds a copy can read nothing of a person in it. Reports are
left out too; theirs is a store of its own, never to be given to the same hands.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.commands.folders import CONFIG, ConfigFile, DataFolder, data_folder, store_url
from bot.store import FILE, open_store
from storage.errors import StorageError
from storage.sqlite_file import copy_file

Folder = Annotated[Path, typer.Argument(help="The folder of the copy.", file_okay=False)]


def backup(folder: Folder, *, config: ConfigFile = CONFIG, data: DataFolder = None) -> None:
    """Copy the registration store into a folder (exit 1: none is there, or a copy is already)."""
    source = _embedded(config, data)
    if (folder / FILE).exists():
        _refuse(f"{folder / FILE}: exists")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy_file(source, folder / FILE)
    typer.echo(f"{folder / FILE}: {(folder / FILE).stat().st_size} bytes, without keys or reports")


def restore(folder: Folder, *, config: ConfigFile = CONFIG, data: DataFolder = None) -> None:
    """Put a copy back where no store is (exit 1: one is, or these keys do not open the copy)."""
    target = data_folder(config, data) / FILE
    if not (folder / FILE).exists():
        _refuse(f"{folder / FILE}: not there")
    if target.exists():
        _refuse(f"{target}: exists")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy_file(folder / FILE, target)
    try:
        asyncio.run(_opens(target.parent))
    except StorageError as closed:
        for path in target.parent.glob(f"{FILE}*"):
            with suppress(FileNotFoundError):
                path.unlink()
        _refuse(f"{type(closed).__name__}: {closed}")
    typer.echo(str(target))


async def _opens(folder: Path) -> None:
    from bot.settings import StoreSettings

    async with open_store(StoreSettings(data=folder), os.environ):
        return


def _embedded(config: Path, data: Path | None) -> Path:
    path = data_folder(config, data) / FILE
    served = not data and "://" in (url := store_url(config, data)) and "sqlite" not in url
    if served:
        _refuse("PostgreSQL: pg_dump")
    if not path.exists():
        _refuse(f"{path}: not there")
    return path


def _refuse(told: str) -> NoReturn:
    typer.echo(told, err=True)
    raise typer.Exit(1)
