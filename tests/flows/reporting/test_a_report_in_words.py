"""A report from the first word to sending, in the words that people read and type."""

import pytest

from flows.events import Verb
from flows.language import Language
from flows.reporting import REPORT
from flows.session import Closed
from tests.flows.reporting.talk import CODE, Talk
from tests.flows.reporting.written import AT, DEEDS, MAY_BE_SKIPPED, STEPS, STORY, written


def test_a_report_is_asked_for_step_by_step():
    talk = Talk(REPORT)
    for asked, buttons, deed in STEPS:
        assert talk.seen.startswith(asked)
        assert ", ".join(talk.buttons) == buttons
        talk.does(deed)
        assert not talk.problem


def test_before_sending_everything_is_looked_over_and_the_handle_of_a_photo_is_no_answer():
    assert written().looked_over == {
        "Kode laporan": CODE,
        "Janji dan batasnya": "Saya mengerti, lanjut",
        "Tempat kerja": "PT Contoh Sejahtera",
        "Alamat": "Jalan Contoh 12",
        "Wilayah": "Jakarta Pusat",
        "Kecamatan": "Senen",
        "Bidang usaha": "toko pakaian",
        "Yang terjadi": "Yang masuk melebihi batas",
        "Waktu": "Kemarin",
        "Jumlah orang": "51 sampai 200",
        "Cerita": STORY,
        "Foto": "ada",
        "Kode dicatat": "ya",
    }


def test_what_was_skipped_is_said_to_be_skipped():
    deeds = list(DEEDS)
    for asked in MAY_BE_SKIPPED:
        deeds[AT[asked]] = ">Lewati"
    seen = Talk(REPORT).does(*deeds).looked_over
    assert (seen["Bidang usaha"], seen["Jumlah orang"], seen["Foto"]) == (
        "dilewati",
        "dilewati",
        "tidak ada",
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.ID, "Dengan foto, satu laporan saja dapat mendatangkan petugas"),
        (Language.EN, "With a photo, one report alone can bring officers"),
    ],
)
def test_whoever_gives_a_photo_is_told_first_that_it_can_bring_officers(language, told):
    assert told in written("Ada foto?", language).seen


@pytest.mark.parametrize("asked", [asked for asked in AT if asked not in MAY_BE_SKIPPED])
def test_what_an_inspector_cannot_do_without_is_not_skipped(asked):
    talk = written(asked).asks(Verb.SKIP)
    assert talk.seen.startswith(asked)


def test_what_is_sent_is_what_was_written_and_nothing_of_who_wrote_it():
    talk = written().does(">Kirim")
    sent = talk.handed_in
    assert talk.session.closed is Closed.SUBMITTED
    assert sent.flow == "reporting"
    assert sent.policy == ""  # no rule decides who may report
    assert sent.counts == {}
    assert sent.answers.values == {
        "receipt": CODE,
        "promise": "read",
        "employer": "PT Contoh Sejahtera",
        "address": "Jalan Contoh 12",
        "regency": "3171",
        "district": "317104",
        "sector": "toko pakaian",
        "violation": "over_cap",
        "when": "yesterday",
        "how_many": "hundred",
        "story": STORY,
        "photo": "photo-1",
        "typed_back": "M3NP",
    }


@pytest.mark.parametrize(
    ("asked", "answer", "typed"),
    [
        ("Apa yang terjadi", "Sektor non-esensial tetap masuk kantor", "1"),
        ("Apa yang terjadi", "Yang masuk melebihi batas", " 2 "),
        ("Apa yang terjadi", "STRP dipinjamkan atau palsu", "06"),
        ("Kapan terjadinya", "Hari ini", "1"),
        ("Kapan terjadinya", "Setiap hari", "5"),
        ("Kira-kira berapa orang", "Kurang dari 10", "1"),
        ("Kira-kira berapa orang", "Kurang dari 10", "3"),  # people, and no option
        ("Kira-kira berapa orang", "Kurang dari 10", "09"),
        ("Kira-kira berapa orang", "10 sampai 50", "10"),
        ("Kira-kira berapa orang", "10 sampai 50", " sekitar 30  Orang "),
        ("Kira-kira berapa orang", "10 sampai 50", "~50"),
        ("Kira-kira berapa orang", "51 sampai 200", "51"),
        ("Kira-kira berapa orang", "51 sampai 200", "200 people"),
        ("Kira-kira berapa orang", "Lebih dari 200", "201"),
        ("Kira-kira berapa orang", "Lebih dari 200", "1.500"),
        ("Kira-kira berapa orang", "Lebih dari 200", "1,500"),
        ("Kira-kira berapa orang", "Lebih dari 200", "50000"),
        ("Kira-kira berapa orang", "Tidak tahu", " UNKNOWN "),
        ("Di wilayah mana", "Jakarta Selatan", " jakarta   SELATAN "),
        ("Di wilayah mana", "Kepulauan Seribu", "3101"),
        ("Di kecamatan mana", "Tanah Abang", "tanah  abang"),
        ("Di wilayah mana", "Jakarta Pusat", "1"),
        ("Di wilayah mana", "Kepulauan Seribu", " 6"),
        ("Di kecamatan mana", "Gambir", " 317101 "),
        ("Di kecamatan mana", "Gambir", "1"),
        ("Di kecamatan mana", "Johar Baru", "8 "),
    ],
)
def test_a_choice_may_be_typed(asked, answer, typed):
    deeds = list(DEEDS)
    deeds[AT[asked]] = typed
    talk = Talk(REPORT).does(*deeds[: AT[asked] + 1])
    assert not talk.problem
    assert Talk(REPORT).does(*deeds[: AT[asked]], f">{answer}").session.answers == (
        talk.session.answers
    )


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ("Lapor tempat kerja tanpa nama", "ya"),
        ("Lapor tempat kerja tanpa nama", "2"),
        ("Apa yang terjadi", "0"),
        ("Apa yang terjadi", "7"),
        ("Apa yang terjadi", "0011"),  # no number that was offered, whatever it begins with
        ("Apa yang terjadi", "-1"),
        ("Apa yang terjadi", "?2"),  # a doubt is no answer
        ("Apa yang terjadi", "²"),
        ("Apa yang terjadi", "9" * 5_000),
        ("Apa yang terjadi", ""),
        ("Kapan terjadinya", "nanti"),
        ("Di wilayah mana", "entah"),
        ("Di wilayah mana", "7"),
        ("Di wilayah mana", ""),
        ("Di kecamatan mana", "0"),
        ("Di kecamatan mana", "11"),
        ("Di kecamatan mana", "Tebet"),  # in another part of the province
        ("Di kecamatan mana", "317401"),
    ],
)
def test_what_was_not_offered_is_asked_again(asked, typed):
    talk = written(asked).does(typed)
    assert talk.problem == "Silakan pilih salah satu tombol, atau ketik nomornya."
    assert talk.seen.startswith(asked)


@pytest.mark.parametrize("asked", ["Di wilayah mana", "Di kecamatan mana"])
@pytest.mark.parametrize("typed", ["Bekasi", "kota depok", "Tangerang,Banten"])
def test_a_place_outside_of_the_province_is_told_to_be(asked, typed):
    talk = written(asked).does(typed)
    assert talk.problem.startswith("Hanya tempat kerja di DKI Jakarta yang dapat kami periksa.")
    assert talk.seen.startswith(asked)


@pytest.mark.parametrize(
    "typed",
    ["0", "00", "banyak", "", "50001", "1000000", "9" * 5_000, "-3", "?3", "²", "3 4", "1.50",
     "3 lantai", "30,"],
)  # fmt: skip
def test_what_is_no_number_of_people_is_asked_for_again_with_an_example(typed):
    talk = written("Kira-kira berapa orang").does(typed)
    assert (
        talk.problem == "Ketik kira-kira berapa orang, misalnya 30, atau pilih salah satu tombol."
    )
    assert talk.seen.startswith("Kira-kira berapa orang")
