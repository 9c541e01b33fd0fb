"""A lesson is in force only if no labelled question is worse off for it."""

from datetime import UTC, datetime

import pytest

from bot.corpus import gate_questions
from bot.gate import Doubt, try_lesson
from bot.questions import load_questions
from flows.dialogue import Names
from flows.questions.asking import Answer
from flows.questions.intents import ASSERTED, INTENTS
from flows.questions.lessons import Lesson, LessonStatus, NoLessonRoad, OwnLesson
from flows.questions.ranker import Candidate

QUESTIONS = load_questions()
NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)
OWN = Names("Kantor layanan tutup.", "The office is closed.")
WORKING = Names("Semua orang boleh bekerja.", "It is closed.")
HOLDING = Names("Kantor tutup.", "Nobody needs a permit.")
GOING = Names("Satpam vendor silakan berangkat seperti biasa, cukup bawa KTA.", "Closed.")
SHOWING = Names("Tutup.", "Nurses just show the SIP")
TRADING = Names("Apotek jalan terus.", "Closed.")
CALLING = Names("Hubungi Pak Joko 081234567890", "Closed.")
ASKING_SOMEBODY = Names("Tutup.", "Ask Mr Smith at the counter.")


def a_lesson(phrase, intent="", number=7, written=None):
    return Lesson(
        number=number,
        phrase=phrase,
        key=phrase,
        intent=intent,
        written=written or (None if intent else OWN),
        status=LessonStatus.PROPOSED,
        maker="siti",
        proposed_at=NOW,
    )


def tried(lesson):
    return try_lesson(QUESTIONS.with_lesson(lesson), QUESTIONS.approved, lesson)


def test_a_good_phrasing_passes_and_is_answered_from_then_on():
    lesson = a_lesson("berapa rupiah buat strp", "price")
    assert not isinstance(QUESTIONS.ask(lesson.phrase), Answer)
    trial = tried(lesson)
    assert trial.is_passed
    assert trial.figures.asked == len(gate_questions()) >= 150
    assert QUESTIONS.with_lessons([lesson]).ask("berapa rupiah buat STRP dong?") == Answer(
        Candidate("price", 1.0)
    )


def test_an_answer_of_the_officers_own_is_given_with_its_day():
    lesson = a_lesson("kantor layanan tutup saat idul adha")
    assert tried(lesson).is_passed
    taught = QUESTIONS.with_lessons([lesson])
    made = taught.ask("min kantor layanan tutup saat idul adha?")
    assert made == Answer(Candidate("lesson-7", 1.0))
    told = taught.tell(made.candidate, NOW.date())
    assert told.places == {"words": OWN, "since": NOW.date()}


@pytest.mark.parametrize(
    ("lesson", "doubt"),
    [
        (a_lesson("what do they charge", "sla"), Doubt.ASSERTED_WRONG),
        (
            a_lesson("where do I renew my motorcycle licence", "what_is"),
            Doubt.OUT_OF_SCOPE_ASSERTED,
        ),
        (a_lesson("kerja di bank boleh masuk kantor", "elig_sector"), Doubt.NOT_TO_ASSERT),
        (a_lesson("kerja di bank boleh masuk kantor", "price"), Doubt.ELIGIBILITY),
        (a_lesson("kerja di bank boleh masuk kantor"), Doubt.ELIGIBILITY),
        (a_lesson("bri", "contact"), Doubt.ANOTHER),
        (a_lesson("strp gratis", "contact"), Doubt.KNOWN),
        (a_lesson("nik 3171234501900001 gratis", "price"), Doubt.PERSON),
        (a_lesson("nama saya Budi Santoso", "greeting"), Doubt.PERSON),
        (a_lesson("biaya … strp", "price"), Doubt.UNFINISHED),
        (a_lesson("?!", "price"), Doubt.NO_WORDS),
        (a_lesson("strp"), Doubt.SAYS_LITTLE),
        (a_lesson("min dong"), Doubt.SAYS_LITTLE),
        (a_lesson("strp kantor saya min"), Doubt.SAYS_LITTLE),
        (a_lesson("parkir dimana"), Doubt.SAYS_LITTLE),  # an own answer needs more
        (a_lesson("strp ya", "what_is"), Doubt.SAYS_LITTLE),
        (a_lesson("parkir motor basement", written=WORKING), Doubt.CLAIM),
        (a_lesson("parkir motor lantai", written=HOLDING), Doubt.CLAIM),
        (a_lesson("kartu anggota hilang gimana", written=GOING), Doubt.CLAIM),
        (a_lesson("kartu anggota hilang gimana", written=SHOWING), Doubt.CLAIM),
        (a_lesson("parkir motor lantai", written=TRADING), Doubt.CLAIM),
        (a_lesson("parkir motor lantai", written=CALLING), Doubt.CONTACT),
        (a_lesson("parkir motor lantai", written=ASKING_SOMEBODY), Doubt.CONTACT),
        (a_lesson("biaya " * 40, "price"), Doubt.TOO_LONG),
    ],
    ids=lambda one: one if isinstance(one, str) else one.phrase[:30],
)
def test_a_bad_lesson_is_stopped_and_told_why(lesson, doubt):
    assert doubt in tried(lesson).doubts


def test_what_says_little_is_asserted_of_no_text():
    lesson = a_lesson("strp", written=WORKING)
    assert {Doubt.SAYS_LITTLE, Doubt.CLAIM} <= set(tried(lesson).doubts)


@pytest.mark.parametrize("intent", sorted(set(INTENTS) - ASSERTED))
def test_what_touches_eligibility_is_never_said_from_words_whoever_approved_it(intent):
    lesson = a_lesson("kata yang belum pernah ada", intent)
    assert Doubt.NOT_TO_ASSERT in tried(lesson).doubts
    assert not isinstance(QUESTIONS.with_lessons([lesson]).ask(lesson.phrase), Answer)


def test_no_question_of_the_gate_about_eligibility_can_be_given_an_own_answer():
    touching = [one for one in gate_questions() if one.is_ours and one.intent not in ASSERTED]
    assert len(touching) > 60
    assert [one.question for one in touching if tried(a_lesson(one.question)).is_passed] == []


def test_what_comes_with_the_package_and_what_was_taught_first_stand():
    price = a_lesson("strp gratis", "contact", number=1)
    first, later = (
        a_lesson("kata baru sekali", name, at) for at, name in ((2, "sla"), (3, "price"))
    )
    taught = QUESTIONS.with_lessons([later, first, price])
    assert taught.ask("strp gratis") == Answer(Candidate("price", 1.0))
    assert taught.ask("kata baru sekali") == Answer(Candidate("sla", 1.0))


def test_nobody_confirms_their_own_lesson_and_no_lesson_goes_back():
    lesson = a_lesson("kata baru", "price")
    with pytest.raises(OwnLesson):
        lesson.confirmed("siti", at=NOW)
    in_force = lesson.confirmed("rina", at=NOW)
    withdrawn = in_force.withdrawn(at=NOW)
    for wrong in (
        lambda: in_force.confirmed("budi", at=NOW),
        lambda: in_force.refused("budi", at=NOW),
        lambda: lesson.withdrawn(at=NOW),
        lambda: withdrawn.confirmed("budi", at=NOW),
    ):
        with pytest.raises(NoLessonRoad):
            wrong()
