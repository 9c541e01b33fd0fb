"""Sealed values and look-ups: bytes of long ago still open, and what is no key is none."""

import base64
import re
import stat

import pytest
from nacl.secret import Aead

from storage.errors import Unsealable
from storage.sealing import Sealer, add_key, load_sealer

FIRST, LATER = bytes(range(32)), b"7" * 32
NAME = "STRP_SEALING_KEY"


def word(key):
    return base64.b64encode(key).decode()


def test_a_value_sealed_long_ago_opens_and_is_found():
    sealer = Sealer({1: FIRST, 7: LATER})
    kept = bytes.fromhex(
        "07704c1314efb5df62cb6119b56796989f5db2a204744c23f288a00aa37fa1dbb9077cce11f6f52bd3b11705"
    )
    assert sealer.unseal(kept, about=b"it") == b"Ani"
    assert sealer.blind("3171", purpose="nik").hex() == "4118a5663dd820b7881e6def988349044a0ee6ba"


def test_the_newest_key_seals_and_its_version_stands_in_front():
    sealer = Sealer({1: FIRST, 7: LATER})
    sealed = sealer.seal(b"Ani", about=b"it")
    assert sealed[0] == sealer.version == 7
    assert Aead(LATER).decrypt(sealed[1:], aad=b"it") == b"Ani"
    assert sealer.versions == {1, 7}


def test_what_is_sealed_is_sealed_differently_every_time():
    sealer = Sealer({1: FIRST})
    assert len({sealer.seal(b"Ani", about=b"it") for _ in range(8)}) == 8


@pytest.mark.parametrize("purpose", ["nik", "phone"])
def test_look_ups_go_by_the_oldest_key_whatever_is_added(purpose):
    found = Sealer({1: FIRST}).blind("3171", purpose=purpose)
    assert found == Sealer({1: FIRST, 2: LATER}).blind("3171", purpose=purpose)
    assert found != Sealer({1: LATER}).blind("3171", purpose=purpose)


def test_a_sealed_value_does_not_open_about_something_else_or_cut_or_changed():
    sealer = Sealer({1: FIRST})
    sealed = sealer.seal(b"Ani", about=b"it")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for kept, about in (
        (sealed, b"another"),
        (sealed, b""),
        (changed, b"it"),
        (b"", b"it"),
        (b"\x02" + sealed[1:], b"it"),
        *((sealed[:length], b"it") for length in (1, 24, 25, 30, 40)),
    ):
        with pytest.raises(Unsealable):
            sealer.unseal(kept, about=about)


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {0: FIRST},
        {256: FIRST},
        {1: b""},
        {1: FIRST[1:]},
        {1: FIRST + b"x"},
        {1: FIRST, 2: b""},
    ],
)
def test_nothing_is_sealed_under_what_is_no_key(keys):
    with pytest.raises(Unsealable):
        Sealer(keys)


@pytest.mark.parametrize("version", [1, 255])
def test_a_version_is_a_byte_from_one(version):
    sealer = Sealer({version: FIRST})
    assert sealer.unseal(sealer.seal(b"Ani", about=b"it"), about=b"it") == b"Ani"


@pytest.mark.parametrize(
    ("told", "versions"),
    [
        (word(FIRST), {1}),
        (f" {word(FIRST)}\n", {1}),
        (f"1:{word(FIRST)},7:{word(LATER)}", {1, 7}),
        (f"7:{word(LATER)}\n1:{word(FIRST)}\n", {1, 7}),
    ],
)
def test_keys_are_given_by_the_environment_one_or_several(told, versions, tmp_path):
    assert load_sealer(tmp_path, {NAME: told}).versions == versions


@pytest.mark.parametrize(
    "told", [f"1:*{word(FIRST)}", f"one:{word(FIRST)}", word(FIRST[1:]), word(FIRST)[:-1], "é"]
)
def test_what_the_environment_gives_is_read_strictly(told, tmp_path):
    with pytest.raises(Unsealable):
        load_sealer(tmp_path, {NAME: told})


@pytest.mark.parametrize("nothing", [{}, {NAME: ""}, {NAME: " \n"}])
def test_the_first_key_is_written_as_version_one(nothing, tmp_path):
    folder = tmp_path / "data" / "keys"
    assert load_sealer(folder, nothing).version == 1
    assert [path.name for path in folder.iterdir()] == ["sealing.keys"]
    file = folder / "sealing.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert re.fullmatch(r"1:[A-Za-z0-9+/]{43}=\n", file.read_text())


def test_a_key_is_added_below_the_others_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "sealing.keys"
    file.write_text(f"1:{word(FIRST)}\n")
    (tmp_path / "sealing.new").write_text("left by a run that was killed")
    assert add_key(tmp_path) == 2
    assert re.fullmatch(re.escape(f"1:{word(FIRST)}\n") + r"2:[\w+/]{43}=\n", file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["sealing.keys"]
    assert load_sealer(tmp_path, {}).versions == {1, 2}


def test_a_key_can_be_added_where_there_was_none(tmp_path):
    assert add_key(tmp_path / "keys") == 1
    assert load_sealer(tmp_path / "keys", {}).version == 1


def test_no_key_is_added_to_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "sealing.keys").write_text("1:no key\n")
    with pytest.raises(Unsealable):
        add_key(tmp_path)
    assert (tmp_path / "sealing.keys").read_text() == "1:no key\n"
