"""Who names a trade as their work is asked about it, on the line and in the chat; no visitor is."""

import pytest

from bot.commands.ask import candidates_of
from bot.questions import load_questions
from bot.render import clip_label
from bot.wording import load_texts
from flows.language import Language
from flows.questions.asking import Abstain, Reason, Suggest
from flows.questions.ranker import Candidate
from storage.database import Database
from tests.support.channel import an_office

QUESTIONS = load_questions()
SECTORS = QUESTIONS.sectors
WORKERS = {
    "tukang las": "crit_construction",
    "admin gudang": "crit_logistics",
    "kontraktor mrt": "crit_construction",
    "spg di mall": "non_essential",
    "warung makan": "crit_food",
    "agen properti": "non_essential",
    "kasir spbu": "crit_energy",
    "hotel bukan karantina": "ess_hotel",
    "security bank": "crit_security",
}
VISITORS = [
    "mau ke bank ambil uang",
    "belanja ke supermarket boleh",
    "antar anak ke bandara",
    "nginep di hotel boleh ga",
    "anak saya sekolah tk",
    "ganti kartu atm di bank",
    "ke bandara jemput bos",
    "beli tiket di stasiun",
    "imunisasi anak ke puskesmas",
]
PATIENTS = [
    "kontrol kanker di rs dharmais",
    "cuci darah tiap minggu di rscm",
    "saya mau periksa mata di rs",
    "I have fever can I go to hospital",
    "kontrol diabetes saya",
    "kontrol tensi rutin",
    "pasien thalasemia mau transfusi",
    "I need chemo every week",
    "my back hurts, going to the doctor",
]
NO_PATIENTS = [
    "saya ditagih 50000",
    "I repair watches",
    "I clean swimming pools",
    "pusing saya",
    "suami saya",
]
OPPOSITES = ["hotel karantina", "hotel isolasi mandiri", "resepsionis hotel isoman"]


def sectors_of(made):
    return [one.sector for one in candidates_of(made)]


@pytest.mark.parametrize(("text", "sector"), WORKERS.items())
def test_a_trade_that_is_ones_work_is_offered(text, sector):
    made = QUESTIONS.ask(text)
    assert sector in sectors_of(made)
    assert sector in made.trades


@pytest.mark.parametrize("text", VISITORS)
def test_a_visitor_of_a_business_is_not_asked_whether_they_work_there(text):
    made = QUESTIONS.ask(text)
    assert isinstance(made, Abstain) or not made.trades
    assert [one.intent for one in candidates_of(made)][:1] != ["elig_sector"]


@pytest.mark.parametrize("text", PATIENTS)
def test_a_patient_is_known_as_one(text):
    made = QUESTIONS.ask(text)
    assert isinstance(made, Abstain)
    assert made.reason is Reason.OWN_TREATMENT


@pytest.mark.parametrize("text", NO_PATIENTS)
def test_nobody_is_a_patient_for_speaking_of_themselves(text):
    made = QUESTIONS.ask(text)
    assert not isinstance(made, Abstain) or made.reason is not Reason.OWN_TREATMENT


@pytest.mark.parametrize("text", OPPOSITES)
def test_a_house_of_quarantine_is_not_taken_for_a_hotel(text):
    assert "ess_hotel" not in sectors_of(QUESTIONS.ask(text))


@pytest.mark.parametrize("text", [*WORKERS, *VISITORS, *PATIENTS, *OPPOSITES])
async def test_the_chat_offers_what_the_line_prints(sqlite: Database, text):
    made = QUESTIONS.ask(text)
    budi = an_office(sqlite).visitor()
    await budi.says(text)
    shown = [named(one, made) for one in candidates_of(made)]
    assert budi.labels[: len(shown)] == shown
    trades = {name(sector) for sector in SECTORS} & set(budi.labels)
    assert trades <= set(shown)


def named(candidate: Candidate, made: Suggest) -> str:
    if candidate.intent == "elig_sector" and candidate.sector in made.trades:
        return name(candidate.sector)
    return clip_label(load_texts().plain(QUESTIONS.answers.label(candidate), Language.ID))


def name(sector: str) -> str:
    """Name a sector as its button does: in everyday words, not in the rules'."""
    words = load_texts().by_language[Language.ID]
    alone = {"crit_logistics": "move", "non_essential": "rest", "ess_ict": "media"}
    if sector in alone:
        return words[f"eligibility.group.{alone[sector]}"]
    return f"🏢 {words.get(f'eligibility.sector.{sector}', words['eligibility.kind.state'])}"


async def test_a_patient_reads_what_holds_for_treatment(sqlite: Database):
    budi = an_office(sqlite).visitor()
    await budi.says("kontrol diabetes saya")
    assert budi.labels[0] == "Berobat sendiri, vaksinasi"
    assert "Berobat sendiri" in await budi.taps("Berobat sendiri, vaksinasi")


async def test_a_patient_was_understood_however_often_they_write(sqlite: Database):
    budi = an_office(sqlite).visitor()
    for _ in range(4):
        await budi.says("kontrol tensi rutin")
    assert budi.labels[0] == "Berobat sendiri, vaksinasi"
    assert "Cara menghubungi petugas" not in budi.labels
