"""Where a command finds what the service keeps: options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

CONFIG: Final = Path("config.yaml")  # where no other file is named
ConfigFile: TypeAlias = Annotated[
    Path, typer.Option("--config", envvar="STRP_CONFIG", help="The settings, if there.")
]
DataFolder: TypeAlias = Annotated[
    Path | None, typer.Option("--data", help="The data folder; empty: as the settings say.")
]


def data_folder(config: Path, data: Path | None) -> Path:
    """Return the folder of the keys and of an embedded store."""
    from bot.settings import load_settings

    return data or load_settings(config).store.data


def store_url(config: Path, data: Path | None) -> str:
    """Return the URL of the store; empty where there is none."""
    from bot.settings import load_settings

    if not data and (given := load_settings(config).store.url):
        return given
    from bot.store import FILE

    path = data_folder(config, data) / FILE
    if not path.exists():
        return ""
    from storage.database import sqlite_url

    return sqlite_url(path)
