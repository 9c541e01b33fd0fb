"""What was sealed yesterday must open tomorrow: every byte that is signed, hashed or sealed.

The bytes are put together here by hand, from the numbers and words another program would be told.
"""

import hashlib
import json
import struct
from base64 import b64decode
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox
from nacl.secret import Aead
from nacl.signing import SigningKey

from storage.reports.case_keys import REPORTER, CaseKeys, open_case_keys, seal_case_keys
from storage.reports.envelopes import (
    CASE_BYTES,
    Direction,
    Place,
    TooLong,
    Unopenable,
    check_writer,
    open_words,
    seal_words,
)
from storage.reports.photos import PhotoTooLarge, new_photo_key, open_photo, seal_photo
from storage.reports.receipt_keys import keys_of_root, receipt_keys

RECEIPT = json.loads((Path(__file__).parents[2] / "vectors" / "report.json").read_text())[
    "receipts"
][1]
CASE = b"case of a report"
KEY, WRITER = PrivateKey(b"k" * 32), SigningKey(b"w" * 32)
DIALOGUE, OFFICE = PrivateKey(b"d" * 32), PrivateKey(b"o" * 32)


def sealed(*parts):
    return SealedBox(KEY.public_key).encrypt(b"".join(parts))


def head(length, *, form=1, case=CASE, direction=1, number=1):
    """Form, case, direction, number in four bytes, length of the words in two."""
    numbers = number.to_bytes(4, "big") + length.to_bytes(2, "big")
    return bytes([form]) + case + bytes([direction]) + numbers


@pytest.mark.parametrize("name", ["lookup", "x25519", "ed25519"])
def test_each_key_of_a_receipt_is_a_branch_of_one_root(name):
    root = bytes(range(64))
    keys = keys_of_root(root)
    found = {
        "lookup": keys.tag,
        "x25519": bytes(keys.private),
        "ed25519": bytes(keys.signing),
    }
    branch = hashlib.blake2b(key=root, digest_size=32, person=name.encode())
    assert found[name] == branch.digest()


def test_a_receipt_finds_its_case_for_ever():
    keys = receipt_keys(RECEIPT["receipt"], b64decode(RECEIPT["pepper"]))
    assert keys.tag == b64decode(RECEIPT["tag"])


@pytest.mark.parametrize(
    ("direction", "number"),
    [("FROM_REPORTER", 1), ("TO_REPORTER", 2), ("NOTE", 258), ("ORDER", 2**32 - 1)],
)
def test_an_envelope_holds_where_it_belongs_the_words_and_a_signature(direction, number):
    place = Place(CASE, Direction[direction], number)
    inside = SealedBox(KEY).decrypt(seal_words(b"kata", place, KEY.public_key, WRITER))
    which = ["FROM_REPORTER", "TO_REPORTER", "NOTE", "ORDER"].index(direction) + 1
    told = head(4, direction=which, number=number) + b"kata"
    signature = WRITER.sign(b"strp report envelope 1\x00" + told).signature
    assert inside == told + signature + bytes(512 - len(told) - len(signature))


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 512),
        (424, 512),
        (425, 2_048),
        (1_960, 2_048),
        (1_961, 8_192),
        (8_104, 8_192),
        (8_105, 32_768),
        (32_680, 32_768),
    ],
)
def test_only_four_sizes_tell_how_much_was_said(length, size):
    place = Place(CASE, Direction.NOTE, 1)
    kept = seal_words(b"x" * length, place, KEY.public_key, WRITER)
    assert len(kept) == size + 48
    words, signature = open_words(kept, place, KEY)
    assert (words, len(signature)) == (b"x" * length, 64)
    check_writer(words, signature, place, WRITER.verify_key)


def test_more_than_the_largest_envelope_holds_is_refused():
    with pytest.raises(TooLong):
        seal_words(b"x" * 32_681, Place(CASE, Direction.NOTE, 1), KEY.public_key, WRITER)


def test_the_name_of_a_case_fits_whole_into_its_envelopes():
    place = Place(bytes(range(CASE_BYTES)), Direction.NOTE, 1)
    assert open_words(seal_words(b"x", place, KEY.public_key, WRITER), place, KEY)[0] == b"x"


@pytest.mark.parametrize(
    "plain",
    [
        head(4, form=2).ljust(512, b"x"),
        head(4, case=b"another case ...").ljust(512, b"x"),
        head(4, direction=2).ljust(512, b"x"),
        head(4, number=2).ljust(512, b"x"),
        head(4).ljust(511, b"x"),
        head(425).ljust(512, b"x"),
        head(4)[:-1],
        b"",
    ],
)
def test_an_envelope_of_another_form_place_or_size_is_refused(plain):
    with pytest.raises(Unopenable):
        open_words(sealed(plain), Place(CASE, Direction.FROM_REPORTER, 1), KEY)


def test_words_that_fill_an_envelope_to_its_last_byte_are_read():
    place = Place(CASE, Direction.FROM_REPORTER, 1)
    words, signature = open_words(sealed(head(424), b"w" * 424, b"s" * 64), place, KEY)
    assert (words, signature) == (b"w" * 424, b"s" * 64)


@pytest.mark.parametrize("kept", [b"", b"x" * 47, b"x" * 48, b"x" * 560])
def test_noise_in_the_store_is_refused(kept):
    with pytest.raises(Unopenable):
        open_words(kept, Place(CASE, Direction.FROM_REPORTER, 1), KEY)
    with pytest.raises(Unopenable):
        open_case_keys(kept, CASE, b"ani", KEY)
    with pytest.raises(Unopenable):
        open_photo(kept, CASE, bytes(32))


@pytest.mark.parametrize("signature", [b"", b"s" * 63, b"s" * 64, b"s" * 65])
def test_a_signature_that_is_none_is_refused(signature):
    with pytest.raises(Unopenable):
        check_writer(b"kata", signature, Place(CASE, Direction.NOTE, 1), WRITER.verify_key)


@pytest.mark.parametrize(
    ("holder", "keys", "inside"),
    [
        (b"ani", CaseKeys(DIALOGUE, OFFICE), b"ani" + bytes(13) + b"d" * 32 + b"o" * 32),
        (REPORTER, CaseKeys(DIALOGUE), b"reporter" + bytes(8) + b"d" * 32),
        (b"a" * 15, CaseKeys(DIALOGUE), b"a" * 15 + b"\x00" + b"d" * 32),
    ],
)
def test_the_keys_of_a_case_are_sealed_with_the_case_and_the_holder(holder, keys, inside):
    kept = seal_case_keys(keys, CASE, holder, KEY.public_key)
    assert SealedBox(KEY).decrypt(kept) == b"strp case key 1\x00" + CASE + inside
    opened = open_case_keys(kept, CASE, holder, KEY)
    assert opened.dialogue == keys.dialogue
    assert opened.office == keys.office


@pytest.mark.parametrize("held", [0, 31, 33, 63, 65, 96])
def test_what_is_no_key_of_a_case_is_refused(held):
    told = b"strp case key 1\x00" + CASE + b"ani" + bytes(13)
    with pytest.raises(Unopenable):
        open_case_keys(sealed(told, bytes(held)), CASE, b"ani", KEY)


@pytest.mark.parametrize(
    "told",
    [
        b"strp case key 2\x00" + CASE + b"ani" + bytes(13),
        b"strp case key 1\x00" + b"another case ..." + b"ani" + bytes(13),
        b"strp case key 1\x00" + CASE + b"budi" + bytes(12),
    ],
)
def test_keys_of_another_case_holder_or_form_are_refused(told):
    with pytest.raises(Unopenable):
        open_case_keys(sealed(told, b"d" * 32, b"o" * 32), CASE, b"ani", KEY)


@pytest.mark.parametrize(
    ("length", "size"), [(0, 65_536), (65_532, 65_536), (65_533, 131_072), (131_069, 196_608)]
)
def test_a_photo_is_seen_in_steps_and_lies_inside_with_its_length(length, size):
    kept = seal_photo(b"x" * length, CASE, b"p" * 32)
    inside = Aead(b"p" * 32).decrypt(kept, aad=CASE)
    assert inside == struct.pack(">I", length) + b"x" * length + bytes(size - 4 - length)
    assert open_photo(kept, CASE, b"p" * 32) == b"x" * length


def test_a_photo_of_four_mebibytes_is_kept_and_a_larger_one_is_refused():
    assert seal_photo(bytes(4_194_304), CASE, b"p" * 32)
    with pytest.raises(PhotoTooLarge):
        seal_photo(bytes(4_194_305), CASE, b"p" * 32)


@pytest.mark.parametrize("claimed", [7, 8, 2**32 - 1])
def test_a_photo_that_claims_to_be_longer_than_it_is_is_refused(claimed):
    kept = Aead(b"p" * 32).encrypt(claimed.to_bytes(4, "big") + b"sixsix", aad=CASE)
    with pytest.raises(Unopenable):
        open_photo(kept, CASE, b"p" * 32)


def test_a_photo_without_padding_is_opened():
    kept = Aead(b"p" * 32).encrypt((6).to_bytes(4, "big") + b"sixsix", aad=CASE)
    assert open_photo(kept, CASE, b"p" * 32) == b"sixsix"


@pytest.mark.parametrize(("case", "key"), [(b"another case ...", b"p"), (CASE, b"q")])
def test_a_photo_of_another_case_or_under_another_key_is_refused(case, key):
    with pytest.raises(Unopenable):
        open_photo(seal_photo(b"dots", CASE, b"p" * 32), case, key * 32)


@pytest.mark.parametrize("length", [24, 30, 39])
def test_a_photo_cut_within_its_seal_is_refused(length):
    with pytest.raises(Unopenable):
        open_photo(b"x" * length, CASE, b"p" * 32)


def test_every_photo_has_a_key_of_its_own():
    made = {new_photo_key() for _ in range(8)}
    assert len(made) == 8
    assert {len(key) for key in made} == {32}
