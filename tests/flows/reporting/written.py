"""A report as somebody writes it: what is asked, what can be tapped, and what they do."""

from flows.language import Language
from flows.reporting import REPORT
from tests.flows.reporting.talk import CODE, Talk

REGENCIES = (
    "Jakarta Pusat, Jakarta Utara, Jakarta Barat, Jakarta Selatan, Jakarta Timur, Kepulauan Seribu"
)
CENTRAL = "Gambir, Sawah Besar, Kemayoran, Senen, Cempaka Putih, Menteng, Tanah Abang, Johar Baru"
KINDS = (
    "Sektor non-esensial tetap masuk kantor, Yang masuk melebihi batas, Ibu hamil atau komorbid "
    "disuruh masuk, Protokol kesehatan dilanggar, Diancam PHK atau potong gaji, STRP dipinjamkan "
    "atau palsu"
)
STORY = "Semua karyawan diminta masuk setiap hari."
STEPS = [
    ("Ini kode laporan Anda", "", CODE),
    ("Lapor tempat kerja tanpa nama", "Saya mengerti, lanjut", ">Saya mengerti"),
    ("Apa nama tempat kerja", "", "PT Contoh Sejahtera"),
    ("Di mana alamatnya", "", "Jalan Contoh 12"),
    ("Di wilayah mana", REGENCIES, ">Jakarta Pusat"),
    ("Di kecamatan mana", CENTRAL, ">Senen"),
    ("Bergerak di bidang apa", "Lewati", "toko pakaian"),
    ("Apa yang terjadi", KINDS, ">Yang masuk melebihi batas"),
    (
        "Kapan terjadinya",
        "Hari ini, Kemarin, Dalam minggu ini, Lebih lama, Setiap hari",
        ">Kemarin",
    ),
    (
        "Kira-kira berapa orang",
        "Kurang dari 10, 10 sampai 50, 51 sampai 200, Lebih dari 200, Tidak tahu, Lewati",
        ">51 sampai 200",
    ),
    ("Ceritakan apa yang terjadi", "", STORY),
    ("Ada foto?", "Lewati", "+photo-1"),
    ("Kode laporan Anda", "", "m3np"),
]
DEEDS = [deed for _, _, deed in STEPS]
MAY_BE_SKIPPED = ("Bergerak di bidang apa", "Kira-kira berapa orang", "Ada foto?")
AT = {asked: number for number, (asked, _, _) in enumerate(STEPS)}


def written(until="", language=Language.ID):
    """Return a report in which everything before a question is answered."""
    talk = Talk(REPORT).does(*DEEDS[: AT.get(until, len(STEPS))])
    return Talk(REPORT, language, talk.session)
