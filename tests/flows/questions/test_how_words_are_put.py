"""People ask without a question mark, and names that sound like questions are names."""

import pytest

from flows.questions.manner import Manner, manner_of


@pytest.mark.parametrize(
    "text",
    [
        "warung makan?? ya apa",
        "Apakah boleh masuk",
        " ... kapan buka loketnya",
        "WHERE is it",
        "di mana bank terdekat",
        "strp bayar ga sih",
        "perlu materai ga",
        "vaksin wajib ga ya",
        "ojol perlu strp gak",
        "kalau belum vaksin gimana",
        "harus alamat npwp kah",
        "bisa diganti ga nanti",
        "bisa nggak alamatnya diganti",
        "boleh tidak pakai alamat rumah",
        "surat rt perlu tidak",
        "berkasnya dikirim ke mana",
        "itu kode apa ya kak",
        "haruskah bermeterai",
        "wajibkah surat tugas",
        "bayar ga",
        "gratis gaaak ya",
        "can i change it later",
        "must the letter be stamped",
        "apakah gratis?",
        "biaya berapa ?",
        "Kapan jadi?!",
        "toko bahan bangunan?",
    ],
)
def test_who_asks_is_heard_by_mark_first_word_or_last_word(text):
    assert manner_of(text) is Manner.ASKED


@pytest.mark.parametrize(
    "text",
    [
        "Can Do Logistics Indonesia",
        "May Bank Indonesia",
        "Is Jaya Sukses",
        "Boleh Juga Coffee",
        "kalau kerja di bank boleh masuk",
        "harus pakai kop surat perusahaan",
    ],
)
def test_what_only_begins_like_a_question_might_be_one(text):
    assert manner_of(text) is Manner.PERHAPS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "apakah",
        "warung makan",
        "Bank Contoh?",
        "PT Siapa!",
        "Apa Kabar",
        "PT Apa Bisa Jadi",
        "Kapan Jadi",
        "apartemen kalibata city",  # begins like "apa" and is none
        "Jl Gaga Raya 5",
        "Ngakan Made Gagah",
        "Jl. Melawai Blok K No. 5 G",
        "Bekah Nikmah Langkah",
        "toko sepatu dan tas",
        "tidak ada nama gedung",
        "Toko Gaya",  # "ga ya" in one word is none
        "PT Toko Busana Gaya",
        "Isan Jaya Sukses",  # nor is "is an"
    ],
)
def test_names_and_addresses_are_told(text):
    assert manner_of(text) is Manner.TOLD
