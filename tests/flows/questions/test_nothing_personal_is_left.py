"""What is kept of a question says nothing of who asked it: numbers, addresses, accounts, names."""

from datetime import date

import pytest

from flows.language import Language
from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.guard import guarded, names_a_contact
from flows.questions.ranker import Candidate
from flows.questions.unmatched import Unmatched, is_kept, kept_text, own_words

KNOWN = frozenset(
    [
        "saya",
        "kerja",
        "di",
        "bank",
        "nik",
        "ktp",
        "wa",
        "email",
        "strp",
        "boleh",
        "masuk",
        "kok",
        "a",
    ]
)


def is_known(word):
    return word in KNOWN


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("email budi.s@kantor.contoh.co.id ya", "email <email> ya"),
        ("email siti.rahayu @ gmail . com ya", "email <email> ya"),
        ("siti.rahayu(at)gmail.com", "<email>"),
        ("siti [at] kantor [dot] co [dot] id ya", "<email> ya"),
        ("Siti Titik Rahayu AT Gmail TITIK Com", "<email>"),
        ("siti@ gmail .com", "<email>"),
        ("i work at a bank. may i", "i work at a bank. may i"),
        ("saya di kantor. titik kumpul di mana", "saya di kantor. titik kumpul di mana"),
        ("akun saya @budisantoso99", "akun saya <account>"),
        ("rapat @ 10", "rapat @ 10"),
        ("lihat HTTPS://contoh.id/berkas/abc kak", "lihat <link> kak"),
        ("wa.me/628123 atau t.me/budi", "<link> atau <link>"),
        ("wa 0812-3456-7890 ya", "wa <phone> ya"),
        ("wa +62 812 3456 7890", "wa <phone>"),
        ("wa 628123456789", "wa <phone>"),
        ("nik 3171234501900001 kok", "nik <number> kok"),
        ("nik 3171 2345 0190 0001", "nik <number>"),
        ("08123456789012345678", "<number>"),  # too long for a phone, and still somebody's
        ("permohonan 20210705-11", "permohonan <number>"),
        ("jam 07.30, 200 orang, 12345", "jam 07.30, 200 orang, 12345"),
        ("nama saya Budi Setia Santoso", "nama saya <name>"),
        ("nama: Siti, dari bank", "nama: <name> , dari bank"),
        ("Atas Nama rahmat hidayat", "Atas Nama <name>"),
        ("my name is John Smith", "my name is <name>"),
        ("this is Mr Smith", "this is Mr <name>"),
        ("i am missing my permit", "i am missing my permit"),  # no "Miss Ing"
        ("saya ibu Ratna", "saya ibu <name>"),
        ("saya ibu hamil boleh periksa", "saya ibu hamil boleh periksa"),
        ("bu Indah galak, saya takut", "bu <name> galak, saya takut"),
        ("manajer kami Nur Indah Harapan", "manajer kami <name>"),
        ("manajernya bintang putri suruh masuk", "manajernya <name> suruh masuk"),
        ("bos saya Wijaya maksa masuk", "bos saya <name> maksa masuk"),
        ("sampaikan ke pak surya ya", "sampaikan ke pak <name> ya"),
        ("kak Bunga", "kak <name>"),
        ("dr. Jaya Harapan yang jaga", "dr <name> yang jaga"),
        ("mr will smith of the bank", "mr <name> of the bank"),
        ("pak cara daftar strp gimana", "pak cara daftar strp gimana"),
        ("bu kalau kerja di bank boleh", "bu kalau kerja di bank boleh"),
        ("bapak saya masuk rumah sakit", "bapak saya masuk rumah sakit"),
        ("manajer hrd nyuruh masuk", "manajer hrd nyuruh masuk"),
        ("ibu guru dan pak rt", "ibu guru dan pak rt"),
        ("my boss makes me come in", "my boss makes me come in"),
        ("  saya kerja  ", "saya kerja"),
    ],
)
def test_what_tells_who_somebody_is_becomes_a_mark_and_the_rest_stays(text, left):
    assert guarded(text) == left


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Saya kerja di BANK?", "saya kerja di bank?"),
        ("saya Zulkarnaen Zainuddin kerja", "saya … kerja"),  # one mark for both
        ("Zul kerja Zain di Zul", "… kerja … di …"),
        ("nik 1234 boleh", "nik 1234 boleh"),
        ("nik 12345 boleh", "nik <number> boleh"),  # five figures may be somebody's
        ("nik 3171234501900001 boleh", "nik <number> boleh"),
        ("email a@b.co boleh?", "email <email> boleh?"),
        ("boleh? masuk?", "boleh? masuk?"),
        ("Zulkarnaen", ""),
        ("1234?", ""),
        ("", ""),
    ],
)
def test_only_words_that_are_everybodys_are_kept(text, kept):
    assert kept_text(text, is_known) == kept


def test_what_is_kept_ends_with_a_whole_word_within_a_hundred_and_sixty_signs():
    assert kept_text("kerja " * 26 + "bank", is_known) == "kerja " * 26 + "bank"  # 160 signs
    assert kept_text("kerja " * 26 + "bank?", is_known) == ("kerja " * 26).strip()


def test_what_comes_after_six_hundred_signs_is_not_even_looked_at():
    assert kept_text("-" * 600 + "kerja", is_known) == ""
    assert own_words("-" * 597 + "Zulkarnaen", is_known) == {"zul"}


def test_the_words_that_may_be_somebodys_are_told_apart():
    assert own_words("saya Zul dan Zain, 12345?", is_known) == {"zul", "dan", "zain"}


def a_suggestion(*intents):
    return Suggest(tuple(Candidate(one, 0.3) for one in intents), Further.NOTHING)


@pytest.mark.parametrize(
    ("made", "is_worth_it"),
    [
        (Answer(Candidate("price", 1.0)), False),
        (a_suggestion("price", "report_company"), True),
        (a_suggestion("report_company", "price"), False),
        (a_suggestion("report_privacy"), False),
        (Abstain(Reason.OUT_OF_SCOPE, Further.TOPICS), True),
        (Abstain(Reason.NO_RULE, Further.TOPICS), True),
        (Abstain(Reason.AMBIGUOUS, Further.TOPICS), True),
        (Abstain(Reason.OTHER_LANGUAGE, Further.TOPICS), True),
        (Abstain(Reason.ABUSIVE, Further.TOPICS), False),
        (Abstain(Reason.OWN_TREATMENT, Further.TOPICS), False),
        (Abstain(Reason.UNINTELLIGIBLE, Further.TOPICS), False),
    ],
)
def test_only_what_can_be_learnt_from_is_kept_and_no_report(made, is_worth_it):
    assert is_kept(made) is is_worth_it


def test_a_text_was_met_once_and_nothing_was_offered_or_tapped_unless_told():
    bare = Unmatched("kerja", Language.ID, date(2021, 7, 10))
    assert (bare.reason, bare.offered, bare.times, bare.taps) == ("", (), 1, {})


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi Pak Joko 081234567890",
        "Hubungi 0812 3456 7890.",
        "Telepon (021) 1234567",
        "Call 021-1234567 in office hours",
        "WA ke 62 21 12345",
        "hotline 1500164",
        "Tanya mbak Sari di loket.",
        "Tulis ke layanan@contoh.id",
        "Ikuti @akuncontoh",
    ],
)
def test_an_answer_that_says_whom_to_reach_is_known(text):
    assert names_a_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Loket buka 07.30 sampai 21.00, lantai 12.",
        "Dendanya sampai Rp 50.000.000.",
        "Berlaku 10/07/2021.",
        "Buka https://contoh.id/panduan",
        "Keadaan gawat: hubungi 112.",
        "Bapak dan ibu di loket 2.",
        "Sejak 01/07/2021 loket pindah.",
    ],
)
def test_hours_sums_days_and_pages_are_no_contact(text):
    assert not names_a_contact(text)
