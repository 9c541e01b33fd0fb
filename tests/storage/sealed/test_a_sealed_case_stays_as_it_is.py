"""A sealed case as a file: written as it was, and opened for ever with the key file of its day."""

import asyncio
import json
from base64 import b64decode
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from sqlalchemy import delete
from sqlmodel import col

from bot.reporting.desk import ReportHouse
from bot.reporting.errors import Unknown
from bot.reporting.sealed_file import open_sealed_file, write_sealed_file
from flows.rules.cases import CaseStatus
from storage.reports.case_values import Case
from storage.reports.cases import Cases
from storage.reports.database import open_report_store, report_url
from storage.reports.envelopes import Direction, Unopenable
from storage.reports.epochs import Certificate, Uncertified
from storage.reports.inspectors import InspectorRole, Inspectors
from storage.reports.tables import EnvelopeRow, ReportTable

KEPT = json.loads((Path(__file__).parents[2] / "vectors" / "sealed_case.json").read_text("utf-8"))
PACKED, OPENED = KEPT["packed"], KEPT["opened"]
CASE = b"case of a report"
LOST = {"direction": 2, "sealed": "", "day": "2021-07-15"}
AUTHORITY = SigningKey(b"A" * 32).verify_key
OTHER = SigningKey(b"B" * 32).verify_key


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "2021-07.ani.key"
    file.write_bytes(b64decode(KEPT["key_file"]))
    return file


def kept_case():
    told = PACKED["case"]
    return Case(
        id=CASE,
        lookup=b"l" * 32,
        reporter_public=b"p" * 32,
        case_public=b64decode(told["case_public"]),
        office_public=b64decode(told["office_public"]),
        epoch=told["epoch"],
        day_created=date(2021, 7, 14),
        day_purge=date(2021, 10, 12),
        status=CaseStatus.WAITING,
    )


async def fill(store):
    """Keep what the file holds; the third of four messages is lost, as the file tells."""
    async with store.begin() as session:
        await (await session.connection()).run_sync(ReportTable.metadata.create_all)
        cases, case = Cases(session), kept_case()
        await cases.add(case, [("ani", b64decode(PACKED["key"]))])
        messages = {told["number"]: told for told in PACKED["messages"]}
        for number in range(1, 5):
            told = messages.get(number, LOST)
            sealed, day = b64decode(told["sealed"]), date.fromisoformat(told["day"])
            await cases.append(case, Direction(told["direction"]), sealed, day)
            case = replace(case, envelopes=number)
        await session.exec(delete(EnvelopeRow).where(col(EnvelopeRow.number) == 3))
        for told in PACKED["certificates"]:
            await Inspectors(session).add(told["inspector"], InspectorRole.INSPECTOR)
            keys = (b64decode(told[name]) for name in ("opening", "signing", "signature"))
            certificate = Certificate(told["inspector"], told["epoch"], *keys)
            await Inspectors(session).keep_certificate(certificate, b"sealed")


async def written(folder, inspector, case):
    store = open_report_store(report_url(folder))
    house = ReportHouse(store, AUTHORITY, lambda: datetime(2021, 7, 20, tzinfo=UTC), bytes)
    try:
        await fill(store)
        return await write_sealed_file(house, inspector, case)
    finally:
        await store.close()


def changed(*path, to):
    """The file with something else in one place."""
    packed = deepcopy(PACKED)
    place = packed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(packed)


def test_a_case_is_written_as_it_always_was(tmp_path):
    assert json.loads(asyncio.run(written(tmp_path, "ani", CASE))) == PACKED


@pytest.mark.parametrize(("inspector", "case"), [("budi", CASE), ("ani", b"another case ...")])
def test_no_case_is_written_for_who_has_no_key_to_it(inspector, case, tmp_path):
    with pytest.raises(Unknown):
        asyncio.run(written(tmp_path, inspector, case))


def test_a_file_of_long_ago_is_opened_with_its_key_file(key_file):
    assert open_sealed_file(json.dumps(PACKED), key_file, KEPT["passphrase"]) == OPENED


def test_a_file_is_refused_whose_authority_is_not_the_one_known_by_hand(key_file):
    with pytest.raises(Uncertified):
        open_sealed_file(json.dumps(PACKED), key_file, KEPT["passphrase"], authority=bytes(OTHER))


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        "{}",
        changed("form", to="strp sealed case 2"),
        changed("key", to="*" + PACKED["key"]),
        changed("messages", 0, "sealed", to=PACKED["messages"][0]["sealed"] + "*"),
        changed("messages", 0, "direction", to=9),
        changed("case", "status", to="unheard of"),
        changed("authority", to="c2hvcnQ="),
    ],
)
def test_what_is_no_sealed_case_is_refused_before_a_passphrase_matters(text, key_file):
    with pytest.raises(Unopenable):
        open_sealed_file(text, key_file, "frasa lain")
