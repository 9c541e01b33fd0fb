"""Every promise finds the step that breaks it, says so in a sentence, and finds no other."""

from dataclasses import replace

import pytest

from flows import promises
from flows.dialogue import Answers, Expects, Key, Question, Text
from flows.effects import Open, Submit, Toast
from flows.events import Asked, Counted, Elapsed, Handed, Pressed, Said, Verb
from flows.exploration import Step
from flows.position import Landing
from flows.session import Closed
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow, offered, one_of

SMALL = a_small_flow()
SESSION = begin(SMALL, "s1")
GROWN = replace(SESSION, revision=1)
ANSWERED = replace(GROWN, answers=Answers({"who": "company"}))
COUNTED = replace(GROWN, counts={"roster": {"office": 1}})
GONE = replace(SESSION, closed=Closed.LEFT)
SHOWN = turn(SMALL, SESSION, Asked(Verb.SHOW))[1]
OLD_SCREEN = (Toast(Text("control.old_screen")),)
FOREIGN = "?nobody-offered-this"


def a_step(event=None, *, before=SESSION, after=None, effects=SHOWN, place=None, broken=""):
    return Step(
        place=place or SMALL.items[0],
        before=before,
        event=event or Asked(Verb.SHOW),
        after=after or before,
        effects=effects,
        broken=broken,
    )


def taken(event, session=SESSION, flow=SMALL):
    after, effects = turn(flow, session, event)
    return a_step(event, before=session, after=after, effects=effects)


def handing_in(values, counts=None, place=Landing.REVIEW):
    submit = Submit("s1", "small", "rules-1", Answers(values), counts or {})
    return a_step(effects=(submit,), place=place)


def answered(values, **changed):
    return replace(GROWN, answers=Answers(values), **changed)


BROKEN = [
    (promises.answers_every_event, a_step(effects=()), "Asked show was met with silence"),
    (
        promises.answers_every_event,
        a_step(broken="KeyError", effects=()),
        "Asked show raised KeyError",
    ),
    (
        promises.answers_every_event,
        a_step(Elapsed(0), effects=()),
        "Elapsed was met with silence",
    ),
    (
        promises.counts_every_change,
        a_step(Said("x"), after=replace(ANSWERED, revision=0)),
        "Said 'x' moved the revision by 0",
    ),
    (
        promises.counts_every_change,
        a_step(Handed("f"), before=GROWN, after=replace(ANSWERED, revision=3)),
        "Handed moved the revision by 2",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Pressed(7, "x"), after=GROWN, effects=OLD_SCREEN),
        "Pressed x changed the session",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Pressed(0, FOREIGN), after=GROWN, effects=OLD_SCREEN),
        f"Pressed {FOREIGN} changed the session",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Pressed(7, "x")),
        "Pressed x was not told apart",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Pressed(0, FOREIGN)),
        f"Pressed {FOREIGN} was not told apart",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Elapsed(7), after=GROWN, effects=()),
        "Elapsed changed the session",
    ),
    (
        promises.ignores_what_is_not_offered,
        a_step(Elapsed(0), before=GONE, after=GROWN, effects=()),
        "Elapsed changed the session",
    ),
    (
        promises.ignores_a_double_tap,
        a_step(Pressed(0, "company"), after=ANSWERED),
        "Pressed company again was not told from an old screen",
    ),
    (
        promises.shows_what_was_pressed_for,
        a_step(effects=OLD_SCREEN),
        "Asked show showed nothing",
    ),
    (
        promises.shows_what_was_pressed_for,
        a_step(Pressed(0, "x"), before=replace(SESSION, last=(0, "y")), effects=OLD_SCREEN),
        "Pressed x showed nothing",
    ),
    (
        promises.takes_no_words_for_verbs,
        a_step(Said("x"), after=GROWN, place=Landing.REVIEW),
        "Said 'x' acted as a command",
    ),
    (
        promises.takes_no_words_for_verbs,
        a_step(Said("a long reply that nobody reads to its end"), after=GONE),
        "Said 'a long reply that no' acted as a command",
    ),
    (
        promises.loses_nothing_by_going_back,
        a_step(Asked(Verb.KEEP), after=COUNTED),
        "Asked keep lost an answer",
    ),
    (
        promises.begins_anew_with_nothing,
        a_step(Asked(Verb.AGAIN), after=ANSWERED),
        "again kept ['who']",
    ),
    (
        promises.begins_anew_with_nothing,
        a_step(Asked(Verb.AGAIN), after=COUNTED),
        "again kept ['roster']",
    ),
    (
        promises.begins_anew_with_nothing,
        a_step(Asked(Verb.AGAIN), after=replace(ANSWERED, counts={"roster": {"office": 1}})),
        "again kept ['roster', 'who']",
    ),
    (
        promises.submits_only_what_is_complete,
        handing_in({"who": "company"}),
        "sector was not answered",
    ),
    (
        promises.is_taken_up_as_it_was,
        a_step(Said("x"), after=answered({"who": "nobody"})),
        "after Said 'x' resuming changes who",
    ),
    (
        promises.is_taken_up_as_it_was,
        a_step(Said("x"), after=answered({"who": "nobody", "sector": "zoo"})),
        "after Said 'x' resuming changes sector, who",
    ),
    (
        promises.is_taken_up_as_it_was,
        a_step(Said("x"), after=replace(GROWN, cursor="letter")),
        "after Said 'x' resuming changes the place",
    ),
    (
        promises.is_taken_up_as_it_was,
        a_step(Counted("roster", {}), after=replace(SESSION, revision=-1)),
        "after Counted the session reads back differently",
    ),
]


@pytest.mark.parametrize(("promise", "step", "told"), BROKEN)
def test_a_broken_promise_is_told_in_one_sentence(promise, step, told):
    assert list(promise(SMALL, step)) == [told]
    found = promises.Finding(promise.__name__, "who", told)
    assert replace(found, place=getattr(step.place, "value", "who")) in set(
        promises.broken_promises(SMALL, step)
    )


HARMLESS = (Verb.BACK, Verb.CHANGE, Verb.KEEP, Verb.HELP, Verb.LANGUAGE, Verb.SHOW)


@pytest.mark.parametrize("verb", HARMLESS)
def test_nobody_loses_an_answer_by_looking_around(verb):
    step = a_step(Asked(verb), before=ANSWERED, after=GROWN)
    told = [f"Asked {verb.value} lost an answer"]
    assert list(promises.loses_nothing_by_going_back(SMALL, step)) == told


KEPT = [
    (promises.answers_every_event, a_step(Elapsed(7), effects=())),
    (promises.answers_every_event, a_step(Elapsed(0), before=GONE, effects=())),
    (promises.counts_every_change, a_step(before=GROWN, after=replace(ANSWERED, revision=2))),
    (promises.ignores_what_is_not_offered, a_step(Pressed(7, "x"), effects=OLD_SCREEN)),
    (promises.ignores_what_is_not_offered, a_step(Pressed(0, "company"), after=ANSWERED)),
    (promises.ignores_what_is_not_offered, a_step(Elapsed(0), after=GONE)),
    (promises.ignores_what_is_not_offered, a_step(Elapsed(7), effects=())),
    (promises.ignores_what_is_not_offered, a_step(Asked(Verb.BACK), after=GROWN)),
    (promises.ignores_a_double_tap, taken(Pressed(0, "company"))),
    (promises.ignores_a_double_tap, a_step(Pressed(0, "company"))),
    (promises.ignores_a_double_tap, a_step(Said("company"), after=ANSWERED)),
    (promises.shows_what_was_pressed_for, a_step(effects=(Open("other"),))),
    (promises.shows_what_was_pressed_for, a_step(effects=(), broken="KeyError")),
    (promises.shows_what_was_pressed_for, a_step(Elapsed(7), effects=())),
    (
        promises.shows_what_was_pressed_for,
        a_step(Pressed(0, "x"), before=replace(GROWN, last=(0, "x")), effects=OLD_SCREEN),
    ),
    (promises.takes_no_words_for_verbs, a_step(Said("company"), after=ANSWERED)),
    (promises.takes_no_words_for_verbs, a_step(Said("x"), place=Landing.REVIEW)),
    (promises.takes_no_words_for_verbs, a_step(after=GROWN, place=Landing.REVIEW)),
    (promises.loses_nothing_by_going_back, a_step(Asked(Verb.AGAIN), after=ANSWERED)),
    (promises.loses_nothing_by_going_back, a_step(Said("company"), after=ANSWERED)),
    (promises.begins_anew_with_nothing, a_step(Asked(Verb.AGAIN), after=GROWN)),
    (promises.begins_anew_with_nothing, a_step(Asked(Verb.AGAIN), before=ANSWERED)),
    (promises.begins_anew_with_nothing, a_step(Asked(Verb.SKIP), after=ANSWERED)),
    (promises.begins_anew_with_nothing, a_step(Said("company"), after=ANSWERED)),
    (promises.is_taken_up_as_it_was, a_step(Said("x"), after=ANSWERED)),
    (promises.is_taken_up_as_it_was, a_step(before=replace(SESSION, revision=-1))),
    (
        promises.is_taken_up_as_it_was,  # it was broken before this step: told where it began
        a_step(before=answered({"who": "nobody"}), after=answered({"who": "x"}, revision=2)),
    ),
]


@pytest.mark.parametrize(("promise", "step"), KEPT)
def test_a_step_that_keeps_a_promise_is_not_blamed(promise, step):
    assert list(promise(SMALL, step)) == []


@pytest.mark.parametrize("promise", promises.PROMISES)
def test_a_screen_shown_once_more_breaks_no_promise(promise):
    assert list(promise(SMALL, a_step())) == []


def test_where_something_is_only_looked_up_going_back_takes_the_choice_back():
    looked_up = replace(SMALL, looks_up=True)
    step = a_step(Asked(Verb.BACK), before=ANSWERED, after=GROWN)
    assert list(promises.loses_nothing_by_going_back(looked_up, step)) == []


def test_a_tap_that_acts_again_is_told_from_one_that_is_only_not_understood():
    after = replace(SESSION, answers=Answers({"who": "company"}))  # the revision did not grow
    step = a_step(Pressed(0, "bank"), after=after)
    assert list(promises.ignores_a_double_tap(SMALL, step)) == [
        "Pressed bank acted twice",
        "Pressed bank again was not told from an old screen",
    ]


A_QUESTION = Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "y", "!open:other"))


def test_every_button_of_a_question_is_read_but_those_that_lead_elsewhere():
    told = "button y is refused: small.pick_one"
    assert list(promises.reads_every_button(SMALL, a_step(place=A_QUESTION))) == [told]
    found = promises.broken_promises(SMALL, a_step(place=A_QUESTION))
    assert list(found) == [promises.Finding("reads_every_button", "a", told)]


def test_buttons_are_read_once_where_they_are_shown():
    elsewhere = (a_step(Asked(Verb.HELP), place=A_QUESTION), a_step(place=Landing.REVIEW))
    assert [list(promises.reads_every_button(SMALL, step)) for step in elsewhere] == [[], []]


COMPLETE = {
    "who": "company",
    "sector": "bank",
    "staff": 5,
    "roster": 1,
    "letter": "f",
}
HANDED_IN = [
    (handing_in(COMPLETE, {"roster": {"office": 1}}), []),
    (handing_in(COMPLETE, place=SMALL.items[0]), ["handed in at who"]),
    (
        handing_in({"who": "citizen", "letter": "f"}, {"roster": {"office": 1}}),
        ["exit no_need was passed", "letter was not asked", "rows of roster were not asked"],
    ),
    (handing_in({**COMPLETE, "note": "by night"}), ["note was not asked"]),
]


@pytest.mark.parametrize(("step", "told"), HANDED_IN)
def test_what_is_handed_in_is_all_that_was_asked_and_nothing_else(step, told):
    assert list(promises.submits_only_what_is_complete(SMALL, step)) == told


def test_a_conversation_as_it_is_written_breaks_none_of_them():
    events = (Pressed(0, "company"), Said("nonsense"), Asked(Verb.CHANGE), Pressed(4, "x"))
    for step in map(taken, events):
        assert list(promises.broken_promises(SMALL, step)) == []
