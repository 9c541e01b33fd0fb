"""What leaves the house sends nobody after the reporter, and names no kind that points at one."""

import pytest

from flows.rules.cases import Violation
from flows.rules.hunting_words import hunting_words, somebodys_place
from flows.rules.letters import Letter, nameable


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Tanyakan kepada setiap orang siapa yang melapor.", ["melapor"]),
        ("Minta nama PELAPOR kepada satpam", ["pelapor"]),
        ("Temui pelapornya di lantai tiga", ["pelapornya"]),
        ("Ada tiga laporan tentang tempat ini, periksa.", ["tiga laporan"]),
        ("Berdasarkan\nlaporan, hitung orang", ["berdasarkan laporan"]),
        ("Laporan pekerja: masuk semua", ["laporan pekerja"]),
        ("Periksa pengaduan; cari yang mengadu", ["pengaduan", "mengadu"]),
        ("Ask who reported this; the reporter wrote", ["reported", "reporter"]),
        ("Follow up the complaint and both reports", ["complaint"]),
        ("Check these reports, find the whistle-blower", ["these reports", "whistle-blower"]),
        ("Minta laporan kehadiran harian.", []),
        ("Laporkan hasilnya kepada pengawas.", []),
        ("Hitung orang di setiap ruang dan minta daftar hadir.", []),
        ("Count the people and write a short list.", []),
        ("", []),
    ],
)
def test_words_that_send_somebody_after_the_reporter_are_found(words, found):
    assert list(hunting_words(words)) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Jl. Melawai 12 lantai 3 meja Siti", ["meja siti"]),
        ("Second floor, desk 4", ["desk 4"]),
        ("Gudang, loker", ["loker"]),
        ("Jl. Meja Bundar 3", ["meja bundar"]),  # rather asked to write the street in another way
        ("Jl. Melawai Raya No. 12, lantai 3", []),
    ],
)
def test_the_place_of_one_person_is_no_address(address, found):
    assert list(somebodys_place(address)) == found


ALONE = {Violation.VULNERABLE_ON_SITE, Violation.FORCED_OR_THREATENED}


@pytest.mark.parametrize("kind", Violation)
def test_a_letter_names_no_threat_and_no_pregnancy_of_fewer_than_three_reports(kind):
    for reports in (1, 2):
        assert Letter("PT Contoh", "Jl. A 1", kind).may_go(reports) is (kind not in ALONE)
        assert (kind in nameable(reports)) is (kind not in ALONE)
    assert Letter("PT Contoh", "Jl. A 1", kind).may_go(3)
    assert kind in nameable(3)


def test_a_letter_that_names_nothing_may_always_go():
    assert Letter("PT Contoh", "Jl. A 1").may_go(1)
