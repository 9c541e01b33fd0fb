"""Inspectors' keys: what the authority signs, what a passphrase locks, and what is destroyed."""

import json
import stat
from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from nacl import pwhash
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey

from storage.reports.epochs import (
    EpochKeys,
    KeyFolder,
    Locked,
    Uncertified,
    certify,
    epoch_of,
    is_epoch,
    new_epoch_keys,
    open_as,
    seal_to,
    unlock,
)

KEPT = json.loads((Path(__file__).parents[2] / "vectors" / "sealed_case.json").read_text("utf-8"))
AUTHORITY = SigningKey(b"A" * 32)
ANI = EpochKeys("ani", "2021-07", PrivateKey(b"a" * 32), SigningKey(b"n" * 32))
BUDI = EpochKeys("budi", "2021-07", PrivateKey(b"b" * 32), SigningKey(b"u" * 32))
UNREAD = b"as if it were locked"


def put(folder, *names):
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(UNREAD)
    return KeyFolder(folder)


@pytest.mark.parametrize(
    ("day", "epoch"), [(date(2021, 7, 1), "2021-07"), (date(2021, 12, 31), "2021-12")]
)
def test_an_epoch_is_a_month(day, epoch):
    assert epoch_of(day) == epoch


def test_an_authority_signs_the_name_the_month_and_both_keys():
    made = certify(ANI, AUTHORITY)
    opening, signing = bytes(ANI.opening.public_key), bytes(ANI.signing.verify_key)
    told = b"strp inspector certificate 1\x00" + b"ani\x00" + b"2021-07\x00" + opening + signing
    assert (made.inspector, made.epoch) == ("ani", "2021-07")
    assert (made.opening, made.signing) == (opening, signing)
    assert made.signature == AUTHORITY.sign(told).signature
    assert made.checked(AUTHORITY.verify_key) is made
    assert made.opening_key() == ANI.opening.public_key
    assert made.signing_key() == ANI.signing.verify_key


@pytest.mark.parametrize(
    "changed",
    [
        {"inspector": "budi"},
        {"epoch": "2021-08"},
        {"opening": bytes(BUDI.opening.public_key)},
        {"signing": bytes(BUDI.signing.verify_key)},
        {"signature": b""},
        {"signature": bytes(64)},
    ],
)
def test_a_certificate_that_was_changed_is_refused_with_its_name(changed):
    with pytest.raises(Uncertified):
        replace(certify(ANI, AUTHORITY), **changed).checked(AUTHORITY.verify_key)


def test_a_key_file_of_long_ago_opens_with_its_passphrase_only(tmp_path):
    keys = put(tmp_path / "keys", "2021-07.ani.key")
    (tmp_path / "keys" / "2021-07.ani.key").write_bytes(b64decode(KEPT["key_file"]))
    assert keys.unlock("ani", "2021-07", KEPT["passphrase"]) == ANI
    with pytest.raises(Locked):
        keys.unlock("ani", "2021-07", "frasa lain")


@pytest.mark.parametrize("locked", [b"", b"x" * 15])
def test_a_file_too_short_for_a_salt_stays_locked(locked):
    with pytest.raises(Locked):
        unlock(locked, "frasa sandi")


def test_a_passphrase_that_no_text_can_hold_opens_nothing():
    with pytest.raises(Locked):
        unlock(bytes(200), "\udcff")


def test_new_keys_are_like_no_others():
    first, second = new_epoch_keys("ani", "2021-07"), new_epoch_keys("ani", "2021-07")
    assert (first.inspector, first.epoch) == ("ani", "2021-07")
    assert first.opening != second.opening
    assert first.signing != second.signing


def test_a_short_secret_is_opened_by_whom_it_was_sealed_to():
    kept = seal_to(b"cluster", certify(ANI, AUTHORITY))
    assert open_as(kept, ANI) == b"cluster"
    for sealed, keys in ((kept, BUDI), (b"", ANI)):
        with pytest.raises(Locked):
            open_as(sealed, keys)


def test_keys_are_kept_where_nobody_else_can_read_and_found_again(tmp_path):
    folder = tmp_path / "reports" / "keys"
    keys = KeyFolder(folder)
    keys.keep(ANI, "frasa sandi")
    file = folder / "2021-07.ani.key"
    assert [path.name for path in folder.iterdir()] == [file.name]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    keys.keep(replace(BUDI, inspector="ani", epoch="2021-08"), "frasa sandi")
    assert keys.epochs("ani") == ["2021-07", "2021-08"]
    later, locked = (folder / "2021-08.ani.key").read_bytes(), file.read_bytes()
    assert later[:16] != locked[:16], "each file has a salt of its own"
    hard = pwhash.argon2id.kdf(32, b"frasa sandi", locked[:16], opslimit=3, memlimit=67_108_864)
    assert SecretBox(hard).decrypt(locked[16:]) == b"a" * 32 + b"n" * 32


def test_the_months_of_an_inspector_are_told_from_the_oldest(tmp_path):
    names = ("2021-12.ani.key", "2020-01.ani.key", "2021-02.ani.key", "2021-03.budi.key")
    keys = put(tmp_path / "keys", *names, "2021-04.ani.keys", "2021-05.dani.key")
    assert keys.epochs("ani") == ["2020-01", "2021-02", "2021-12"]
    assert keys.epochs("citra") == []


def test_what_is_no_key_of_a_month_is_passed_over(tmp_path):
    names = (
        "besok.ani.key",
        "2021-13.ani.key",
        "2021-.ani.key",
        "2021-08.ani.ke",
        "2021-08..key",
        "2021-09.a_i.key",
        "2021-07.ani.key",
    )
    keys = put(tmp_path / "keys", *names)
    assert keys.epochs("ani") == ["2021-07"]
    assert keys.epochs("") == keys.epochs("a_i") == keys.epochs("*") == []


@pytest.mark.parametrize(
    ("inspector", "epoch"),
    [("ani", "../../x"), ("ani", "besok"), ("ani", "2021-13"), ("ani", "2021-"), ("../ani", "2021-07"),
     ("ani/../x", "2021-07"), ("", "2021-07")],
)  # fmt: skip
def test_no_key_is_written_or_read_under_what_names_no_month_or_inspector(
    tmp_path, inspector, epoch
):
    keys = KeyFolder(tmp_path / "keys")
    with pytest.raises(ValueError, match=r"\.key$"):
        keys.keep(replace(ANI, inspector=inspector, epoch=epoch), "frasa sandi")
    with pytest.raises(ValueError, match=r"\.key$"):
        keys.unlock(inspector, epoch, "frasa sandi")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("month", ["2021-01", "2021-09", "2021-10", "2021-12", "1999-11"])
def test_a_month_there_is_names_an_epoch(month):
    assert is_epoch(month)


@pytest.mark.parametrize(
    "month", ["", "2021-00", "2021-13", "2021-7", "21-07", "2021-07 ", "2021-077", "٢٠٢١-٠٧"]
)
def test_what_is_no_month_names_none(month):
    assert not is_epoch(month)


def test_a_passphrase_opens_the_months_it_locks_and_no_other(tmp_path):
    keys = KeyFolder(tmp_path / "keys")
    assert keys.most() == 0
    for epoch, passphrase in (("2021-07", "satu"), ("2021-08", "dua"), ("2021-09", "satu")):
        keys.keep(replace(ANI, epoch=epoch), passphrase)
    keys.keep(BUDI, "satu")
    assert keys.most() == 3
    opened = keys.unlocked("ani", "satu")
    assert list(opened) == ["2021-07", "2021-09"]
    assert bytes(opened["2021-09"].opening) == bytes(ANI.opening)
    assert keys.unlocked("ani", "tiga") == keys.unlocked("citra", "satu") == {}


def test_keys_that_are_not_there_stay_locked(tmp_path):
    with pytest.raises(Locked):
        put(tmp_path / "keys").unlock("ani", "2021-07", "frasa sandi")


def test_a_month_is_destroyed_for_everybody_and_overwritten_first(tmp_path):
    folder = tmp_path / "keys"
    keys = put(folder, "2021-07.ani.key", "2021-07.budi.key", "2021-08.ani.key")
    (tmp_path / "recovered").hardlink_to(folder / "2021-07.ani.key")
    assert keys.destroy("2021-07") == 2
    assert [path.name for path in folder.iterdir()] == ["2021-08.ani.key"]
    recovered = (tmp_path / "recovered").read_bytes()
    assert len(recovered) == len(UNREAD)
    assert recovered != UNREAD
    assert keys.destroy("2021-07") == 0
