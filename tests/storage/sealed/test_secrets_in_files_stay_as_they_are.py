"""The pepper and the authority, as files: made once, read by us alone, never made up anew."""

import asyncio
import stat
from contextlib import asynccontextmanager
from datetime import date
from itertools import count

import pytest
from nacl.signing import SigningKey

from storage.errors import Unsealable
from storage.reports.case_values import Case
from storage.reports.cases import Cases
from storage.reports.database import open_report_store, report_url
from storage.reports.secrets import load_pepper, read_authority, write_authority, write_new
from storage.reports.tables import ReportTable

PEPPER = b"sixteen bytes of"
AUTHORITY = SigningKey(b"A" * 32).verify_key
DAY = date(2021, 7, 14)


@asynccontextmanager
async def opened_store(folder):
    store = open_report_store(report_url(folder))
    async with store.begin() as session:
        await (await session.connection()).run_sync(ReportTable.metadata.create_all)
    try:
        yield store
    finally:
        await store.close()


async def pepper_of(folder, random, *, cases=0):
    async with opened_store(folder) as store:
        async with store.begin() as session:
            for number in range(cases):
                name = bytes([number]) * 16
                await Cases(session).add(
                    Case(name, name, name, name, name, "2021-07", DAY, DAY), ()
                )
        return await load_pepper(folder, store, random)


def loaded(folder, random, *, cases=0):
    return asyncio.run(pepper_of(folder, random, cases=cases))


def fresh():
    numbers = count(1)
    return lambda size: bytes([next(numbers)]) * size


def only_we_can_read(path):
    return stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_first_pepper_is_made_kept_to_ourselves_and_stays(tmp_path):
    random = fresh()
    assert loaded(tmp_path, random) == b"\x01" * 16
    assert (tmp_path / "pepper").read_bytes() == b"\x01" * 16
    assert only_we_can_read(tmp_path / "pepper")
    assert loaded(tmp_path, random, cases=1) == b"\x01" * 16


def test_a_pepper_of_long_ago_is_read(tmp_path):
    (tmp_path / "pepper").write_bytes(PEPPER)
    assert loaded(tmp_path, fresh()) == PEPPER


def test_a_lost_pepper_is_not_replaced_beside_cases_kept_under_it(tmp_path):
    with pytest.raises(Unsealable):
        loaded(tmp_path, fresh(), cases=1)
    assert not (tmp_path / "pepper").exists()


@pytest.mark.parametrize("damaged", [b"", PEPPER[1:], PEPPER + b"x"])
def test_a_damaged_pepper_is_refused(damaged, tmp_path):
    (tmp_path / "pepper").write_bytes(damaged)
    with pytest.raises(Unsealable):
        loaded(tmp_path, fresh())


def test_the_authority_is_named_once_and_read_again(tmp_path):
    folder = tmp_path / "data" / "reports"
    write_authority(folder, AUTHORITY)
    file = folder / "authority.pub"
    assert file.read_text() == bytes(AUTHORITY).hex() + "\n"
    assert only_we_can_read(file)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert read_authority(folder) == AUTHORITY
    with pytest.raises(FileExistsError):
        write_authority(folder, SigningKey(b"B" * 32).verify_key)
    assert read_authority(folder) == AUTHORITY


def test_the_authority_is_named_in_a_folder_that_is_there_already(tmp_path):
    write_authority(tmp_path, AUTHORITY)
    assert read_authority(tmp_path) == AUTHORITY


def test_without_an_authority_nobody_is_certified(tmp_path):
    assert read_authority(tmp_path) != read_authority(tmp_path)


@pytest.mark.parametrize("told", ["", "not hex", "ab" * 31, "ab" * 33, "é"])
def test_what_is_no_authority_is_refused(told, tmp_path):
    (tmp_path / "authority.pub").write_text(told, "utf-8")
    with pytest.raises(Unsealable):
        read_authority(tmp_path)


def test_a_secret_never_takes_the_place_of_another(tmp_path):
    write_new(tmp_path / "secret", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "secret", b"second")
    assert (tmp_path / "secret").read_bytes() == b"first"
    assert only_we_can_read(tmp_path / "secret")
