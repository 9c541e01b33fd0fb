"""What is kept of a question to learn from says nothing about who asked it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.questions.guard import guarded


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("NIK saya 3171234501900001 kok ditolak", "3171234501900001"),
        ("nik 3171 2345 0190 0001", "0190"),
        ("telp 0812-3456-7890 ya", "3456"),
        ("wa +62 812 3456 7890", "7890"),
        ("kirim ke budi.s@contoh.co.id", "contoh"),
        ("akun saya @budisantoso99", "budisantoso"),
        ("nama saya Budi Santoso dari PT Maju", "Santoso"),
        ("nama saya siti aminah, strp saya mana", "aminah"),
        ("a.n. Rahmat Hidayat belum terbit", "Hidayat"),
        ("my name is John Smith and I work at a bank", "Smith"),
        ("lihat https://contoh.id/berkas/abc", "berkas"),
        ("no permohonan 20210705-11", "20210705"),
    ],
)
def test_what_says_who_somebody_is_is_taken_out(text, hidden):
    kept = guarded(text)
    assert hidden not in kept
    assert "<" in kept


@pytest.mark.parametrize(
    "text", ["kerja di bank boleh masuk 50 persen?", "dari 200 karyawan berapa", "jam 07.30 buka?"]
)
def test_a_question_without_a_person_stays_as_it_is(text):
    assert guarded(text) == text


@settings(deadline=None)
@given(st.from_regex(r"[1-9]\d{15}", fullmatch=True), st.text(alphabet="abc ,.", max_size=20))
def test_no_identity_number_survives(number, around):
    assert number not in guarded(f"{around} {number} {around}")
