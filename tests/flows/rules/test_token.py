"""What a code says is read back exactly, and nothing can be written in two ways."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.cbor import write_list
from flows.rules.token import (
    EPOCH,
    LARGEST_SERIAL,
    LAST_DAY,
    Malformed,
    PermitFacts,
    decode,
    encode,
    is_token,
    read_token,
    shorten,
    write_token,
)

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "token.json").read_text("utf-8"))
SIGNATURE = bytes(range(64))
FACTS = PermitFacts(
    serial=1234567,
    holder="Siti Rahmawati Kusuma",
    nik_check=3333,
    company="PT Bank Contoh Nusantara",
    sector="ess_finance",
    valid_from=date(2021, 7, 5),
    valid_until=date(2021, 7, 20),
    area=0,
)
LAST = date(2199, 6, 6)  # 65535 days after the first of 2020


def facts_of(vector):
    told = dict(vector["facts"])
    told["valid_from"] = date.fromisoformat(told["valid_from"])
    told["valid_until"] = date.fromisoformat(told["valid_until"])
    return PermitFacts(**told)


def changed(**other):
    return replace(FACTS, **other)


@pytest.mark.parametrize(
    "facts",
    [
        changed(serial=0),
        changed(serial=LARGEST_SERIAL + 1),
        changed(nik_check=-1),
        changed(nik_check=0x10000),
        changed(area=0x10000),
        changed(valid_from=date(2019, 12, 31)),
        changed(valid_until=date(2021, 7, 4)),
        changed(valid_until=date(2300, 1, 1)),
    ],
)
def test_facts_out_of_bounds_are_never_written(facts):
    with pytest.raises(Malformed):
        encode(facts, 1)


@pytest.mark.parametrize("kid", [-1, 256])
def test_a_key_has_a_number_of_one_byte(kid):
    with pytest.raises(Malformed):
        encode(FACTS, kid)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw + b"\0",
        lambda raw: raw[:-64] + b"\0" + raw[-64:],
        lambda raw: raw[:-1],
        lambda raw: b"\2" + raw[1:],
        lambda raw: raw[:2] + b"\x87" + raw[3:],
        lambda raw: raw[:66],
        lambda _: b"",
        lambda raw: raw.replace(b"Siti R", b"Siti \0"),
        lambda raw: raw.replace(b"Siti R", b" Siti "),
    ],
)
def test_what_could_be_written_otherwise_is_refused(spoil):
    with pytest.raises(Malformed):
        decode(spoil(encode(FACTS, 1) + SIGNATURE))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text,
        lambda text: text.lower(),
        lambda text: f"  {text[:90]}\n{text[90:]} ",
        lambda text: text.rpartition("#")[2],
        lambda text: "https://elsewhere.example/V#" + text.rpartition("#")[2],
    ],
    ids=["as made", "small letters", "broken into lines", "bare", "another host"],
)
def test_a_token_is_read_however_it_was_copied(wrap):
    raw = encode(FACTS, 1) + SIGNATURE
    assert read_token(wrap(write_token(raw, "cek.example.id"))) == raw


@pytest.mark.parametrize(
    "text",
    [
        "",
        "HALO",
        "https://example.id/",
        "1234567890",
        "surat jalan",
        "https://x.id/#top",
        "A" * 9000,
    ],
)
def test_other_texts_do_not_claim_to_be_a_permit(text):
    assert not is_token(text)


def test_a_broken_permit_still_claims_to_be_one():
    assert is_token("HTTPS://CEK.EXAMPLE.ID/V#???")


def test_a_name_of_many_bytes_is_cut_between_letters():
    assert shorten("ꦱ" * 40) == "ꦱ" * 20


def test_marks_that_turn_writing_around_do_not_enter_a_code():
    assert shorten("Budi \u202eidub\u200b") == "Budi idub"


def test_no_name_and_no_nik_shows_when_facts_are_printed():
    assert "Siti" not in repr(FACTS)
    assert "3333" not in repr(FACTS)


@pytest.mark.parametrize("vector", VECTORS["valid"], ids=lambda vector: vector["what"])
def test_known_facts_have_known_bytes(vector):
    raw = bytes.fromhex(vector["raw"])
    facts, kid, signature = decode(raw)
    assert (facts, kid) == (facts_of(vector), vector["kid"])
    assert encode(facts, kid) + signature == raw
    assert write_token(raw, VECTORS["host"]) == vector["text"]
    assert read_token(vector["text"]) == raw


@pytest.mark.parametrize("vector", VECTORS["malformed"], ids=lambda vector: vector["what"])
def test_known_malformed_texts_are_refused(vector):
    with pytest.raises(Malformed):
        decode(read_token(vector["text"]))


def test_a_code_that_is_too_short_to_say_anything_is_refused():
    for length in (0, 1, 2, 64, 65, 66):
        with pytest.raises(Malformed):
            decode(bytes(length))


def test_numbers_have_the_room_that_the_code_has_and_no_more():
    encode(replace(FACTS, serial=2**35 - 1), 1)
    for beyond in ({"serial": 2**35}, {"valid_until": EPOCH + timedelta(65536)}):
        with pytest.raises(Malformed):
            encode(replace(FACTS, **beyond), 1)


def test_a_name_on_a_code_has_forty_letters():
    assert shorten("A" * 50) == "A" * 40


def test_whatever_is_long_enough_claims_to_be_a_permit():
    told = write_token(encode(FACTS, 1) + SIGNATURE, "cek.example.id")
    assert is_token(told) is True
    assert is_token(write_token(bytes(66), "cek.example.id")) is False
    assert is_token("halo") is False


@pytest.mark.parametrize("kid", [0, 1, 255])
@pytest.mark.parametrize(
    "facts",
    [
        changed(serial=1, nik_check=0, area=0),
        changed(serial=2**35 - 1, nik_check=65535, area=65535),
        changed(valid_from=date(2020, 1, 1), valid_until=date(2020, 1, 1)),
        changed(valid_from=date(2020, 1, 1), valid_until=LAST),
        changed(valid_from=LAST, valid_until=LAST),
        changed(holder="", company="", sector=""),
    ],
)
def test_what_is_just_within_bounds_is_read_back(facts, kid):
    assert decode(encode(facts, kid) + SIGNATURE) == (facts, kid, SIGNATURE)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("  Siti \t Aminah\n", "Siti Aminah"),
        ("Dwi \u200b Putri", "Dwi Putri"),
        ("Rene\u0301", "Ren\u00e9"),
        ("Rene\u200b\u0301", "Ren\u00e9"),
        ("Siti \ud83d", "Siti"),
        ("a" + "\u00e9" * 39, "a" + "\u00e9" * 29),  # 59 bytes; another letter would be 61
        ("A" * 39 + " Budi", "A" * 39),
    ],
)
def test_a_name_is_written_as_a_code_holds_it(name, short):
    assert shorten(name) == short
    assert decode(encode(changed(holder=name), 1) + SIGNATURE)[0].holder == short


@pytest.mark.parametrize("text", ["", " \n", "HTTPS://CEK.EXAMPLE.ID/V#", "0" * 603])
def test_what_holds_no_signs_or_far_too_many_holds_no_token(text):
    with pytest.raises(Malformed):
        read_token(text)


def test_what_is_read_may_have_six_hundred_signs():
    assert read_token("0" * 600) == bytes(400)


@pytest.mark.parametrize(
    ("first", "length"), [(5, 2**40), (2**40, 0), (2**40, 2**40), (65535, 1), (2**64 - 1, 1)]
)
def test_days_that_no_calendar_has_are_refused_like_any_other_forgery(first, length):
    told = write_list((1, "Siti", 0, "PT Bank", "Keuangan", first, length, 0))
    with pytest.raises(Malformed):
        decode(b"\x01\x01" + told + SIGNATURE)


@st.composite
def any_facts(draw):
    first = draw(st.integers(0, LAST_DAY))
    length = draw(st.integers(0, LAST_DAY - first))
    names = st.text(st.characters(codec="utf-8"), max_size=90).map(shorten)
    return PermitFacts(
        serial=draw(st.integers(1, LARGEST_SERIAL)),
        holder=draw(names),
        nik_check=draw(st.integers(0, 0xFFFF)),
        company=draw(names),
        sector=draw(names),
        valid_from=EPOCH + timedelta(first),
        valid_until=EPOCH + timedelta(first + length),
        area=draw(st.integers(0, 0xFFFF)),
    )


@given(any_facts(), st.integers(0, 255), st.binary(min_size=64, max_size=64))
def test_what_is_written_is_read_back(facts, kid, signature):
    raw = encode(facts, kid) + signature
    assert decode(raw) == (facts, kid, signature)
    assert read_token(write_token(raw, "cek.example.id")) == raw


@given(st.binary(max_size=250))
def test_bytes_that_are_read_at_all_are_the_only_way_to_write_it(raw):
    try:
        facts, kid, signature = decode(b"\x01" + raw)
    except Malformed:
        return
    assert encode(facts, kid) + signature == b"\x01" + raw


@given(st.text(max_size=120))
def test_a_shortened_name_is_as_short_as_it_gets(name):
    short = shorten(name)
    assert shorten(short) == short
    assert len(short) <= 40
    assert len(short.encode()) <= 60
