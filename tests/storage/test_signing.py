"""A permit proves itself; a changed one, and one of a key that may not, is a forgery."""

import json
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.rules.permits import Standing
from flows.rules.token import PermitFacts, write_token
from storage.keyring import (
    ENVIRONMENT,
    FILE,
    KeyRing,
    NoSigningKey,
    PermitKey,
    add_key,
    load_keyring,
    read_keys,
)
from storage.signing import (
    PREFIX,
    Outcome,
    Renewals,
    Signer,
    Stands,
    Verifier,
    Why,
    nik_check,
    standing_from,
)

HOST = "cek.example.id"
TODAY = date(2021, 7, 5)
NOON = datetime(2021, 7, 6, 5, tzinfo=UTC)
NIK = "3171015708950001"
FACTS = PermitFacts(
    serial=4711,
    holder="Siti Rahmawati Kusuma",
    nik_check=nik_check(4711, NIK),
    company="PT Bank Contoh Nusantara",
    sector="ess_finance",
    valid_from=date(2021, 7, 5),
    valid_until=date(2021, 7, 20),
    area=0,
)
RING = KeyRing((PermitKey(1, date(2020, 1, 1), date(2022, 8, 9), bytes(range(32))),))
VERIFIER = Verifier(RING.public)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "token.json").read_text("utf-8"))


def signed(facts=FACTS, ring=RING):
    return Signer(ring).sign(facts)


def test_a_signed_permit_is_valid_and_says_whose_it_is():
    verdict = VERIFIER.verify(signed().text(HOST), NOON)
    assert (verdict.verdict, verdict.reason) == (Outcome.VALID, Why.STANDING_NOT_ASKED)
    assert (verdict.serial, verdict.holder) == (4711, "Siti Rahmawati Kusuma")
    assert verdict.company == "PT Bank Contoh Nusantara"
    assert (verdict.valid_from, verdict.valid_until) == (date(2021, 7, 5), date(2021, 7, 20))


def test_a_change_of_any_byte_is_a_forgery():
    raw = signed().raw
    for place in range(len(raw)):
        for bit in range(8):
            spoiled = bytearray(raw)
            spoiled[place] ^= 1 << bit
            verdict = VERIFIER.verify(write_token(bytes(spoiled), HOST), NOON)
            assert verdict.verdict is Outcome.FORGED
            assert verdict.holder is None


def test_a_key_that_is_not_ours_signs_forgeries():
    other = KeyRing((replace(RING.keys[0], seed=bytes(32)),))
    verdict = VERIFIER.verify(signed(ring=other).text(HOST), NOON)
    assert (verdict.verdict, verdict.reason) == (Outcome.FORGED, Why.WRONG_SIGNATURE)


def test_a_number_no_key_has_is_a_forgery():
    other = KeyRing((replace(RING.keys[0], kid=9),))
    assert VERIFIER.verify(signed(ring=other).text(HOST), NOON).reason is Why.UNKNOWN_KEY


def test_an_old_key_makes_no_permit_for_tomorrow():
    stolen = KeyRing((replace(RING.keys[0], expires=date(2030, 1, 1)),))
    late = replace(FACTS, valid_until=date(2022, 8, 10))
    verdict = VERIFIER.verify(signed(late, stolen).text(HOST), NOON)
    assert (verdict.verdict, verdict.reason) == (Outcome.FORGED, Why.KEY_NOT_FOR_THESE_DAYS)


def test_a_signature_made_for_something_else_is_no_permit():
    from nacl.signing import SigningKey

    body = signed().raw[:-64]
    bare = SigningKey(bytes(range(32))).sign(body).signature
    assert PREFIX == b"STRP-permit-v1"
    assert VERIFIER.verify(write_token(body + bare, HOST), NOON).verdict is Outcome.FORGED


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (datetime(2021, 7, 4, 16, 59, tzinfo=UTC), Outcome.NOT_YET_VALID),
        (datetime(2021, 7, 4, 17, 0, tzinfo=UTC), Outcome.VALID),
        (datetime(2021, 7, 20, 16, 59, tzinfo=UTC), Outcome.VALID),
        (datetime(2021, 7, 20, 17, 0, tzinfo=UTC), Outcome.EXPIRED),
    ],
)
def test_days_begin_and_end_at_midnight_in_jakarta(at, outcome):
    assert VERIFIER.verify(signed().text(HOST), at).verdict is outcome


@pytest.mark.parametrize("text", ["", "https://example.id/menu", "selamat pagi", "A" * 5000])
def test_another_code_is_called_unknown_and_not_a_forgery(text):
    verdict = VERIFIER.verify(text, NOON)
    assert (verdict.verdict, verdict.reason) == (Outcome.UNKNOWN, Why.NOT_A_PERMIT)


@pytest.mark.parametrize(
    ("standing", "outcome", "reason"),
    [
        (Stands.VALID, Outcome.VALID, ""),
        (Stands.REVOKED, Outcome.REVOKED, ""),
        (Stands.SUSPENDED, Outcome.SUSPENDED, ""),
        (Stands.UNKNOWN, Outcome.UNKNOWN, "never_issued"),
    ],
)
def test_what_is_known_of_the_serial_decides(standing, outcome, reason):
    verifier = Verifier(RING.public, lambda _: standing)
    verdict = verifier.verify(signed().text(HOST), NOON)
    assert (verdict.verdict, verdict.reason) == (outcome, reason)


LATER = Renewals(lambda _: date(2021, 7, 25), ended=date(2021, 7, 24))


@pytest.mark.parametrize(
    ("at", "outcome", "reason", "until"),
    [
        ((2021, 7, 3), Outcome.NOT_YET_VALID, "", 20),
        ((2021, 7, 20), Outcome.VALID, "", 20),
        ((2021, 7, 21), Outcome.VALID, "renewed", 25),
        ((2021, 7, 24), Outcome.EXPIRED, "no_longer_needed", 25),
    ],
)
def test_what_later_rules_renewed_holds_until_nobody_needs_it(at, outcome, reason, until):
    verifier = Verifier(RING.public, lambda _: Stands.VALID, LATER)
    verdict = verifier.verify(signed().text(HOST), datetime(*at, 5, tzinfo=UTC))
    assert (verdict.verdict, verdict.reason) == (outcome, reason)
    assert verdict.valid_until == date(2021, 7, until)


def test_a_renewal_never_shortens_a_permit_and_a_guess_is_told_as_one():
    shorter = Verifier(RING.public, None, Renewals(lambda _: date(2021, 7, 1)))
    assert shorter.verify(signed().text(HOST), NOON).verdict is Outcome.VALID
    guess = Verifier(RING.public, None, LATER)
    told = guess.verify(signed().text(HOST), datetime(2021, 7, 22, tzinfo=UTC))
    assert (told.verdict, told.reason) == (Outcome.VALID, Why.STANDING_NOT_ASKED)


def test_nobody_asks_about_the_standing_of_a_forgery():
    asked = []

    def standing(serial):
        asked.append(serial)
        return Stands.VALID

    other = KeyRing((replace(RING.keys[0], seed=bytes(32)),))
    Verifier(RING.public, standing).verify(signed(ring=other).text(HOST), NOON)
    assert asked == []


def test_the_list_of_what_does_not_stand_answers_for_every_serial():
    of = standing_from(Standing(sequence=3, highest=10, revoked=(2, 3), suspended=(3, 4)))
    assert [of(serial) for serial in (1, 2, 3, 4, 10, 11)] == [
        Stands.VALID,
        Stands.REVOKED,
        Stands.REVOKED,
        Stands.SUSPENDED,
        Stands.VALID,
        Stands.UNKNOWN,
    ]


def test_the_check_of_a_nik_has_sixteen_bits_and_differs_by_serial():
    checks = {nik_check(serial, NIK) for serial in range(1, 500)}
    assert max(checks) <= 0xFFFF
    assert len(checks) > 480
    assert nik_check(1, NIK) == nik_check(1, NIK) != nik_check(1, "3171015708950002")


def test_the_newest_key_that_speaks_for_the_days_signs():
    older, newer = RING.keys[0], PermitKey(2, date(2021, 7, 10), date(2022, 8, 14), bytes(32))
    signer = Signer(KeyRing((older, newer)))
    assert signer.sign(FACTS).kid == 1
    assert signer.sign(replace(FACTS, valid_from=date(2021, 7, 10))).kid == 2


def test_days_no_key_speaks_for_are_not_signed():
    with pytest.raises(NoSigningKey):
        signed(replace(FACTS, valid_until=date(2023, 1, 1)))


def test_a_whole_application_is_signed_or_nothing_is():
    signer = Signer(RING)
    tokens = signer.sign_all([replace(FACTS, serial=serial) for serial in (1, 2, 3)])
    assert [token.serial for token in tokens] == [1, 2, 3]
    with pytest.raises(NoSigningKey):
        signer.sign_all([FACTS, replace(FACTS, valid_until=date(2023, 1, 1))])


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path):
    ring = load_keyring(tmp_path / "keys", {}, today=TODAY)
    path = tmp_path / "keys" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert load_keyring(tmp_path / "keys", {}, today=TODAY) == ring
    assert [each.name for each in path.parent.iterdir()] == [FILE]


def test_a_permit_signed_before_a_rotation_stays_valid(tmp_path):
    before = load_keyring(tmp_path, {}, today=TODAY)
    token = signed(ring=before)
    assert add_key(tmp_path, today=date(2021, 7, 6)) == 2
    after = load_keyring(tmp_path, {}, today=TODAY)
    assert Verifier(after.public).verify(token.text(HOST), NOON).verdict is Outcome.VALID
    assert Signer(after).sign(replace(FACTS, valid_from=date(2021, 7, 6))).kid == 2
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_keys_may_come_from_the_environment(tmp_path):
    load_keyring(tmp_path / "a", {}, today=TODAY)
    told = (tmp_path / "a" / FILE).read_text()
    ring = load_keyring(tmp_path / "b", {ENVIRONMENT: told}, today=TODAY)
    assert ring == read_keys(told)
    assert not (tmp_path / "b").exists()


def test_no_seed_shows_when_a_ring_is_printed():
    assert "seed" not in repr(RING)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "1",
        "1:2020-01-01:2021-01-01:!!!!",
        "1:2020-01-01:2021-01-01:AAAA",
        "0:2020-01-01:2021-01-01:" + "A" * 43 + "=",
        "256:2020-01-01:2021-01-01:" + "A" * 43 + "=",
        "x:2020-01-01:2021-01-01:" + "A" * 43 + "=",
        "1:yesterday:2021-01-01:" + "A" * 43 + "=",
        ",".join(["1:2020-01-01:2021-01-01:" + "A" * 43 + "="] * 2),
    ],
)
def test_what_is_no_key_ring_is_refused_without_repeating_it(told):
    with pytest.raises(NoSigningKey) as caught:
        read_keys(told)
    assert "AAAA" not in str(caught.value)


def test_a_ring_holds_255_keys(tmp_path):
    line = "255:2020-01-01:2021-01-01:" + "A" * 43 + "=\n"
    (tmp_path / FILE).write_text(line)
    with pytest.raises(NoSigningKey):
        add_key(tmp_path, today=TODAY)


@pytest.mark.parametrize("vector", VECTORS["valid"], ids=lambda vector: vector["what"])
def test_known_tokens_are_signed_and_checked_alike_for_ever(vector):
    seed = bytes.fromhex(VECTORS["seed"])
    ring = KeyRing((PermitKey(vector["kid"], date(2020, 1, 1), date(2199, 1, 1), seed),))
    told = dict(vector["facts"])
    first, until = (date.fromisoformat(told.pop(end)) for end in ("valid_from", "valid_until"))
    facts = PermitFacts(**told, valid_from=first, valid_until=until)
    assert Signer(ring).sign(facts).text(VECTORS["host"]) == vector["text"]
    at = datetime(first.year, first.month, first.day, 5, tzinfo=UTC)
    assert Verifier(ring.public).verify(vector["text"], at).verdict is Outcome.VALID
    assert ring.public[0].public.hex() == VECTORS["public"]


@pytest.mark.parametrize("vector", VECTORS["malformed"], ids=lambda vector: vector["what"])
def test_known_malformed_tokens_are_forgeries(vector):
    assert VERIFIER.verify(vector["text"], NOON).verdict is Outcome.FORGED
