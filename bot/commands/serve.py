"""``strp serve``: run the assistant against Telegram."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError


def serve(
    config: Annotated[
        Path | None, typer.Option("--config", help="The settings.", dir_okay=False)
    ] = None,
) -> None:
    """Run until stopped (exit 2: the settings are wrong; 1: Telegram, store or port is away)."""
    from bot.commands.closed import NO_ENCODER, WRITES_TO_DISK, in_words
    from bot.house import Around, open_house, real_time
    from bot.logs import set_up_logs
    from bot.semantic import NoEncoder
    from bot.settings import find_config, load_settings
    from bot.telegram_edge.edge import NoToken, Unreached
    from storage.errors import Unavailable, Unsealable
    from storage.live.shared_report_sessions import WritesToDisk

    try:
        settings = load_settings(find_config(config, os.environ))
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False, include_url=False):
            typer.echo(f"{'.'.join(map(str, error['loc']))}: {error['msg']}", err=True)
        raise typer.Exit(2) from None
    set_up_logs()

    async def run() -> None:
        async with open_house(settings, Around(real_time)) as house:
            await house.run()

    try:
        asyncio.run(run())
    except WritesToDisk:
        typer.echo(WRITES_TO_DISK, err=True)
        raise typer.Exit(2) from None
    except NoToken as missing:
        typer.echo(in_words(missing), err=True)
        raise typer.Exit(2) from None
    except NoEncoder:
        typer.echo(NO_ENCODER, err=True)
        raise typer.Exit(2) from None
    except (Unreached, Unavailable, Unsealable, OSError) as closed:
        typer.echo(in_words(closed), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        return
