"""People call their work by its everyday name; the rules' own table says where it belongs."""

import pytest

from bot import policies

RULES = policies.load()
TRADES = {  # what people say, and the business code (KBLI 2020) it stands under
    "warung makan": "56102",
    "warteg": "56102",
    "kafe": "56303",
    "depot air galon": "11052",
    "depot air isi ulang": "11052",
    "toko kelontong": "47112",
    "toko baju": "47711",
    "butik": "47711",
    "mall": "68111",
    "jualan baju di mall": "47711",
    "salon": "96112",
    "pangkas rambut": "96111",
    "laundry": "96200",
    "apotek": "47721",
    "klinik": "86105",
    "kurir": "53201",
    "konveksi": "14111",
    "percetakan": "18111",
    "kontraktor": "42101",
    "sekolah": "85121",
    "les privat": "85499",
    "gym": "93116",
    "bioskop": "59140",
    "minimarket": "47111",
}


@pytest.mark.parametrize(("said", "code"), TRADES.items())
def test_a_trade_is_found_under_the_sector_of_its_code(said, code):
    for policy in RULES.versions:
        rule = policy.kbli(code)
        assert rule is not None
        assert policy.search(said)[0].id == rule.sector, policy.id
