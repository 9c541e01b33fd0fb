"""What every conversation promises, told on a small one."""

from dataclasses import replace

import pytest

from flows.dialogue import Text, Unreadable
from flows.effects import Forget, Open, Submit, SwitchLanguage, Tell
from flows.events import Asked, Counted, Elapsed, Handed, Pressed, Said, Unusable, Verb, verb_value
from flows.resume import resume
from flows.session import Closed
from flows.turn import turn
from tests.flows.small_flow import SECTOR, a_small_flow, one_of
from tests.flows.walking import EVERY_STEP, FLOW, do, press, shown, standing, toasts, walk


def test_a_conversation_walks_from_the_first_question_to_the_review():
    session, effects = walk(*EVERY_STEP)
    assert standing(session) == "review"
    assert [line.answer for line in shown(effects).lines][2:] == [12, "by night", 3, "file-1"]


def test_handing_in_submits_once_and_closes():
    session, effects = walk(*EVERY_STEP, do(Verb.SUBMIT))
    (submit,) = [effect for effect in effects if isinstance(effect, Submit)]
    assert submit.reference == "s1"
    assert dict(submit.answers.values) == {
        "who": "company",
        "sector": "bank",
        "staff": 12,
        "note": "by night",
        "roster": 3,
        "letter": "file-1",
    }
    assert submit.counts == {"roster": {"office": 3}}
    assert session.closed is Closed.SUBMITTED


def test_a_double_tap_is_told_from_a_stale_one():
    session, _ = walk(press("company"))
    after, effects = turn(FLOW, session, Pressed(0, "company"))
    assert (after, toasts(effects)) == (session, ["control.already_done"])
    after, effects = turn(FLOW, session, Pressed(0, "citizen"))
    assert (after, toasts(effects)) == (session, ["control.old_screen"])
    assert shown(effects).place == "sector"


def test_a_forged_press_changes_nothing():
    session, _ = walk(press("company"))
    after, effects = turn(FLOW, session, Pressed(session.revision, "!submit"))
    assert after == session
    assert toasts(effects) == ["control.old_screen"]


def test_typed_words_never_act_as_a_verb():
    session, effects = walk(*EVERY_STEP[:3], Said("!submit"))
    assert session.answers.values["note"] == "!submit"
    session, effects = walk(*EVERY_STEP, Said("!submit"))
    assert not any(isinstance(effect, Submit) for effect in effects)


def test_an_unreadable_reply_says_why_and_loses_nothing():
    before, _ = walk(press("company"), press("bank"))
    after, effects = turn(FLOW, before, Said("many"))
    assert after == before
    assert shown(effects).problem == Text("small.a_number")


def test_a_press_that_changes_nothing_says_why_beside_the_screen_every_time():
    def too_many(*_: object) -> int:
        raise Unreadable("small.too_many")

    items = [replace(one, tally=too_many) if one.name == "roster" else one for one in FLOW.items]
    flow = replace(FLOW, items=tuple(items))
    before, _ = walk(*EVERY_STEP[:5], flow=flow)
    for _ in range(2):
        after, effects = turn(flow, before, Pressed(before.revision, verb_value(Verb.DONE)))
        assert after == before
        assert shown(effects).problem == Text("small.too_many")
        assert toasts(effects) == ["small.too_many"]
    _, effects = turn(flow, before, Asked(Verb.DONE))  # typed: there is no press to answer
    assert toasts(effects) == []


def test_back_shows_the_question_before_and_loses_nothing():
    before, _ = walk(press("company"), press("bank"), Said("12"))
    after, effects = turn(FLOW, before, Asked(Verb.BACK))
    assert shown(effects).place == "staff"
    assert after.answers == before.answers
    again, effects = turn(FLOW, after, Asked(Verb.BACK))
    assert shown(effects).place == "sector"
    _kept, effects = turn(FLOW, again, Pressed(again.revision, verb_value(Verb.KEEP)))
    assert shown(effects).place == "note"


def test_back_on_the_first_question_stays_there():
    session, effects = walk(Asked(Verb.BACK))
    assert (standing(session), session.revision) == ("who", 0)
    assert shown(effects).place == "who"


def test_an_answer_changed_in_the_review_falls_forward_to_the_review():
    session, _effects = walk(*EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "staff"), Said("20"))
    assert standing(session) == "review"
    assert session.answers.values["staff"] == 20


def test_a_changed_answer_prunes_the_branch_it_closes():
    session, _ = walk(*EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "staff"), Said("5"))
    assert standing(session) == "review"
    assert "note" not in session.answers.values


def test_a_slip_that_leads_to_an_exit_costs_nothing_that_was_entered():
    session, _effects = walk(*EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "sector"), press("salon"))
    assert standing(session) == "stay_home"
    session, _effects = walk(do(Verb.BACK), press("bank"), session=session)
    assert standing(session) == "review"
    assert session.counts == {"roster": {"office": 3}}


def test_choosing_which_answer_to_change_can_be_left_again():
    session, effects = walk(*EVERY_STEP, do(Verb.CHANGE))
    assert shown(effects).place == "choosing"
    session, effects = walk(do(Verb.BACK), session=session)
    assert shown(effects).place == "review"


def test_an_answer_can_be_typed_while_choosing_without_harm():
    session, _ = walk(*EVERY_STEP, do(Verb.CHANGE))
    after, effects = turn(FLOW, session, Said("20"))
    assert after == session
    assert shown(effects).place == "choosing"


def test_cancelling_keeps_the_answers_until_begun_anew():
    session, _effects = walk(press("company"), Asked(Verb.CANCEL))
    assert session.closed is Closed.CANCELLED
    reopened, _ = walk(do(Verb.REOPEN), session=session)
    assert standing(reopened) == "sector"
    anew, _ = walk(do(Verb.AGAIN), session=session)
    assert (standing(anew), dict(anew.answers.values)) == ("who", {})


def test_cancelling_twice_changes_nothing_more():
    session, _ = walk(press("company"), Asked(Verb.CANCEL))
    after, effects = turn(FLOW, session, Asked(Verb.CANCEL))
    assert after == session
    assert shown(effects).place == "cancelled"


def test_leaving_at_an_exit_ends_the_conversation():
    session, _ = walk(press("citizen"), do(Verb.FINISH))
    assert session.closed is Closed.LEFT


def test_an_exit_opens_the_doors_it_names():
    session, effects = walk(press("citizen"), do(Verb.OPEN, "other"))
    assert effects == (Open("other"),)
    assert session.closed is None


def test_rows_and_files_are_asked_for_by_name_when_text_comes():
    _session, effects = walk(*EVERY_STEP[:4], Said("Ani"))
    assert shown(effects).problem == Text("control.expects_rows")
    _session, effects = walk(*EVERY_STEP[:6], Said("here it is"))
    assert shown(effects).problem == Text("control.expects_file")


def test_a_file_where_none_is_due_is_refused_kindly():
    _session, effects = walk(press("company"), Handed("file-9"))
    assert shown(effects).problem == Text("control.no_file_now")


def test_rows_cannot_be_done_before_there_is_one():
    _session, effects = walk(*EVERY_STEP[:4], Asked(Verb.DONE))
    assert shown(effects).problem == Text("control.no_rows_yet")


def test_rows_added_in_the_review_must_be_confirmed_again_and_cost_nothing_else():
    session, _ = walk(
        *EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "roster"), Counted("roster", {"office": 4})
    )
    assert standing(session) == "roster"
    session, _ = walk(do(Verb.DONE), session=session)
    assert standing(session) == "review"
    assert session.answers.values["roster"] == 4
    assert session.answers.values["letter"] == "file-1"


def test_nothing_is_emptied_before_it_was_asked():
    session, _ = walk(*EVERY_STEP[:5], do(Verb.EMPTY))
    assert session.counts
    session, _ = walk(*EVERY_STEP[:5], do(Verb.CLEAR))
    assert (bool(session.counts), standing(session)) == (True, "emptying")
    session, _ = walk(*EVERY_STEP[:5], do(Verb.CLEAR), do(Verb.KEEP))
    assert (bool(session.counts), standing(session)) == (True, "roster")


def test_clearing_the_rows_forgets_them_and_their_number():
    session, effects = walk(*EVERY_STEP[:5], do(Verb.CLEAR), do(Verb.EMPTY))
    assert (session.counts, standing(session)) == ({}, "roster")
    assert Forget("roster") in effects


def test_rows_for_another_question_are_refused():
    session, effects = walk(press("company"), Counted("roster", {"office": 3}))
    assert (session.counts, shown(effects).problem) == ({}, Text("control.no_rows_now"))


def test_what_cannot_be_used_is_explained_with_the_screen():
    _session, effects = walk(press("company"), Unusable(Text("edge.voice")))
    assert shown(effects).problem == Text("edge.voice")


def test_help_and_language_change_nothing():
    session, effects = walk(press("company"), Asked(Verb.HELP))
    assert Tell(Text("small.sector.help")) in effects
    after, effects = turn(FLOW, session, Asked(Verb.LANGUAGE))
    assert (after, effects[0]) == (session, SwitchLanguage())


def test_skipping_is_for_questions_that_allow_it():
    session, _ = walk(*EVERY_STEP[:3], do(Verb.SKIP))
    assert (standing(session), session.answers.values["note"]) == ("roster", "")
    session, _effects = walk(press("company"), Asked(Verb.SKIP))
    assert standing(session) == "sector"


def test_a_timer_that_was_overtaken_is_ignored():
    session, _ = walk(press("company"))
    assert turn(FLOW, session, Elapsed(0)) == (session, ())
    after, effects = turn(FLOW, session, Elapsed(1))
    assert shown(effects).note == Text("control.reminder")
    after, _ = turn(FLOW, session, Elapsed(1, expires=True))
    assert after.closed is Closed.EXPIRED


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_is_answered_everywhere(verb):
    stops = [walk(*EVERY_STEP[:count])[0] for count in range(len(EVERY_STEP) + 1)]
    stops += [
        walk(*EVERY_STEP, do(Verb.SUBMIT))[0],
        walk(press("citizen"))[0],
        walk(Asked(Verb.CANCEL))[0],
        walk(*EVERY_STEP, do(Verb.CHANGE))[0],
    ]
    assert all(turn(FLOW, stop, Asked(verb))[1] for stop in stops)


def test_a_submitted_conversation_is_history():
    session, _ = walk(*EVERY_STEP, do(Verb.SUBMIT))
    assert resume(a_small_flow(version=3, closed_sectors=("bank",)), session) == session


def test_what_was_counted_is_told_above_the_screen():
    note = Text("small.three_rows")
    _, effects = walk(*EVERY_STEP[:4], Counted("roster", {"office": 3}, note=note))
    assert shown(effects).note == note


def test_rows_of_a_branch_that_is_left_are_forgotten():
    roster = replace(FLOW.items[6], relevant=lambda answers: answers.get(SECTOR) == "bank")
    flow = replace(FLOW, items=(*FLOW.items[:6], roster, *FLOW.items[7:]))
    session, _ = walk(*EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "sector"), flow=flow)
    after, effects = walk(press("salon"), session=session, flow=flow)
    assert Forget("roster") in effects
    assert after.counts == {}


def test_a_question_is_no_exit_to_be_left_by():
    session, effects = walk(press("company"), Asked(Verb.FINISH))
    assert (session.closed, standing(session)) == (None, "sector")
    assert shown(effects).place == "sector"


@pytest.mark.parametrize("ending", [Asked(Verb.CANCEL), None])
def test_whatever_ends_is_not_in_the_middle_of_an_answer(ending):
    session, _ = walk(*EVERY_STEP, do(Verb.CHANGE), do(Verb.EDIT, "staff"))
    assert session.cursor == "staff"
    ended, _ = walk(ending or Elapsed(session.revision, expires=True), session=session)
    assert ended.closed is not None
    assert ended.cursor is None


def test_a_door_that_is_asked_for_without_a_name_has_none():
    _, effects = walk(Asked(Verb.OPEN))
    assert effects == (Open(""),)


def test_what_was_skipped_stays_skipped_when_an_earlier_answer_changes():
    strict = replace(FLOW.items[5], read=one_of("by night"))
    flow = replace(FLOW, items=(*FLOW.items[:5], strict, *FLOW.items[6:]))
    skipped = (*EVERY_STEP[:3], do(Verb.SKIP), do(Verb.BACK), do(Verb.BACK), Said("20"))
    session, _ = walk(*skipped, flow=flow)
    assert session.answers.values["staff"] == 20
    assert session.answers.values["note"] == ""
    assert standing(session, flow) == "roster"
