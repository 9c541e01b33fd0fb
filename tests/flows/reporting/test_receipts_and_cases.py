"""Receipts, roads of cases and orders, as pure values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.cases import (
    ENDS,
    ROADS,
    CaseStatus,
    Evidence,
    Measure,
    Register,
    Track,
    Violation,
    folded_employer,
    may_follow,
    priority_of,
    purge_day,
    told_count,
    track_for,
)
from flows.rules.field_order import FieldOrder, Window, quotations, telling_words
from flows.rules.receipt import (
    ALPHABET,
    NotAReceipt,
    grouped,
    holds_receipt,
    is_last_group,
    read_receipt,
    write_receipt,
)

NUMBERS = st.integers(0, (1 << 100) - 1)


@given(NUMBERS, st.sampled_from(["-", " ", "", " - ", "\n"]), st.booleans())
def test_a_receipt_is_read_however_it_was_copied(number, between, small):
    receipt = write_receipt(number)
    copied = receipt.replace("-", between).replace("0", "O").replace("1", "l")
    assert grouped(read_receipt(copied.lower() if small else copied)) == receipt


@given(NUMBERS, NUMBERS)
def test_two_numbers_are_two_receipts(one, other):
    assert (write_receipt(one) == write_receipt(other)) == (one == other)


@given(NUMBERS, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_another_receipt(number, place, sign):
    signs = read_receipt(write_receipt(number))
    changed = signs[:place] + sign + signs[place + 1 :]
    assert (read_receipt(changed) == signs) == (signs[place] == sign)


@pytest.mark.parametrize("typed", ["", "0", "U" * 20, "2H4K-9QRT-0XYZ-7BCD-M3N", "é" * 20])
def test_what_is_no_receipt_is_refused(typed):
    with pytest.raises(NotAReceipt):
        read_receipt(typed)


@pytest.mark.parametrize("number", [-1, 1 << 100])
def test_a_receipt_holds_a_hundred_bits_and_no_more(number):
    with pytest.raises(NotAReceipt):
        write_receipt(number)


def test_the_last_group_is_enough_to_type_back():
    assert is_last_group("m3np", "2H4K-9QRT-0XYZ-7BCD-M3NP")
    assert not is_last_group("7BCD", "2H4K-9QRT-0XYZ-7BCD-M3NP")


@given(NUMBERS.filter(lambda number: any(s.isdigit() for s in write_receipt(number))))
def test_a_receipt_inside_a_text_is_found(number):
    receipt = write_receipt(number)
    assert holds_receipt(f"kode saya {receipt}, tolong")
    assert holds_receipt(receipt.replace("-", " ").lower())
    assert holds_receipt(receipt.replace("-", ""))


def test_words_of_four_letters_are_no_receipt():
    assert not holds_receipt("saya mau tahu bisa atau tidak pada hari rabu ini pagi saja")


def test_every_road_leads_to_an_end():
    for status in CaseStatus:
        reached, ahead = set(), {status}
        while ahead:
            reached |= ahead
            ahead = set().union(*(ROADS[one] for one in ahead)) - reached
        assert reached & ENDS


@given(st.integers(0, 9), st.booleans(), *[st.sampled_from([None, True, False])] * 2)
def test_a_lone_report_without_photo_never_leads_to_an_inspection(reports, photo, may, holds):
    evidence = Evidence(reports, has_photo=photo, register=Register(may, holds))
    inspected = track_for(evidence) is Track.INSPECTION
    assert inspected == (reports >= 3 or (photo and holds is False))


def test_people_in_danger_come_first():
    unknown = Register(None, holds_permits=False)
    one = Evidence(1, has_photo=False, register=unknown)
    danger, other = Violation.VULNERABLE_ON_SITE, Violation.OVER_CAP
    many = Evidence(9, has_photo=True, register=unknown)
    assert priority_of(danger, one) > priority_of(other, many)


def test_the_ladder_is_climbed_rung_by_rung():
    assert may_follow(Measure.CLOSURE, [])
    assert not may_follow(Measure.FINE, [Measure.NONE])
    assert may_follow(Measure.FINE, [Measure.CLOSURE])
    assert not may_follow(Measure.LICENCE, [Measure.CLOSURE])
    assert may_follow(Measure.PROSECUTION, [])


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5")])
def test_small_counts_are_not_told(count, told):
    assert told_count(count) == told


@pytest.mark.parametrize(
    "spelled", ["PT Contoh Sejahtera", "P.T. CONTOH sejahtera", "contoh-sejahtera, PT"]
)
def test_spellings_of_one_employer_fold_into_one(spelled):
    assert folded_employer(spelled) == "contoh sejahtera"


def test_a_closed_case_is_kept_shorter_than_an_open_one():
    day = date(2021, 7, 14)
    assert purge_day(CaseStatus.CLOSED, day) < purge_day(CaseStatus.WAITING, day)


def order(instruction):
    return FieldOrder(
        "PT Contoh",
        "Jalan Melawai 12",
        Violation.OVER_CAP,
        date(2021, 7, 15),
        Window.ANY,
        instruction,
    )


def test_five_words_in_a_row_are_a_quotation():
    said = "Kami semua dipaksa masuk setiap hari."
    assert not quotations(order("dipaksa masuk setiap hari"), [said])
    assert quotations(order("Benarkah kami SEMUA dipaksa, masuk setiap?"), [said])


def test_rare_words_and_numbers_of_a_reporter_are_found_but_not_facts_of_the_case():
    said = "Di ruang 407 Jalan Melawai 12 ada perusakan keberlangsungan"
    found = telling_words(order("Lihat 12 dan 407, keberlangsungan"), [said])
    assert found == ("407", "keberlangsungan")
