"""What officers write may say anything but who may, must or need not."""

import pytest

from flows.questions.asserting import asserts_eligibility


@pytest.mark.parametrize(
    "text",
    [
        "Semua orang boleh bekerja.",
        "Everybody may work.",
        "Tukang cukur tidak perlu STRP.",
        "Nobody needs the permit.",
        "Ojol bebas lewat.",
        "OJOL BEBAS LÉWAT",
        "You can go out.",
        "You have to stay home.",
        "Bisa masuk tanpa surat.",
        "Setiap orang kerja seperti biasa",
        "Everyone works as usual",
        "Warung termasuk sektor kritikal.",
        "Barbers are non-essential.",
        "Loket libur. Kurir dikecualikan dari izin.",  # one sentence is enough
    ],
)
def test_who_may_must_or_need_not_is_heard_in_both_languages(text):
    assert asserts_eligibility(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kantor layanan tutup.",
        "The office is closed.",
        "Loket libur saat Idul Adha, buka lagi Rabu.",
        "The counter opens again on Wednesday.",
        "Unduh STRP di /status.",
        "Bring a copy of your KTP.",
        "Tekan tombol Status. Tidak perlu membayar.",
        "Suratnya di /status; boleh dicetak.",  # of two sentences, neither says it
        "Lihat topik perkantoran.",
    ],
)
def test_facts_about_the_service_are_no_claim(text):
    assert not asserts_eligibility(text)
