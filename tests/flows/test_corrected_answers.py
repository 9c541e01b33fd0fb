"""A corrected answer takes with it what no longer holds, and nothing else."""

from flows.dialogue import Answers, Choice, Expects, Flow, Key, Question, Text, Unreadable
from flows.effects import Forget, Open
from flows.events import Asked, Counted, Pressed, Said, Verb, verb_value
from flows.position import here, place_name
from flows.resume import resume
from flows.turn import begin, turn

CITY, STREET, STAFF, ROSTER, NAME = (
    Key("city"),
    Key("street"),
    Key("staff"),
    Key("roster"),
    Key("name"),
)
STREETS = {"north": ("a", "b"), "south": ("b", "c")}


def offer_streets(answers):
    return tuple(Choice(each, Text(each)) for each in STREETS[answers.get(CITY)])


def read_street(reply, answers):
    if reply not in STREETS.get(answers.get(CITY), ()):
        raise Unreadable("town.no_such_street")
    return reply


def read_city(reply, _: Answers):
    if reply not in STREETS:
        raise Unreadable("town.no_such_city")
    return reply


def few_enough(counts, answers):
    if sum(counts.values()) > (answers.get(STAFF) or 0):
        raise Unreadable("town.too_many")
    return sum(counts.values())


TOWN = Flow(
    name="town",
    code="t",
    version=1,
    policy="",
    items=(
        Question(CITY, read_city),
        Question(STREET, read_street, Expects.CHOICE, offer_streets),
        Question(STAFF, lambda reply, _: int(reply)),
        Question(ROSTER, lambda reply, _: int(reply), Expects.ROWS, tally=few_enough),
        Question(NAME, lambda reply, _: reply),
    ),
)
COMPLETE = (
    Said("north"),
    Said("a"),
    Said("9"),
    Counted("roster", {"office": 4}),
    Asked(Verb.DONE),
    Said("PT Contoh"),
)


def walk(*events, session=None):
    session = session or begin(TOWN, "s1")
    for event in events:
        session, _ = turn(TOWN, session, event)
    return session


def edit(session, name, *events):
    session = walk(Asked(Verb.CHANGE), session=session)
    pressed = Pressed(session.revision, verb_value(Verb.EDIT, name))
    return walk(pressed, *events, session=session)


def standing(session):
    return place_name(here(TOWN, session))


def test_an_answer_that_no_longer_reads_after_a_correction_is_asked_again():
    session = edit(walk(*COMPLETE), "city", Said("south"))
    assert standing(session) == "street"
    assert session.answers.values == {
        "city": "south",
        "staff": 9,
        "roster": 4,
        "name": "PT Contoh",
    }


def test_an_answer_that_still_reads_after_a_correction_is_kept():
    session = edit(walk(Said("north"), Said("b"), *COMPLETE[2:]), "city", Said("south"))
    assert (standing(session), session.answers.values["street"]) == ("review", "b")


def test_rows_that_a_correction_makes_too_many_are_asked_for_again_and_kept():
    session = edit(walk(*COMPLETE), "staff", Said("3"))
    assert (standing(session), session.counts) == ("roster", {"roster": {"office": 4}})
    refused = walk(Asked(Verb.DONE), session=session)
    assert standing(refused) == "roster"


def test_a_conversation_begun_anew_forgets_the_rows_of_the_one_before():
    session = walk(*COMPLETE, Asked(Verb.CANCEL))
    anew, effects = turn(TOWN, session, Asked(Verb.AGAIN))
    assert (anew.counts, anew.answers.values) == ({}, {})
    assert Forget("roster") in effects


def test_what_was_handed_in_keeps_its_reference_and_another_conversation_begins():
    session = walk(*COMPLETE, Asked(Verb.SUBMIT))
    anew, effects = turn(TOWN, session, Asked(Verb.AGAIN))
    assert (anew, effects) == (session, (Open(TOWN.name),))


def test_rows_sent_while_they_are_changed_leave_every_button_good():
    more = edit(walk(*COMPLETE), "roster", Counted("roster", {"office": 5}))
    assert (standing(more), resume(TOWN, more)) == ("roster", more)
    cleared = edit(walk(*COMPLETE), "roster", Asked(Verb.CLEAR), Asked(Verb.EMPTY))
    assert (standing(cleared), resume(TOWN, cleared)) == ("roster", cleared)
