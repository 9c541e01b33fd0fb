"""What is kept of a question to learn from says nothing about who asked it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus import everybodys_words
from bot.questions import load_questions
from flows.questions.guard import guarded
from flows.questions.intents import TOPICS
from flows.questions.unmatched import LONGEST_KEPT, is_kept, kept_text
from tests.support.office_queue import FIRST, LAST

QUESTIONS = load_questions()
OURS = everybodys_words(QUESTIONS.reader)
NAMES = sorted({name for name in (*FIRST.split(), *LAST.split()) if name.casefold() not in OURS})


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
        ("selamat pagi saya Bapak Sutrisno mau tanya", "Sutrisno"),
        ("dengan ibu Ratnawati dari apotek", "Ratnawati"),
        ("this is Mr Smith of the bank", "Smith"),
    ],
)
def test_what_says_who_somebody_is_is_taken_out(text, hidden):
    kept = guarded(text)
    assert hidden not in kept
    assert "<" in kept


@pytest.mark.parametrize(
    "text",
    [
        "kerja di bank boleh masuk 50 persen?",
        "dari 200 karyawan berapa",
        "jam 07.30 buka?",
        "saya ibu hamil boleh periksa?",
        "saya ibu rumah tangga",
    ],
)
def test_a_question_without_a_person_stays_as_it_is(text):
    assert guarded(text) == text


@settings(deadline=None)
@given(st.from_regex(r"[1-9]\d{15}", fullmatch=True), st.text(alphabet="abc ,.", max_size=20))
def test_no_identity_number_survives(number, around):
    assert number not in guarded(f"{around} {number} {around}")


def kept(text):
    return kept_text(text, OURS.__contains__)


@settings(deadline=None)
@given(
    name=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(" ".join),
    case=st.sampled_from([str.lower, str.upper, str.title]),
    frame=st.sampled_from(
        [
            "{} kok belum dapat strp",
            "istri {} hamil boleh lewat",
            "{} kerja di bank",
            "sampaikan ke pak {} ya",
        ]
    ),
    nik=st.from_regex(r"[1-9]\d{15}", fullmatch=True),
    phone=st.from_regex(r"(\+62|0)8[1-9]\d[- ]?\d{4}[- ]?\d{4}", fullmatch=True),
)
def test_no_name_number_or_phone_is_kept_whether_announced_or_not(name, case, frame, nik, phone):
    said = kept(f"{frame.format(case(name))} nik {nik} wa {phone} {case(name)}@contoh.id")
    assert not {one.casefold() for one in name.split()} & set(said.split())
    assert not [word for word in said.split() if word.isdigit() and len(word) > 4]
    assert "contoh.id" not in said


@settings(deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_written_only_known_words_and_marks_are_kept(text):
    said = kept(text)
    assert len(said) <= LONGEST_KEPT
    for word in said.replace("?", " ").split():
        assert word in OURS or word == "…" or word.startswith("<") or word.isdigit()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Min, kerja di BANK boleh masuk gaaak?", "min kerja di bank boleh masuk gak?"),
        ("saya Zulkarnaen Zainuddin kerja di bank", "saya … kerja di bank"),
        ("ktp 3171234501900001 ditolak", "ktp <number> ditolak"),
        ("<script>alert()</script> strp", "… strp"),
        ("strp A0\U00012400", "strp a 0 …"),
        ("Zulkarnaen", ""),
        ("zq" * 2_048 + " strp", ""),
        ("3171234501900001", ""),
        ("", ""),
    ],
)
def test_what_is_kept_still_reads_as_a_question(text, said):
    assert kept(text) == said


NAMES_THAT_ARE_WORDS = [
    "sari",
    "surya",
    "indah",
    "bunga",
    "bintang",
    "putri",
    "tri",
    "wijaya",
    "harapan",
    "jaya",
    "indra",
    "may",
    "will",
]


@settings(deadline=None)
@given(
    name=st.lists(st.sampled_from(NAMES_THAT_ARE_WORDS), min_size=1, max_size=2, unique=True),
    title=st.sampled_from(["pak", "Bu", "IBU", "mas", "mbak", "kak", "manajer kami", "bos saya"]),
    frame=st.sampled_from(["{} galak saya takut", "kata {} boleh masuk", "hubungi {} ya"]),
)
def test_a_name_that_is_a_word_as_well_is_not_kept_behind_a_title(name, title, frame):
    said = kept(frame.format(f"{title} {' '.join(name)}"))
    assert not set(name) & set(said.split())
    assert "<name>" in said


@pytest.mark.parametrize("intent", TOPICS["report"])
def test_what_sounds_like_a_report_is_not_kept_wherever_it_was_written(intent):
    from flows.questions.asking import Further, Suggest
    from flows.questions.ranker import Candidate

    assert not is_kept(Suggest((Candidate(intent, 0.5),), Further.NOTHING))
    assert is_kept(Suggest((Candidate("who_must", 0.5),), Further.NOTHING))
