import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.errors import Unsealable
from storage.sealing import ENVIRONMENT, FILE, Sealer, add_key, load_sealer

KEY = base64.b64encode(bytes(range(32))).decode()


def test_the_first_start_makes_a_key_only_we_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "keys"
    sealed = load_sealer(folder, {}).seal(b"Ani", about=b"it")
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert load_sealer(folder, {}).unseal(sealed, about=b"it") == b"Ani"
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sealers = list(pool.map(lambda _: load_sealer(tmp_path, {}), range(8)))
    assert len({sealer.blind("3171", purpose="nik") for sealer in sealers}) == 1


def test_a_key_of_the_environment_is_taken_and_nothing_is_written(tmp_path: Path) -> None:
    sealer = load_sealer(tmp_path, {ENVIRONMENT: KEY})
    assert sealer.version == 1
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_seals_and_the_old_one_still_opens_and_finds(tmp_path: Path) -> None:
    older = load_sealer(tmp_path, {})
    assert add_key(tmp_path) == 2
    newer = load_sealer(tmp_path, {})
    assert newer.version == 2
    assert newer.unseal(older.seal(b"Ani", about=b"it"), about=b"it") == b"Ani"
    assert newer.blind("3171", purpose="nik") == older.blind("3171", purpose="nik")
    with pytest.raises(Unsealable):
        older.unseal(newer.seal(b"Ani", about=b"it"), about=b"it")


def test_look_ups_of_different_things_are_told_apart() -> None:
    sealer = Sealer({1: bytes(32)})
    assert sealer.blind("1", purpose="nik") != sealer.blind("1", purpose="other")


@pytest.mark.parametrize("told", ["short", "1:AAAA", "0:" + KEY, "256:" + KEY, "x:" + KEY])
def test_what_is_no_key_is_refused_without_being_shown(told: str, tmp_path: Path) -> None:
    with pytest.raises(Unsealable) as refused:
        load_sealer(tmp_path, {ENVIRONMENT: told})
    assert told not in str(refused.value)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" + bytes(60)])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unsealable):
        Sealer({1: bytes(32)}).unseal(sealed, about=b"it")
