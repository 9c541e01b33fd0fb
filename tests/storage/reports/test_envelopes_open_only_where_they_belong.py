"""The cryptography of reports: known answers, changed bytes, moved envelopes."""

import base64
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from storage.reports.case_keys import REPORTER, CaseKeys, open_case_keys, seal_case_keys
from storage.reports.envelopes import (
    LONGEST,
    SIZES,
    Direction,
    Place,
    TooLong,
    Unopenable,
    check_writer,
    open_words,
    seal_words,
)
from storage.reports.epochs import (
    Locked,
    Uncertified,
    certify,
    lock_keys,
    new_epoch_keys,
    open_as,
    seal_to,
    unlock_keys,
)
from storage.reports.photos import (
    LARGEST,
    STEP,
    PhotoTooLarge,
    new_photo_key,
    open_photo,
    seal_photo,
)
from storage.reports.receipt_keys import receipt_keys

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "report.json").read_text())
PLACE = Place(b"case of a report", Direction.FROM_REPORTER, 1)
KEY, WRITER = PrivateKey(b"k" * 32), SigningKey(b"w" * 32)
SEALED_BOX_ADDS = 48


def unpacked(word):
    return base64.b64decode(word)


@pytest.mark.parametrize("vector", VECTORS["receipts"], ids=lambda vector: vector["receipt"])
def test_a_receipt_opens_the_same_keys_for_ever(vector):
    keys = receipt_keys(vector["receipt"], unpacked(vector["pepper"]))
    assert keys.tag == unpacked(vector["tag"])
    assert bytes(keys.private.public_key) == unpacked(vector["x25519_public"])
    assert bytes(keys.signing.verify_key) == unpacked(vector["ed25519_public"])


@pytest.mark.parametrize("vector", VECTORS["envelopes"], ids=lambda vector: vector["words"])
def test_an_envelope_sealed_earlier_is_opened_for_ever(vector):
    place = Place(unpacked(vector["case"]), Direction(vector["direction"]), vector["number"])
    key = PrivateKey(unpacked(vector["key"]))
    words, signature = open_words(unpacked(vector["sealed"]), place, key)
    assert words.decode() == vector["words"]
    check_writer(words, signature, place, SigningKey(unpacked(vector["writer"])).verify_key)


def test_case_keys_and_photo_sealed_earlier_are_opened_for_ever():
    vector = VECTORS["case_keys"]
    holder = PrivateKey(unpacked(vector["holder_key"]))
    case, name = unpacked(vector["case"]), vector["holder"].encode()
    opened = open_case_keys(unpacked(vector["sealed"]), case, name, holder)
    assert bytes(opened.dialogue) == unpacked(vector["dialogue"])
    assert bytes(opened.office) == unpacked(vector["office"])
    photo = VECTORS["photo"]
    sealed, key = unpacked(photo["sealed"]), unpacked(photo["key"])
    assert open_photo(sealed, unpacked(photo["case"]), key).decode() == photo["dots"]


def test_every_changed_byte_is_refused():
    sealed = seal_words(b"kata", PLACE, KEY.public_key, WRITER)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(Unopenable):
            open_words(bytes(changed), PLACE, KEY)


@pytest.mark.parametrize("length", [0, 1, 32, 47, 48, 100])
def test_a_cut_envelope_is_refused(length):
    sealed = seal_words(b"kata", PLACE, KEY.public_key, WRITER)
    with pytest.raises(Unopenable):
        open_words(sealed[:length], PLACE, KEY)


@pytest.mark.parametrize(
    "place",
    [
        Place(b"another case ...", PLACE.direction, 1),
        Place(PLACE.case, Direction.TO_REPORTER, 1),
        Place(PLACE.case, Direction.NOTE, 1),
        Place(PLACE.case, PLACE.direction, 2),
    ],
)
def test_a_moved_envelope_is_refused(place):
    sealed = seal_words(b"kata", PLACE, KEY.public_key, WRITER)
    with pytest.raises(Unopenable):
        open_words(sealed, place, KEY)


def test_another_key_opens_nothing():
    with pytest.raises(Unopenable):
        open_words(seal_words(b"x", PLACE, KEY.public_key, WRITER), PLACE, PrivateKey(b"o" * 32))


def test_words_are_checked_against_who_wrote_them_and_where():
    words, signature = open_words(seal_words(b"kata", PLACE, KEY.public_key, WRITER), PLACE, KEY)
    check_writer(words, signature, PLACE, WRITER.verify_key)
    other = SigningKey(b"o" * 32).verify_key
    moved = Place(PLACE.case, PLACE.direction, 2)
    for said, place, writer in (
        (words, PLACE, other),
        (b"kota", PLACE, WRITER.verify_key),
        (words, moved, WRITER.verify_key),
    ):
        with pytest.raises(Unopenable):
            check_writer(said, signature, place, writer)


@settings(deadline=None)
@given(st.binary(max_size=LONGEST))
def test_words_come_back_and_only_four_sizes_are_seen(words):
    sealed = seal_words(words, PLACE, KEY.public_key, WRITER)
    assert open_words(sealed, PLACE, KEY)[0] == words
    assert len(sealed) - SEALED_BOX_ADDS in SIZES


def test_the_sizes_that_can_be_seen_are_four():
    assert SIZES == (512, 2_048, 8_192, 32_768)
    assert STEP == 65_536


@pytest.mark.parametrize("size", SIZES)
def test_words_of_one_size_look_alike_up_to_its_edge(size):
    edge = size - (SIZES[-1] - LONGEST)
    for length in (edge, edge - 1):
        sealed = seal_words(b"x" * length, PLACE, KEY.public_key, WRITER)
        assert len(sealed) == size + SEALED_BOX_ADDS
        assert open_words(sealed, PLACE, KEY)[0] == b"x" * length


@pytest.mark.parametrize(
    ("claimed", "size"), [(4, 96), (4, 511), (425, 512), (500, 512), (65_535, 32_768)]
)
def test_an_envelope_that_lies_about_its_length_is_refused(claimed, size):
    head = struct.pack(">B16sBIH", 1, PLACE.case, PLACE.direction, PLACE.number, claimed)
    with pytest.raises(Unopenable):
        open_words(SealedBox(KEY.public_key).encrypt(head.ljust(size, b"x")), PLACE, KEY)


def test_too_many_words_are_refused():
    with pytest.raises(TooLong):
        seal_words(b"x" * (LONGEST + 1), PLACE, KEY.public_key, WRITER)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=700))
def test_whatever_lies_in_the_store_is_opened_or_refused(junk):
    for sealed in (junk, SealedBox(KEY.public_key).encrypt(junk)):
        with pytest.raises(Unopenable):
            open_words(sealed, PLACE, KEY)


def test_case_keys_open_for_their_holder_and_case_only():
    holder, keys = PrivateKey.generate(), CaseKeys(PrivateKey.generate(), PrivateKey.generate())
    sealed = seal_case_keys(keys, PLACE.case, b"ani", holder.public_key)
    opened = open_case_keys(sealed, PLACE.case, b"ani", holder)
    assert bytes(opened.dialogue) == bytes(keys.dialogue)
    assert bytes(opened.office or b"") == bytes(keys.office or b"!")
    for case, name, key in (
        (b"another case ...", b"ani", holder),
        (PLACE.case, b"budi", holder),
        (PLACE.case, REPORTER, holder),
        (PLACE.case, b"ani", PrivateKey.generate()),
    ):
        with pytest.raises(Unopenable):
            open_case_keys(sealed, case, name, key)


def test_the_reporter_is_given_the_dialogue_and_not_the_office():
    holder, keys = PrivateKey.generate(), CaseKeys(PrivateKey.generate())
    sealed = seal_case_keys(keys, PLACE.case, REPORTER, holder.public_key)
    assert open_case_keys(sealed, PLACE.case, REPORTER, holder).office is None


def test_a_certificate_holds_for_its_keys_its_name_and_its_month():
    from dataclasses import replace

    authority, keys = SigningKey.generate(), new_epoch_keys("ani", "2021-07")
    certificate = certify(keys, authority)
    assert certificate.checked(authority.verify_key) is certificate
    other = new_epoch_keys("budi", "2021-07")
    for changed in (
        replace(certificate, inspector="budi"),
        replace(certificate, epoch="2021-08"),
        replace(certificate, opening=bytes(other.opening.public_key)),
        replace(certificate, signing=bytes(other.signing.verify_key)),
        replace(certificate, signature=b""),
        replace(certificate, signature=bytes(64)),
        certify(keys, SigningKey.generate()),
    ):
        with pytest.raises(Uncertified):
            changed.checked(authority.verify_key)


def test_locked_keys_open_with_their_passphrase_only():
    keys = new_epoch_keys("ani", "2021-07")
    locked = lock_keys(keys, "frasa sandi")
    opened = unlock_keys(locked, "frasa sandi", inspector="ani", epoch="2021-07")
    assert bytes(opened.opening) == bytes(keys.opening)
    assert bytes(opened.signing) == bytes(keys.signing)
    # The last byte turned, not set to a constant: one sealed box in 256 already ends in any constant.
    turned = locked[:-1] + bytes([locked[-1] ^ 1])
    for changed, passphrase in ((locked, "frasa"), (turned, "frasa sandi"), (b"", "")):
        with pytest.raises(Locked):
            unlock_keys(changed, passphrase, inspector="ani", epoch="2021-07")


def test_a_secret_sealed_to_an_inspector_is_opened_by_no_other():
    ani, budi = new_epoch_keys("ani", "2021-07"), new_epoch_keys("budi", "2021-07")
    sealed = seal_to(b"cluster", certify(ani, SigningKey.generate()))
    assert open_as(sealed, ani) == b"cluster"
    with pytest.raises(Locked):
        open_as(sealed, budi)


@pytest.mark.parametrize("length", [0, 1, STEP - 5, STEP - 4, STEP, 3 * STEP])
def test_photos_come_back_and_are_seen_in_steps_only(length):
    key = new_photo_key()
    sealed = seal_photo(b"x" * length, PLACE.case, key)
    assert open_photo(sealed, PLACE.case, key) == b"x" * length
    assert (len(sealed) - 40) % STEP == 0


def test_a_photo_of_another_case_or_key_or_with_a_changed_byte_is_refused():
    key = new_photo_key()
    sealed = seal_photo(b"dots", PLACE.case, key)
    changed = bytearray(sealed)
    changed[100] ^= 1
    for kept, case, other in (
        (sealed, b"another case ...", key),
        (sealed, PLACE.case, new_photo_key()),
        (bytes(changed), PLACE.case, key),
        (b"", PLACE.case, key),
    ):
        with pytest.raises(Unopenable):
            open_photo(kept, case, other)


def test_a_photo_beyond_the_largest_is_refused():
    with pytest.raises(PhotoTooLarge):
        seal_photo(b"x" * (LARGEST + 1), PLACE.case, new_photo_key())
