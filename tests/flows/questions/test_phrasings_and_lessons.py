"""What may be answered at once is approved word by word, and officers teach it two by two."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.dialogue import Names
from flows.questions.approved import NotToAssert, approved_phrasings, core_words
from flows.questions.lessons import (
    Lesson,
    LessonStatus,
    NoLessonRoad,
    OwnLesson,
    key_of,
    taught,
)
from flows.questions.normal import Reader

READER = Reader({"ga": "tidak", "bea": "biaya"})
FILE = {
    "price": "strp gratis\nbiaya berapa\n",
    "small_words": "min ya\nthe",
    "sla": "berapa lama",
}
APPROVED = approved_phrasings(FILE, READER)
PROPOSED_AT = datetime(2021, 7, 10, 3, tzinfo=UTC)
DECIDED_AT = datetime(2021, 7, 10, 5, tzinfo=UTC)
OWN = Names("Kantor tutup.", "The office is closed.")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("STRP gratis", "price"),
        ("min, strp gratis ya?", "price"),
        ("strp gratis ga?", "price"),  # "not?" at the end only asks
        ("bea berapa", "price"),
        ("berapa biaya", None),  # another order may mean another thing
        ("strp gratis ga ga", None),
        ("strp ga gratis", None),
        ("strp", None),
        ("gratis", None),
        ("the berapa lama", "sla"),
        ("min ya", None),
        ("", None),
    ],
)
def test_only_the_words_of_a_phrasing_in_their_order_are_that_phrasing(text, intent):
    assert APPROVED.find(READER.words(text)) == intent


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("min strp ya", "strp"),
        ("min ya", "min ya"),  # a text of small words stays whole
        ("gratis tidak", "gratis"),
        ("strp gratis tidak", "strp gratis"),
        ("tidak gratis", "tidak gratis"),
        ("tidak", "tidak"),
        ("min tidak", "tidak"),
    ],
)
def test_the_words_that_carry_meaning_are_what_is_compared(words, meant):
    assert core_words(words.split(), ["min", "ya"]) == tuple(meant.split())


@pytest.mark.parametrize(
    "more",
    [
        {"elig_sector": "kerja di bank"},  # touches somebody's eligibility
        {"made_up": "apa kabar"},
        {"contact": "strp gratis min"},  # is taken by another question
    ],
)
def test_a_phrasing_that_may_not_be_asserted_is_refused_and_named(more):
    ((intent, phrasing),) = more.items()
    with pytest.raises(NotToAssert) as refused:
        approved_phrasings({**FILE, **more}, READER)
    assert refused.value.args == (intent, phrasing)


def test_a_phrasing_may_be_written_twice_under_its_question():
    again = approved_phrasings({**FILE, "price": "strp gratis\nstrp gratis min"}, READER)
    assert again.find(("strp", "gratis")) == "price"


def a_lesson(phrase="jam buka", intent="service_hours", number=7, written=None):
    return Lesson(
        number=number,
        phrase=phrase,
        key=phrase,
        intent=intent,
        written=written,
        status=LessonStatus.PROPOSED,
        maker="siti",
        proposed_at=PROPOSED_AT,
    )


def test_a_lesson_is_confirmed_by_another_officer():
    lesson = a_lesson()
    assert (lesson.version, lesson.checker, lesson.decided_at) == (1, None, None)
    assert lesson.confirmed("rina", at=DECIDED_AT) == replace(
        lesson, status=LessonStatus.IN_FORCE, checker="rina", decided_at=DECIDED_AT, version=2
    )
    with pytest.raises(OwnLesson):
        lesson.confirmed("siti", at=DECIDED_AT)


@pytest.mark.parametrize(("by", "checker"), [("rina", "rina"), ("siti", None)])
def test_a_lesson_is_refused_by_another_or_taken_back_by_its_maker(by, checker):
    lesson = a_lesson()
    assert lesson.refused(by, at=DECIDED_AT) == replace(
        lesson, status=LessonStatus.REFUSED, checker=checker, decided_at=DECIDED_AT, version=2
    )


def test_a_lesson_in_force_is_withdrawn_and_still_names_who_confirmed_it():
    later = datetime(2021, 7, 11, 5, tzinfo=UTC)
    in_force = a_lesson().confirmed("rina", at=DECIDED_AT)
    assert in_force.withdrawn(at=later) == replace(
        in_force, status=LessonStatus.WITHDRAWN, decided_at=later, version=3
    )


STEPS = {
    "confirmed": lambda lesson: lesson.confirmed("budi", at=DECIDED_AT),
    "refused": lambda lesson: lesson.refused("budi", at=DECIDED_AT),
    "withdrawn": lambda lesson: lesson.withdrawn(at=DECIDED_AT),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", LessonStatus)
def test_a_lesson_goes_its_road_and_never_back(status, step):
    open_to = {
        LessonStatus.PROPOSED: {"confirmed", "refused"},
        LessonStatus.IN_FORCE: {"withdrawn"},
        LessonStatus.SET_ASIDE: {"withdrawn"},
    }
    lesson = replace(a_lesson(), status=status)
    if step in open_to.get(status, ()):
        assert STEPS[step](lesson).version == 2
    else:
        with pytest.raises(NoLessonRoad):
            STEPS[step](lesson)


def test_a_lesson_with_an_answer_of_its_own_is_a_question_of_its_own():
    assert a_lesson().teaches == "service_hours"
    assert a_lesson(intent="", written=OWN).teaches == "lesson-7"


def learnt(text, *lessons):
    known = taught(APPROVED, lessons, READER)
    return known.find(READER.words(text))


def test_what_was_taught_is_answered_like_any_approved_phrasing():
    assert key_of("min, jam buka ga?", APPROVED, READER) == ("jam", "buka")
    assert learnt("jam buka ya?", a_lesson("min jam buka")) == "service_hours"
    assert learnt("strp gratis", a_lesson()) == "price"
    assert learnt("idul adha", a_lesson("idul adha", "", written=OWN)) == "lesson-7"
    assert APPROVED.find(("jam", "buka")) is None  # what it was taught beside is left as it was


def test_a_lesson_about_anybodys_eligibility_teaches_nothing():
    assert learnt("kerja di bank", a_lesson("kerja di bank", "elig_sector")) is None
    assert learnt("?", a_lesson("?!")) is None


def test_what_came_first_stands():
    first, later = a_lesson("jam buka", "sla", 2), a_lesson("jam buka", "contact", 3)
    assert learnt("jam buka", later, first) == "sla"
    assert learnt("strp gratis", a_lesson("strp gratis", "contact")) == "price"
