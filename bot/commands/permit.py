"""``strp permit verify``: is this permit true, and does it hold?

Verifies with public keys alone. Whether the permit was revoked since is asked of the store of
this machine; where there is none, the answer says that nobody was asked.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.commands.folders import CONFIG, ConfigFile, DataFolder, data_folder, store_url
from flows.rules.promise import JAKARTA, day_in_jakarta, holds_until
from flows.rules.token import is_token
from storage.signing import Outcome, Renewals, StandingOf, Verdict, Verifier

app: Final = typer.Typer(help="STRP / permits", no_args_is_help=True)
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".pdf"})
NOON: Final = 12
NO_KEYS: Final = 2
WHERE: Final = (
    "name the folder of the service that signed it, as --data FOLDER"
    " (a demonstration keeps its own with strp demo --data FOLDER)"
)
Shown = dict[str, str | int | None]


@app.callback()
def _permit() -> None:
    """Permits as people hold them."""


@app.command()
def verify(
    what: Annotated[str, typer.Argument(metavar="TOKEN | IMAGE", help="Text, link or picture.")],
    *,
    at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day in Jakarta; empty: today.")
    ] = None,
    config: ConfigFile = CONFIG,
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a permit.")] = False,
) -> None:
    """Say what a permit is worth (exit 0: valid; 1: it is not, or there is none)."""
    codes = list(_codes(what))
    moment = _moment(at)
    verifier = _verifier(config, data, moment) if codes else None
    told = [_shown(verifier.verify(code, moment)) for code in codes] if verifier else [_nothing()]
    for each in told:
        typer.echo(json.dumps(each, ensure_ascii=False) if as_json else _words(each))
    if any(each["verdict"] != Outcome.VALID for each in told):
        raise typer.Exit(1)


def _codes(what: str) -> Iterator[str]:
    """Return the texts to verify: what was given, or what stands in the picture."""
    from bot.permits.pictures import Unreadable, read_codes

    path = Path(what)
    if is_token(what) or not _names_a_file(path):
        yield what
        return
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {what}")
    try:
        yield from read_codes(path.read_bytes())
    except Unreadable:
        raise typer.BadParameter(f"{what} is no picture that can be read") from None


def _names_a_file(path: Path) -> bool:
    if path.suffix.lower() in PICTURES:
        return True
    with suppress(OSError):  # too long for a name
        return path.is_file()
    return False


def _verifier(config: Path, data: Path | None, moment: datetime) -> Verifier:
    from storage import keyring

    folder = data_folder(config, data)
    told = os.environ.get(keyring.ENVIRONMENT, "").strip()
    if not told and not (folder / keyring.FILE).exists():
        typer.echo(f"{folder} holds no keys: {WHERE}", err=True)
        raise typer.Exit(NO_KEYS)
    ring = keyring.load_keyring(folder, os.environ, today=day_in_jakarta(moment))
    standing = asyncio.run(_standing(store_url(config, data)))
    return Verifier(ring.public, standing, _renewals())


def _renewals() -> Renewals:
    """Read from the rules which permits later versions renewed, and when all of them ended."""
    from bot import policies

    rules = policies.load()
    return Renewals(
        lambda facts: holds_until(rules, facts.valid_until, facts.sector),
        rules.procedure.permits_end,
    )


async def _standing(url: str) -> StandingOf | None:
    """Ask this machine's store which permits no longer stand; None where there is no store."""
    from storage.database import Database, make_engine
    from storage.errors import Unavailable
    from storage.sealing import Sealer
    from storage.signing import standing_from

    if not url:
        return None
    # The list is not sealed: no key is needed to read it, so none is touched.
    database = Database(make_engine(url), Sealer({1: bytes(32)}))
    try:
        async with database.reading() as unit:
            return standing_from(await unit.permits.standing())
    except Unavailable:
        return None
    finally:
        await database.close()


def _moment(day: datetime | None) -> datetime:
    if day is None:
        return datetime.fromtimestamp(time.time(), UTC)
    return day.replace(hour=NOON, tzinfo=JAKARTA)


def _shown(verdict: Verdict) -> Shown:
    start, until = verdict.valid_from, verdict.valid_until
    return {
        "verdict": verdict.verdict.value,
        "serial": verdict.serial,
        "holder": verdict.holder,
        "company": verdict.company,
        "valid_from": start.isoformat() if start else None,
        "valid_until": until.isoformat() if until else None,
        "reason": verdict.reason.value,
    }


def _nothing() -> Shown:
    from storage.signing import Why

    return _shown(Verdict(Outcome.UNKNOWN, Why.NO_CODE))


def _words(shown: Shown) -> str:
    return "\n".join(f"{name:<12} {value}" for name, value in shown.items() if value)
