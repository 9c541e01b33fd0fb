"""What officers write may say anything but who may, must or need not."""

import pytest

from flows.questions.asserting import asserts_eligibility


def no_trade(_sentence):
    return False


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
        "Satpam vendor silakan berangkat seperti biasa, cukup bawa KTA.",
        "Nurses just show the SIP",
        "Ojol silakan jalan terus, polisi meloloskan",
        "You're good to go with an ID card",
        "Perawat tinggal tunjukkan kartu.",
        "Kuli bangunan lolos di pos.",
        "Couriers get waved through at checkpoints.",
        "Silakan berangkat seperti biasa",
        "Cukup tunjukkan SIP.",
        "Pregnant women are fine to travel",
        "Polisi tidak menilang kurir, aman.",
        "Loket libur. Kurir dikecualikan dari izin.",  # one sentence is enough
    ],
)
def test_who_may_must_or_need_not_is_heard_in_both_languages(text):
    assert asserts_eligibility(text, no_trade)


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
        "Ya, kantor tutup dua hari.",
        "Yes, the office is closed for two days.",
        "Kartu anggota dicetak ulang di loket.",
        "Parkir di basement, gratis.",
        "The counter is still closed on Tuesday.",
    ],
)
def test_facts_about_the_service_are_no_claim(text):
    assert not asserts_eligibility(text, no_trade)


@pytest.mark.parametrize(
    "text",
    [
        "Apotek jalan terus.",
        "Loket libur. Apotek lolos di pos.",
        "The apotek just goes through.",
    ],
)
def test_a_trade_beside_going_is_heard_where_the_rules_know_it(text):
    assert asserts_eligibility(text, lambda sentence: "apotek" in sentence)


def test_a_trade_alone_is_no_claim():
    assert not asserts_eligibility("Loket dekat apotek, lantai dua.", lambda _: True)
