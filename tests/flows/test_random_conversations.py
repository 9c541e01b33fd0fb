"""People do anything in any order, and any session may be old or damaged: nobody is lost."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows.dialogue import Answers, Exit, Question, Text
from flows.effects import Open, Show, Submit, Toast
from flows.events import Asked, Counted, Elapsed, Handed, Pressed, Said, Unusable, Verb, read_verb
from flows.position import Landing, here, progress
from flows.resume import resume
from flows.screens import screen
from flows.session import Closed, Session, pack, unpack
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow

FLOW = a_small_flow()
NAMES = tuple(question.name for question in FLOW.questions())
UNITS = st.dictionaries(st.sampled_from(("service", "office")), st.integers(0, 50), max_size=2)
WORDS = st.one_of(
    st.sampled_from(("company", "citizen", "bank", "salon", "12", "5", "!submit", "!cancel", "")),
    st.text(max_size=12),
)
HARMLESS = {Verb.BACK, Verb.CHANGE, Verb.KEEP, Verb.HELP, Verb.LANGUAGE, Verb.SHOW, Verb.OPEN}


class RandomChat(RuleBasedStateMachine):
    """One person, one chat: presses, types, sends and waits, in any order."""

    def __init__(self):
        super().__init__()
        self.session = begin(FLOW, "s1")
        self.events = []
        self.screens = [screen(FLOW, self.session)]

    def meet(self, event):
        before = self.session
        self.session, effects = turn(FLOW, before, event)
        self.events.append(event)
        assert self.session.revision - before.revision == int(self.session != before)
        assert (self.session, effects) == turn(FLOW, before, event)
        self.screens += [effect.screen for effect in effects if isinstance(effect, Show)]
        for effect in effects:
            if isinstance(effect, Submit):
                self.handed_in(before, effect)
        return before, effects

    def handed_in(self, before, submit):
        assert here(FLOW, before) is Landing.REVIEW
        assert self.session.closed is Closed.SUBMITTED
        path = tuple(FLOW.path(submit.answers))
        assert not any(isinstance(item, Exit) for item in path)
        assert {item.name for item in path} == set(submit.answers.values)
        assert resume(FLOW, before) == before

    @rule(data=st.data())
    def press_what_is_shown(self, data):
        shown = screen(FLOW, self.session)
        values = [choice.value for choice in (*shown.choices, *shown.controls)]
        value = data.draw(st.sampled_from(values))
        before, effects = self.meet(Pressed(self.session.revision, value))
        assert effects
        if self.session != before:
            again, told = turn(FLOW, self.session, Pressed(before.revision, value))
            assert again == self.session
            assert told == (Toast(Text("control.already_done")),)
        verb = read_verb(value)
        if verb is not None and verb[0] in HARMLESS:
            assert self.session.answers == before.answers

    @rule(data=st.data())
    def press_an_old_screen(self, data):
        shown = data.draw(st.sampled_from(self.screens))
        values = [choice.value for choice in (*shown.choices, *shown.controls)]
        value = data.draw(st.sampled_from([*values, "?", "!submit", "!edit:letter"]))
        if shown.revision != self.session.revision:
            before, effects = self.meet(Pressed(shown.revision, value))
            assert self.session == before
            assert isinstance(effects[0], Toast)

    @rule(words=WORDS)
    def type_something(self, words):
        before, effects = self.meet(Said(words))
        assert any(isinstance(effect, Show) for effect in effects)
        assert self.session.closed is before.closed

    @rule(verb=st.sampled_from(Verb))
    def type_a_command(self, verb):
        before, effects = self.meet(Asked(verb))
        assert any(isinstance(effect, Show | Open) for effect in effects)
        if verb in HARMLESS:
            assert (self.session.answers, self.session.counts) == (before.answers, before.counts)

    @rule(handle=st.text(min_size=1, max_size=8))
    def send_a_file(self, handle):
        assert self.meet(Handed(handle))[1]

    @rule(name=st.sampled_from((*NAMES, "other")), units=UNITS)
    def send_rows(self, name, units):
        before, _ = self.meet(Counted(name, units))
        if self.session != before:
            assert self.session.counts[name] == units

    @rule()
    def send_something_unusable(self):
        before, effects = self.meet(Unusable(Text("edge.voice")))
        assert (self.session, len(effects)) == (before, 1)

    @rule(age=st.integers(0, 3), expires=st.booleans())
    def let_time_pass(self, age, expires):
        before, effects = self.meet(Elapsed(self.session.revision - age, expires=expires))
        if age or before.closed is not None:
            assert (self.session, effects) == (before, ())

    @rule()
    def come_back_after_a_restart(self):
        self.session = resume(FLOW, unpack(json.loads(json.dumps(pack(self.session)))))

    @precondition(lambda self: self.session.closed is None)
    @rule(first=WORDS, second=WORDS)
    def lose_a_race_and_take_the_turn_again(self, first, second):
        once, _ = turn(FLOW, turn(FLOW, self.session, Said(first))[0], Said(second))
        self.meet(Said(first))
        self.meet(Said(second))
        assert self.session == once

    @invariant()
    def the_session_is_what_its_events_make_of_it(self):
        session = begin(FLOW, "s1")
        for event in self.events:
            session, _ = turn(FLOW, session, event)
        assert session == self.session

    @invariant()
    def it_survives_being_written_down_and_taken_up_again(self):
        assert unpack(json.loads(json.dumps(pack(self.session)))) == self.session
        assert resume(FLOW, self.session) == self.session

    @invariant()
    def no_answer_stands_where_no_question_is_asked(self):
        asked = {item.name for item in FLOW.items if item.relevant(self.session.answers)}
        assert set(self.session.answers.values) <= asked
        assert set(self.session.counts) <= asked

    @invariant()
    def progress_is_honest(self):
        done, total = progress(FLOW, self.session)
        assert 0 <= done <= total
        if here(FLOW, self.session) is Landing.REVIEW:
            assert done == total

    @invariant()
    def there_is_always_a_way_on(self):
        shown = screen(FLOW, self.session)
        place = here(FLOW, self.session)
        awaited = isinstance(place, Question) and place.expects is not None
        assert shown.choices or awaited


TestRandomChat = RandomChat.TestCase
TestRandomChat.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 99), st.text(max_size=6)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
ANSWERS = st.dictionaries(
    st.sampled_from((*NAMES, "people", "gone")), st.one_of(WORDS, st.integers(0, 20), JUNK)
)
CLOSED = st.sampled_from((None, *(closed.value for closed in Closed), "burnt"))
WRITTEN = st.fixed_dictionaries(
    {
        "id": st.just("s1"),
        "flow": st.just("small"),
        "version": st.one_of(st.integers(0, 4), JUNK),
        "policy": st.one_of(st.sampled_from(("rules-0", "rules-1")), JUNK),
        "revision": st.one_of(st.integers(0, 9), JUNK),
        "answers": st.one_of(ANSWERS, JUNK),
        "cursor": st.one_of(st.sampled_from((*NAMES, "?", "no_need", "gone")), JUNK),
        "counts": st.one_of(st.dictionaries(st.sampled_from(NAMES), UNITS), JUNK),
        "last": JUNK,
        "closed": st.one_of(CLOSED, JUNK),
    }
)


HANDED_IN_LONG_AGO = {
    **pack(begin(FLOW, "s1")),
    "answers": {"staff": "twelve"},
    "closed": "submitted",
}


@settings(max_examples=400, deadline=None)
@given(state=WRITTEN)
@example(state=HANDED_IN_LONG_AGO)
def test_any_old_or_damaged_session_is_taken_up(state):
    session = resume(FLOW, unpack(state))
    assert resume(FLOW, session) == session
    assert screen(FLOW, session).text.key
    for event in (*map(Asked, Verb), Said("bank"), Handed("f"), Counted("roster", {})):
        assert turn(FLOW, session, event)[1]


@settings(max_examples=200, deadline=None)
@given(state=st.dictionaries(st.sampled_from(tuple(pack(begin(FLOW, "s1")))), JUNK))
def test_what_is_no_session_any_more_is_said_to_be_none(state):
    session = unpack(state)
    assert session is None or (session.id and session.flow)


@settings(max_examples=200, deadline=None)
@given(values=ANSWERS, closed=st.sampled_from(("bank", "salon", "neither")))
def test_no_rule_change_throws_anyone_out_or_lets_anyone_pass(values, closed):
    old = unpack({**pack(begin(FLOW, "s1")), "answers": values})
    today = a_small_flow(version=3, policy="rules-9", closed_sectors=(closed,))
    after = resume(today, old)
    assert after.policy == "rules-9"
    path = tuple(today.path(after.answers))
    if after.answers.get(FLOW.question("sector").key) == closed:
        assert isinstance(path[-1], Exit)


@given(revision=st.integers(0, 9), value=st.text(max_size=12))
def test_a_forged_press_never_acts(revision, value):
    session = replace(begin(FLOW, "s1"), answers=Answers({"who": "company"}), revision=3)
    after, effects = turn(FLOW, session, Pressed(revision, value))
    if (revision, value) != (3, "bank"):
        assert after == session or value in {"salon", "!back", "!cancel"}
    assert effects


def test_a_session_keeps_its_type_when_read_back():
    assert isinstance(unpack(pack(begin(FLOW, "s1"))), Session)
