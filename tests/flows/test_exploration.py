"""A walk meets every kind of event wherever it comes, and says how far it went."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Choice, Exit, Expects, Key, Question, Text, Unreadable
from flows.effects import Toast
from flows.events import Asked, Counted, Elapsed, Handed, Pressed, Said, Unusable, Verb
from flows.exploration import LIMIT, Exploration, Step, events
from flows.position import Ended, Landing, here, place_name
from flows.session import Closed
from flows.turn import begin
from tests.flows.small_flow import a_small_flow, offered, one_of, read_words

SMALL = a_small_flow()
LONGEST = "x" * 4096  # what Telegram carries in a message
ROWS = (
    {"service": 3, "office": 1},
    {"service": 1},
    {"production": 1},
    {"office": 1},
    {"service": 1_000_000},
)


def with_items(*items):
    return replace(SMALL, items=items)


TINY = with_items(Question(Key("a"), read_words, examples=("x",)))


def met(values, flow=SMALL, **changed):
    session = replace(begin(flow, "s1"), answers=Answers(values), revision=3, **changed)
    return list(events(Exploration(flow), session, here(flow, session)))


def of(kind, found):
    return [event for event in found if isinstance(event, kind)]


COMPANY = {"who": "company", "sector": "bank", "staff": 5}


def test_every_button_of_a_screen_is_pressed_and_some_that_are_not_there():
    assert of(Pressed, met({"who": "company"})) == [
        *(Pressed(3, value) for value in ("bank", "salon")),
        *(Pressed(3, f"!{verb}") for verb in ("back", "help", "language", "cancel")),
        Pressed(3, "?nobody-offered-this"),
        Pressed(4, "!submit"),
        Pressed(2, "!cancel"),
    ]


@pytest.mark.parametrize(
    "found", [met({}), met(COMPANY), met({"who": "citizen"}), met({}, closed=Closed.LEFT)]
)
def test_everywhere_timers_run_out_commands_are_typed_and_something_unusable_comes(found):
    assert of(Elapsed, found) == [
        Elapsed(2, expires=True),
        Elapsed(3),
        Elapsed(3, expires=True),
    ]
    assert of(Asked, found) == [Asked(verb) for verb in Verb]
    assert of(Unusable, found) == [Unusable(Text("control.no_rows_now"))]


def test_words_are_typed_that_read_and_that_do_not():
    typed = [*map(Said, ("", "!submit", LONGEST))]
    assert of(Said, met({"who": "company"})) == [*map(Said, ("bank", "salon", "x")), *typed]
    assert of(Said, met({"who": "citizen"})) == typed


def test_a_file_is_handed_over_whether_it_is_due_or_not():
    assert of(Handed, met({**COMPANY, "roster": 1})) == [Handed("file-1"), Handed("handle-1")]
    assert of(Handed, met({})) == [Handed("handle-1")]
    assert of(Handed, met({"who": "citizen"})) == [Handed("handle-1")]


def test_rows_come_where_they_are_due_where_they_are_not_and_for_what_is_not_there():
    other = [Counted("who", ROWS[0]), Counted("?nobody-offered-this", ROWS[0])]
    due = [Counted("roster", rows) for rows in (*ROWS, {})]
    assert of(Counted, met(COMPANY)) == [*due, *other]
    assert of(Counted, met({"who": "citizen"})) == other
    assert of(Counted, met({})) == [Counted("sector", ROWS[0]), other[1]]


def many(number, closed="sector-3"):
    names = tuple(f"sector-{each}" for each in range(number))
    return with_items(
        Question(Key("sector"), one_of(*names), Expects.CHOICE, offered(*names)),
        Exit("stay_home", lambda answers: answers.values.get("sector") == closed),
    )


def pressed(flow):
    values = [event.value for event in of(Pressed, met({}, flow))]
    return [value for value in values if value.startswith("sector-")]


def test_a_dozen_buttons_are_all_pressed_and_of_more_one_of_each_kind():
    assert pressed(many(12)) == [f"sector-{number}" for number in range(12)]
    assert pressed(many(13)) == ["sector-0", "sector-12", "sector-3"]


def test_only_what_has_a_button_is_pressed():
    question = replace(many(13).items[0], examples=("sector-4", "sector-5"))
    read = replace(question, read=read_words, examples=("typed",))
    assert pressed(with_items(read, many(13).items[1])) == ["sector-0", "sector-12", "sector-3"]


def test_of_a_list_of_what_can_be_changed_all_is_offered():
    keys = [f"q{number}" for number in range(14)]
    flow = with_items(*(Question(Key(key), read_words, examples=("x",)) for key in keys))
    found = met(dict.fromkeys(keys, "x"), flow, cursor="?")
    assert len([each for each in of(Pressed, found) if each.value.startswith("!edit:")]) == 14


def walked(flow, limit=LIMIT):
    walk = Exploration(flow, limit)
    return walk, list(walk.steps())


def test_a_walk_counts_its_turns_and_keeps_every_step_that_changed_something():
    walk, steps = walked(TINY)
    changed = [step for step in steps if step.after != step.before]
    assert walk.turns == len(steps) == 267
    assert sum(map(len, walk.arcs.values())) == len(changed)
    assert {id(step) for arcs in walk.arcs.values() for _, step in arcs} == set(map(id, changed))
    assert all(
        walk.state(step.after) == target for arcs in walk.arcs.values() for target, step in arcs
    )
    assert set(walk.arcs) == walk.seen == {walk.state(step.before) for step in steps}
    assert (walk.expanded, len(walk.seen), walk.cut) == (8, 8, False)


def test_a_walk_comes_to_every_place_a_conversation_has():
    walk, steps = walked(TINY)
    places = {"a", "review", "choosing", "submitted", "cancelled", "expired"}
    assert set(walk.places.values()) == places
    assert walk.places[walk.state(begin(TINY, "s1"))] == "a"
    assert steps[0].before.revision == 0
    assert len(steps[0].before.id) == 8  # as long as a real one


def test_at_every_kind_of_place_every_kind_of_event_is_met():
    leaving = Exit("no_need", lambda answers: answers.values.get("who") == "citizen")
    _, steps = walked(with_items(SMALL.items[0], leaving))
    kinds_met = {(type(step.event), type(step.place)) for step in steps}
    assert len({event for event, _ in kinds_met}) == 7
    assert {place for _, place in kinds_met} == {Question, Exit, Landing, Ended}
    assert len(kinds_met) == 28


def test_first_everybody_goes_forward_then_some_change_their_mind_once():
    forward, everybody = walked(TINY, limit=1), walked(TINY)
    assert [(walk.changes, walk.expanded, walk.cut) for walk, _ in (forward, everybody)] == [
        (0, 2, True),
        (1, 8, False),
    ]
    assert {(step.before.cursor, step.before.closed) for step in forward[1]} == {(None, None)}
    assert {step.before.cursor for step in everybody[1]} == {None, "?", "a"}
    ended = {Closed.SUBMITTED, Closed.CANCELLED, Closed.EXPIRED}
    assert {step.before.closed for step in everybody[1]} == {None, *ended}


def test_a_round_is_begun_only_while_fewer_states_than_the_limit_were_taken_further():
    assert [walked(TINY, limit)[0].changes for limit in (1, 2, 3)] == [0, 0, 1]


def test_a_turn_that_breaks_is_a_step_that_names_what_broke_and_leads_nowhere():
    def breaks(reply, _):
        if reply == LONGEST:
            raise KeyError(reply)
        return reply

    walk, steps = walked(with_items(Question(Key("a"), breaks)), limit=1)
    broken = {(step.event, step.broken, step.effects) for step in steps if step.broken}
    assert broken == {(Said(LONGEST), "KeyError", ())}
    assert all(step.after == step.before for step in steps if step.broken)
    assert not any(step.broken for arcs in walk.arcs.values() for _, step in arcs)


def test_a_step_tells_what_was_shown():
    step = Step(Landing.REVIEW, begin(TINY, "s1"), Said("x"), begin(TINY, "s1"), ())
    assert (step.screens(), step.broken) == ((), "")
    _, steps = walked(TINY, limit=1)
    stale = next(each for each in steps if each.event == Pressed(1, "!submit"))
    assert isinstance(stale.effects[0], Toast)
    assert [screen.place for screen in stale.screens()] == ["a"]


def test_a_state_that_offers_what_was_never_offered_is_taken_further_too():
    streets = {"north": ("n1", "n2"), "south": ("n1", "s1")}

    def offer(answers):
        return tuple(Choice(each, Text(each)) for each in streets[answers.values["city"]])

    def read(reply, answers):
        if reply not in streets[answers.values["city"]]:
            raise Unreadable("town.no_such_street")
        return reply

    flow = with_items(
        Question(Key("city"), one_of("north", "south"), Expects.CHOICE, offered("north", "south")),
        Question(Key("street"), read, Expects.CHOICE, offer),
    )
    walk, steps = walked(flow, limit=1)
    assert {step.event.value for step in steps if isinstance(step.event, Pressed)} >= {"n2", "s1"}
    assert walk.expanded == 4  # the city, the streets of both, the review


def test_a_place_nobody_saw_is_taken_further_though_its_answers_seemed_alike():
    odd = Exit("odd", lambda answers: answers.values.get("a") == "!submit")
    even = Exit("even", lambda answers: answers.has("a"))
    question = Question(Key("a"), read_words, examples=("x", "y"))
    walk, steps = walked(with_items(question, odd, even))
    assert len(set(walk.known["a"].values())) == 1  # no example tells them apart
    assert {"odd", "even"} <= {place_name(step.place) for step in steps}
