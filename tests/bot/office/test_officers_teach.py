"""Two officers teach the assistant; what the gate stops is in force for nobody."""

import re

import pytest

from bot.office.questions_page import MOST_TEXTS
from flows.language import Language
from flows.questions.asking import Answer
from flows.questions.lessons import LessonStatus
from flows.questions.ranker import Candidate
from flows.questions.unmatched import Unmatched
from storage.errors import Stale
from tests.bot.office.front import Front, Person
from tests.support.builders import TODAY
from tests.support.office_queue import BUDI, RINA, SITI

FEES = Unmatched(
    "berapa rupiah buat strp",
    Language.ID,
    TODAY,
    offered=("price", "sla"),
    times=5,
    taps={"price": 3, "none": 1},
)
BANK = Unmatched(
    "teller bank apa …",
    Language.ID,
    TODAY,
    offered=("elig_sector.ess_finance",),
    taps={"elig_sector.ess_finance": 1},
)
HOLIDAY = Unmatched(
    "kantor layanan tutup saat idul adha", Language.ID, TODAY, reason="out_of_scope", times=3
)
PRICE = {"phrase": FEES.text, "intent": "price", "kind": "known", "text": FEES.text}
OWN = {
    "phrase": HOLIDAY.text,
    "kind": "written",
    "words_id": "Ya, <dua> hari.",
    "words_en": "Yes, two days.",
}


@pytest.fixture
async def asked(front: Front) -> Front:
    async with front.house.database.unit() as unit:
        await unit.unmatched.keep([FEES, BANK, HOLIDAY])
    return front


async def acts(front: Front) -> list[tuple[str, str, str]]:
    async with front.house.database.reading() as unit:
        assert (await unit.audit.verify_chain()).is_whole
        return [(one.act.actor, one.act.act, one.act.subject) for one in await unit.audit.lines()]


async def lessons(front: Front, status: LessonStatus):
    async with front.house.database.reading() as unit:
        return await unit.lessons.all(status)


def understood(front: Front, text: str):
    return front.house.teaching.taught.now().ask(text)


async def proposed(front: Front, form=PRICE) -> Person:
    siti = await front.person(SITI)
    await (await siti.post("/questions/teach", form)).follow()
    assert siti.says("office.told.lesson_proposed")
    return siti


async def test_officers_see_what_is_asked_offered_and_tapped_the_largest_first(asked: Front):
    siti = await (await asked.person(SITI)).get("/questions")
    rows = re.findall(r'class="title" href="[^"]+">([^<]+)<', siti.text)
    assert rows == [FEES.text, HOLIDAY.text, BANK.text]
    assert siti.says("question.price")
    assert siti.says("unsure.none_of_these")
    assert siti.says("office.questions.reason.out_of_scope")


async def test_a_phrasing_that_two_officers_agree_on_is_answered_at_once(asked: Front):
    assert not isinstance(understood(asked, FEES.text), Answer)
    await proposed(asked)
    assert not isinstance(understood(asked, FEES.text), Answer)  # a proposal is no answer
    rina = await (await asked.person(RINA)).get("/questions?view=proposed")
    assert FEES.text in rina.text
    await (await rina.post("/questions/lessons/1/confirm")).follow()
    assert rina.says("office.told.lesson_confirmed")
    assert understood(asked, "min, berapa rupiah buat STRP?") == Answer(Candidate("price", 1.0))
    assert FEES.text not in (await rina.get("/questions")).text
    assert await acts(asked) == [
        ("siti", "lesson_proposed", "lesson-1"),
        ("rina", "lesson_confirmed", "lesson-1"),
    ]


async def test_the_officers_own_answer_is_said_to_people_in_both_languages(asked: Front):
    await proposed(asked, OWN)
    rina = await (await asked.person(RINA)).get("/questions?view=proposed")
    assert "Ya, &lt;dua&gt; hari." in rina.text
    await rina.post("/questions/lessons/1/confirm")
    questions = asked.house.teaching.taught.now()
    made = questions.ask("kantor layanan tutup saat idul adha ya?")
    assert isinstance(made, Answer)
    offer = questions.offers(Language.ID, TODAY).show(made)
    texts = asked.house.texts
    assert texts.say(offer.text, Language.ID) == (
        "Ya, &lt;dua&gt; hari.\n<i>Jawaban petugas, sejak 10 Juli 2021.</i>"
    )
    assert "Yes, two days." in texts.say(offer.text, Language.EN)


async def test_withdrawn_is_answered_no_more(asked: Front):
    await proposed(asked)
    rina = await (await asked.person(RINA)).get("/questions?view=proposed")
    await (await rina.post("/questions/lessons/1/confirm")).follow()
    await (await rina.post("/questions/lessons/1/withdraw")).follow()
    assert rina.says("office.told.lesson_withdrawn")
    assert not isinstance(understood(asked, FEES.text), Answer)
    assert (await acts(asked))[-1] == ("rina", "lesson_withdrawn", "lesson-1")
    assert FEES.text in (await rina.get("/questions?view=ended")).text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"phrase": "what do they charge", "intent": "sla"}, "asserted_wrong"),
        ({"phrase": "kerja di bank boleh masuk kantor"}, "eligibility"),
        ({"intent": "elig_sector"}, "not_to_assert"),
        ({"intent": ""}, "not_to_assert"),
        ({"intent": "nothing"}, "not_to_assert"),
        ({"phrase": "teller bank apa …"}, "unfinished"),
        ({"phrase": "hubungi 081234567890"}, "person"),
        ({"phrase": "strp dong"}, "says_little"),
        (OWN | {"phrase": "strp", "words_id": "Semua orang boleh bekerja."}, "claim"),
        (
            OWN | {"phrase": "parkir motor basement", "words_en": "Nobody needs it for work."},
            "claim",
        ),
        ({"kind": "written", "words_id": "Ya."}, "no_answer"),
        ({"kind": "written", "words_id": "a" * 901, "words_en": "b"}, "no_answer"),
    ],
)
async def test_what_the_gate_stops_is_said_and_nothing_is_lost_of_the_form(
    asked: Front, changes, reason
):
    siti = await asked.person(SITI)
    await siti.post("/questions/teach", PRICE | changes)
    assert siti.status == 422
    assert siti.says(f"office.gate.{reason}")
    assert (PRICE | changes)["phrase"] in siti.text
    assert await lessons(asked, LessonStatus.PROPOSED) == []
    told = [("siti", "lesson_stopped", "lesson")] if reason != "no_answer" else []
    assert await acts(asked) == told


async def test_a_lesson_that_no_longer_passes_is_stopped_when_it_is_confirmed(asked: Front):
    await proposed(asked)
    await proposed(asked, PRICE | {"intent": "sla"})
    rina = await (await asked.person(RINA)).get("/questions?view=proposed")
    await rina.post("/questions/lessons/1/confirm", {"version": 1})
    await rina.post("/questions/lessons/2/confirm", {"version": 1})
    assert rina.status == 422
    assert rina.says("office.gate.known")
    assert understood(asked, FEES.text) == Answer(Candidate("price", 1.0))
    assert [one.number for one in await lessons(asked, LessonStatus.PROPOSED)] == [2]
    assert (await acts(asked))[-1] == ("rina", "lesson_stopped", "lesson-2")


async def test_nobody_confirms_alone_and_a_verifier_confirms_nothing(asked: Front):
    rina = await asked.person(RINA)
    await rina.post("/questions/teach", PRICE)
    await (await rina.post("/questions/lessons/1/confirm", {"version": 1})).follow()
    assert rina.says("office.told.own_lesson")
    budi = await asked.person(BUDI)
    assert (await budi.post("/questions/lessons/1/confirm", {"version": 1})).status == 403
    assert not isinstance(understood(asked, FEES.text), Answer)
    await (await budi.post("/questions/lessons/1/refuse", {"version": 1})).follow()
    assert budi.says("office.told.lesson_refused")
    await (await budi.post("/questions/lessons/1/refuse", {"version": 1})).follow()
    assert budi.says("office.told.lesson_stale")
    assert (await budi.post("/questions/lessons/9/refuse", {"version": 1})).status == 404


async def test_an_eligible_tap_tells_the_officer_that_words_alone_decide_nothing(asked: Front):
    siti = await (await asked.person(SITI)).get("/questions/teach?text=teller+bank+apa+%E2%80%A6")
    assert siti.says("office.teach.eligibility")
    assert 'value="elig_sector"' not in siti.text
    await siti.get("/questions/teach?text=" + FEES.text.replace(" ", "+"))
    assert not siti.says("office.teach.eligibility")
    assert '<option value="price" selected>' in siti.text


async def test_a_page_of_a_question_that_is_gone_says_so(asked: Front):
    siti = await (await asked.person(SITI)).get("/questions/teach?text=%3Cscript%3E")
    assert siti.status == 200
    assert siti.says("office.teach.gone")
    assert "<script>" not in siti.text.partition("<main")[2]


async def test_another_house_learns_it_when_it_looks(asked: Front):
    from bot.questions import load_questions
    from bot.taught import Taught

    other = Taught(load_questions())
    await other.read(asked.house.database)
    await proposed(asked)
    rina = await asked.person(RINA)
    await rina.post("/questions/lessons/1/confirm", {"version": 1})
    assert not isinstance(other.now().ask(FEES.text), Answer)
    await other.read(asked.house.database)
    assert isinstance(other.now().ask(FEES.text), Answer)


async def test_two_who_decide_at_once_decide_once(asked: Front):
    await proposed(asked)
    teaching = asked.house.teaching
    await teaching.refuse(SITI, 1, 1)
    with pytest.raises(Stale):
        await teaching.confirm(RINA, 1, 1)


async def test_thousands_of_texts_make_a_page(front: Front):
    many = [Unmatched(f"kata{n} soal{n % 40}", Language.ID, TODAY) for n in range(MOST_TEXTS + 50)]
    async with front.house.database.unit() as unit:
        await unit.unmatched.keep(many)
    siti = await (await front.person(SITI)).get("/questions")
    assert siti.status == 200
    assert len(siti.text) < 200_000
