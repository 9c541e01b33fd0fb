"""An inspector's question asks what happened, and never who tells."""

import pytest

from flows.rules.identity_questions import asks_who


@pytest.mark.parametrize(
    "words",
    [
        "Siapa nama Anda dan apa jabatan Anda?",
        "Siapakah kamu?",
        "Mohon nama lengkap saudara",
        "Boleh tahu nomor HP Anda?",
        "no wa kamu berapa",
        "Apa jabatanmu di sana?",
        "Nama Ibu?",
        "siapa\nanda",
        "Tuliskan alamat rumah untuk surat",
        "What is your full name?",
        "WHO ARE YOU",
        "Please identify yourself.",
        "your employee number?",
        "Anda di shift berapa?",
        "Apakah Anda bekerja di bagian kasir?",
        "Apa jenis kelamin Anda?",
        "Berapa lama Anda bekerja di sana?",
        "Sudah sejak kapan kerja di situ?",
        "Atasan langsung Anda siapa?",
        "Siapa atasan Anda?",
        "Bisa kirim selfie?",
        "Kontak yang bisa dihubungi?",
        "Bagaimana kami bisa menghubungi Anda?",
        "Which desk is yours?",
        "What department do you work in?",
        "How long have you worked there?",
        "When did you join?",
        "How can we contact you?",
        "Who is your supervisor?",
        "Boleh tahu inisial Anda?",
        "Siapa saja yang melapor?",
    ],
)
def test_a_question_for_the_person_is_known_as_one(words):
    assert asks_who(words)


@pytest.mark.parametrize(
    "words",
    [
        "Lantai berapa dan berapa orang yang masuk?",
        "Apakah nama perusahaan Anda tertulis di papan?",
        "Siapa nama bapak pimpinan di sana tidak perlu ditulis.",
        "Nomor gedung berapa?",
        "Apa alamat tempat kerja itu?",
        "Siapa yang memberi perintah: pemilik atau manajer?",
        "Is the name of your company on the door?",
        "Are your working hours told by the manager?",
        "Di mana alamat rumah toko (ruko) itu?",
        "Apakah atasan menyuruh semua orang masuk?",
        "Apakah foto Anda diambil hari ini?",
        "Apakah gaji Anda dipotong?",
        "Berapa shift dalam sehari?",
        "Di bagian mana orang berkumpul?",
        "Berapa lama mereka bekerja sehari?",
        "Which floor is crowded?",
        "",
    ],
)
def test_a_question_about_the_workplace_is_not(words):
    assert not asks_who(words)
