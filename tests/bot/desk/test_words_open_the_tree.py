"""A business that is typed opens the tree, where everything else is asked: no text says who may."""

import pytest

from tests.support.channel import Office, fills_in

NO_VERDICT = ("🟢", "🟡", "🔴")


def is_a_verdict(told: str) -> bool:
    return any(sign in told for sign in NO_VERDICT)


@pytest.mark.parametrize("said", ["KBLI 65111", "65111", " kbli: 65111 "])
async def test_a_code_is_asked_after_and_then_for_whom_one_works(office: Office, said: str):
    ani = office.visitor()
    told = await ani.says(said)
    assert "golongan 65, Asuransi" in told
    assert not is_a_verdict(told)
    assert "Untuk apa Anda bepergian" in await ani.taps("Ya, KBLI 65111")
    told = await ani.does(">Bekerja di DKI", ">BUMN")
    assert "Bekerja di DKI Jakarta › BUMN atau BUMD › KBLI 65111" in told
    assert "dapat mendaftarkan Anda" in told


@pytest.mark.parametrize("said", ["1945", "86", "850", "2021", "10", "123456"])
async def test_any_number_is_no_code(office: Office, said: str):
    told = await office.visitor().says(said)
    assert "KBLI" not in told
    assert not is_a_verdict(told)


@pytest.mark.parametrize("said", ["50000", "10110", "84111", "96112"])
async def test_no_digits_get_a_verdict_by_themselves(office: Office, said: str):
    ani = office.visitor()
    assert not is_a_verdict(await ani.says(said))
    assert not is_a_verdict(await ani.taps("Ya, KBLI"))


@pytest.mark.parametrize("said", ["04111", "KBLI 04111"])
async def test_a_code_that_there_is_not_is_told_so_wherever_it_is_typed(office: Office, said: str):
    ani = office.visitor()
    told = await ani.says(said)
    assert "KBLI 2020 tidak mengenal golongan 04" in told
    assert "tidak dapat" not in told
    assert "KBLI 2020 has no division 04" in await ani.taps("English")
    assert "KBLI 2020" in await ani.taps("Indonesia")
    await fills_in(ani, until="asuransi")
    assert told.strip() in await ani.says(said)


@pytest.mark.parametrize(
    ("employer", "said", "tapped", "verdict"),
    [
        (
            (">Perusahaan alih daya",),
            "asuransi jiwa",
            ">Bank, asuransi",
            "petugas yang memutuskan",
        ),
        ((">BUMN",), "64121", ">Ya, KBLI 64121", "BUMN atau BUMD › KBLI 64121"),
        (
            (">Harian", ">Pekerja harian"),
            "kontraktor interior rumah",
            ">Konstruksi",
            "petugas yang memutuskan",
        ),
    ],
)
async def test_who_types_at_the_question_of_the_business_keeps_the_employer_they_tapped(
    office: Office, employer: tuple[str, ...], said: str, tapped: str, verdict: str
):
    ani = office.visitor()
    told = await ani.does("/perlu", ">Bekerja di DKI", *employer, said, tapped)
    assert verdict in told
    assert "Perusahaan swasta" not in told


async def test_where_nothing_is_remembered_everything_is_asked(office: Office):
    ani = office.visitor()
    await ani.does("/perlu", ">Bekerja di DKI", ">Perusahaan alih daya", "asuransi jiwa")
    office.desk.forget(ani.chat)
    assert "Untuk apa Anda bepergian" in await ani.taps("Bank, asuransi")


async def test_who_begins_anew_is_not_held_to_what_they_answered_before(office: Office):
    ani = office.visitor()
    await ani.does("/perlu", ">Bekerja di DKI", ">Perusahaan alih daya", "/menu", "asuransi jiwa")
    assert "Untuk apa Anda bepergian" in await ani.taps("Bank, asuransi")


@pytest.mark.parametrize(
    ("said", "sector"),
    [
        ("warung makan", "Makanan, minuman, sembako"),
        ("depot air galon", "Makanan, minuman, sembako"),
        ("jualan baju di mall", "Lainnya: toko, jasa, sekolah"),
        ("toko baju", "Lainnya: toko, jasa, sekolah"),
        ("sekolah", "Lainnya: toko, jasa, sekolah"),
        ("jual sparepart motor", "Lainnya: toko, jasa, sekolah"),
        ("pabrik", "Industri untuk ekspor"),
        ("saya kerja di bank", "Bank, asuransi, pembiayaan"),
        ("programmer di software house", "Telekomunikasi, TI, media"),
        ("kerja di startup aplikasi", "Telekomunikasi, TI, media"),
    ],
)
async def test_a_trade_typed_anywhere_leads_to_the_rule_of_its_sector(
    office: Office, said: str, sector: str
):
    ani = office.visitor()
    await ani.does("/perlu", ">Bekerja di DKI", ">Perusahaan swasta")
    assert "di luar urusan" not in await ani.says(said)
    assert sector in ani.labels[0]
    assert not {"Pekerja lepas", "STRP palsu/pinjaman"} & set(ani.labels)
    told = await ani.taps(sector)
    assert "Bekerja di DKI Jakarta › Perusahaan swasta, yayasan › " in told


@pytest.mark.parametrize("said", ["satpam", "depot air galon", "klinik kecantikan", "toko baju"])
async def test_a_trade_gets_no_verdict_before_it_is_said_for_whom_one_works(
    office: Office, said: str
):
    ani = office.visitor()
    await ani.says(said)
    for _ in range(2):
        assert not is_a_verdict(await ani.taps(ani.labels[0]))
    assert "Siapa yang mempekerjakan Anda" in ani.told


@pytest.mark.parametrize("said", ["toko baju", "depot air galon", "satpam"])
async def test_how_the_rules_weigh_a_trade_is_no_name_of_it_and_another_can_be_chosen(
    office: Office, said: str
):
    ani = office.visitor()
    await ani.says(said)
    assert "esensial" not in " ".join(ani.labels)
    assert "Siapa yang mempekerjakan Anda" in await ani.taps("Pilih dari daftar")


@pytest.mark.parametrize(
    ("tapped", "verdict"),
    [("Operator, data center", "dapat mendaftarkan"), ("Perangkat lunak", "petugas yang memutus")],
)
async def test_software_is_judged_apart_from_those_who_keep_the_lines_open(
    office: Office, tapped: str, verdict: str
):
    ani = office.visitor()
    await ani.does("/perlu", ">Bekerja di DKI", ">Perusahaan swasta", "programmer", ">Telekom")
    assert verdict in await ani.taps(tapped)
