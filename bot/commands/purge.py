"""``strp purge``: let go of what is due now, as the running service does by itself."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer

from bot.clock.retention import Retention
from bot.commands.folders import CONFIG, ConfigFile, DataFolder
from bot.house import real_time
from bot.settings import StoreSettings, load_settings
from bot.store import open_store
from storage.errors import StorageError


def purge(
    *,
    config: ConfigFile = CONFIG,
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Erase drafts, documents and people whose time is over (exit 1: the store is away)."""
    store = StoreSettings(data=data) if data else load_settings(config).store
    try:
        swept = asyncio.run(_sweep(store))
    except StorageError as away:
        typer.echo(f"{type(away).__name__}: {away}", err=True)
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps(swept))
    else:
        typer.echo("\n".join(f"{name}: {count}" for name, count in swept.items()))


async def _sweep(store: StoreSettings) -> dict[str, int]:
    """Sweep until nothing is due: one sweep takes a hundred of each kind at most."""
    async with open_store(store, os.environ) as database:
        retention, total = Retention(database, real_time), Counter[str]()
        while True:
            swept = asdict(await retention.sweep())
            total.update(swept)
            if not any(swept.values()):
                return {name: total[name] for name in swept}
