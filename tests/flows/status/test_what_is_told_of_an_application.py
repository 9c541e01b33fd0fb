"""Who looks an application up sees how it stands, and only what can be done about it now."""

from datetime import date, datetime

import pytest

from bot.wording import JAKARTA
from flows.catalogue import CODES
from flows.dialogue import Answers
from flows.effects import Submit
from flows.events import Verb
from flows.resume import resume
from flows.rules.policy import Policies
from flows.session import unpack
from flows.situation import Handed, Situation
from flows.status.conversation import status, wish
from tests.flows.visit import taken_up, visit

ONE, OTHER, GONE = "A0000001", "A0000002", "A0000009"
DUE = datetime(2021, 7, 8, 15, 30, tzinfo=JAKARTA)
HOME, DRAFT = "!open:menu", "!open:draft"
PAPERS, CORRECT, RESUBMIT = (
    f"!open:{door}.{ONE}" for door in ("papers", "correction", "resubmission")
)


def over(*handed):
    return status(Situation(date(2021, 7, 8), Policies(()), applications=handed))


def looks_at(state, **known):
    return visit(over(Handed(ONE, "PT Satu", state, **known)), f">{ONE}")


def test_whoever_sent_nothing_is_told_so_and_led_on():
    told = visit(over())

    assert told.place == "nothing"
    assert told.offered == ["!open:registration", HOME, "!finish"]


def test_every_application_is_named_with_its_company():
    asked = visit(over(Handed(ONE, "PT Satu", "issued"), Handed(OTHER, "PT Dua", "submitted")))

    assert asked.place == "application"
    assert asked.offered == [ONE, OTHER, HOME]
    assert asked.labels[:2] == ["A0000001 · PT Satu", "A0000002 · PT Dua"]
    assert asked.told.splitlines()[1:] == [
        "• A0000001 · PT Satu: ✅ Permits issued: 0.",
        "• A0000002 · PT Dua: 🕐 Sent, waiting for an officer.",
    ]


def test_of_many_applications_as_many_states_are_told_as_one_message_holds():
    many = [Handed(f"A{number:07d}", "P" * 120, "refused") for number in range(40)]
    asked = visit(over(*many))

    assert len(asked.offered) == 41
    assert len(asked.told) < 4_096
    assert len(asked.told.splitlines()) == 13


def test_an_application_that_is_not_theirs_is_not_looked_up():
    asked = visit(over(Handed(ONE, "PT Satu", "issued")), GONE)

    assert (asked.place, asked.problem) == ("application", "control.pick_a_button")


@pytest.mark.parametrize(
    ("state", "known", "offered"),
    [
        ("submitted", {}, ["withdraw", HOME]),
        ("in_review", {}, ["withdraw", HOME]),
        ("second_look", {}, ["withdraw", HOME]),
        ("decided", {}, [HOME]),
        ("returned", {}, [CORRECT, "withdraw", HOME]),
        ("issued", {"permits": 3}, [PAPERS, HOME]),
        ("issued", {"permits": 3, "refused": 2}, [PAPERS, RESUBMIT, HOME]),
        ("refused", {}, [RESUBMIT, HOME]),
        ("refused", {"refused": 5}, [RESUBMIT, HOME]),
        ("withdrawn", {}, [HOME]),
        ("lapsed", {}, [HOME]),
    ],
)
def test_only_what_can_be_done_now_is_offered(state, known, offered):
    assert looks_at(state, **known).offered == offered


def test_what_can_be_done_is_said_in_words_of_its_own():
    shown = looks_at("returned", permits=1, refused=1)

    assert shown.labels == [
        "📥 Download the permits",
        "✏️ Correct it now",
        "✏️ Apply again for those refused",
        "🗑 Withdraw it",
        "🏠 Main menu",
    ]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("submitted", "Sent, waiting for an officer."),
        ("in_review", "Being looked at by an officer."),
        ("second_look", "With a second officer."),
        ("returned", "Needs your correction"),
        ("decided", "the permits are being signed"),
        ("issued", "Permits issued: 4; refused: 2."),
        ("refused", "Refused."),
        ("withdrawn", "Withdrawn by the company."),
        ("lapsed", "Closed: no permit is needed any more."),
    ],
)
def test_every_state_has_its_words(state, told):
    shown = looks_at(state, permits=4, refused=2)

    first, second = shown.told.splitlines()[:2]
    assert first == "A0000001 · PT Satu"
    assert told in second


@pytest.mark.parametrize(
    ("state", "due", "is_told"),
    [
        ("submitted", DUE, True),
        ("in_review", DUE, True),
        ("second_look", DUE, True),
        ("decided", DUE, True),
        ("submitted", None, False),
        ("returned", DUE, False),
        ("issued", DUE, False),
        ("refused", DUE, False),
        ("withdrawn", DUE, False),
    ],
)
def test_a_time_limit_is_told_while_it_runs_and_never_else(state, due, is_told):
    shown = looks_at(state, due=due)

    assert ("Decision by 8 July 2021, 15.30 WIB" in shown.told) is is_told
    assert is_told or shown.screen.text.places["promise"] == ""


@pytest.mark.parametrize(("due", "lines"), [(DUE, 5), (None, 4)])
def test_what_is_to_be_mended_is_told_above_the_time_limit(due, lines):
    told = looks_at("submitted", due=due, remarks="Row 2: no such NIK\nRow 3: as above").told

    assert told.rstrip("\n").splitlines()[2:4] == ["Row 2: no such NIK", "Row 3: as above"]
    assert len(told.rstrip("\n").splitlines()) == lines


@pytest.mark.parametrize(
    ("state", "typed", "place", "problem"),
    [
        ("submitted", "kapan jadi?", "wish", "status.wish.told_below"),
        ("issued", "withdraw", "wish", "status.wish.told_below"),
        ("decided", "withdraw", "wish", "status.wish.told_below"),
        ("submitted", "withdraw", "review", ""),
    ],
)
def test_what_is_typed_withdraws_nothing_that_is_decided(state, typed, place, problem):
    shown = looks_at(state).does(typed)

    assert (shown.place, shown.problem) == (place, problem)


def test_nothing_is_withdrawn_before_it_is_confirmed():
    asked = looks_at("in_review").does(">withdraw")

    assert asked.place == "review"
    assert asked.labels == ["🗑 Yes, withdraw it"]
    assert asked.review == {"Application": "A0000001 · PT Satu", "Wish": "🗑 Withdraw it"}

    handed_in, _ = asked.does(">!submit").effects
    assert isinstance(handed_in, Submit)
    assert handed_in.flow == "status"
    assert wish(handed_in.answers) == (ONE, "withdraw")
    assert asked.labels == ["📄 Status of an application", "🏠 Main menu"]
    assert asked.offered == ["!again", HOME]


def test_nothing_is_wished_before_anything_was_said():
    assert wish(Answers()) == ("", "")


def test_looking_up_counts_no_steps_and_has_nothing_to_cancel():
    shown = looks_at("submitted")

    assert (shown.screen.answered, shown.screen.total) == (0, 0)
    assert "!cancel" not in [choice.value for choice in shown.screen.controls]


def test_an_application_that_is_gone_meanwhile_is_not_spoken_of():
    flow = over(Handed(ONE, "PT Satu", "submitted"))
    kept = unpack({"id": "status1", "flow": "status", "answers": {"application": GONE}})

    shown = taken_up(flow, kept)

    assert (shown.place, shown.offered) == ("wish", [HOME])
    assert not any(said for place, said in shown.screen.text.places.items() if place != "rows")
    assert shown.does("withdraw").problem == "status.wish.told_below"


def test_a_withdrawal_that_was_left_half_way_is_taken_up_as_it_was():
    flow = over(Handed(ONE, "PT Satu", "submitted"))
    kept = unpack(
        {
            "id": "status1",
            "flow": "status",
            "version": 1,
            "policy": "",
            "revision": 2,
            "answers": {"application": ONE, "wish": "withdraw"},
        }
    )

    assert resume(flow, kept) == kept
    assert taken_up(flow, kept).place == "review"


def test_its_buttons_lead_back_to_it_from_any_message_of_old():
    flow = over()

    assert CODES[flow.code] == flow.name == "status"


def test_help_is_there_wherever_one_stands():
    shown = looks_at("submitted").does(Verb.HELP)

    assert [effect.text.key for effect in shown.effects if hasattr(effect, "text")] == [
        "status.wish.help"
    ]


def with_draft(rows, *handed):
    return status(Situation(date(2021, 7, 8), Policies(()), applications=handed, draft=rows))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (0, "Your draft has not been sent. All answers are kept."),
        (207, "Your draft has not been sent. All answers are kept, and the employees noted: 207."),
    ],
)
def test_a_draft_that_was_not_sent_is_told_and_opened_from_here(rows, told):
    shown = visit(with_draft(rows))

    assert shown.place == "draft"
    assert shown.told.splitlines()[0] == f"📝 {told}"
    assert shown.offered == [DRAFT, HOME, "!finish"]
    assert shown.labels[0] == "▶️ Go on with the draft"


def test_a_draft_is_told_and_opened_beside_what_was_sent():
    one, other = Handed(ONE, "PT Satu", "issued", permits=1), Handed(OTHER, "PT Dua", "submitted")
    asked = visit(with_draft(3, one, other))
    assert "not been sent" in asked.told
    assert asked.offered == [ONE, OTHER, DRAFT, HOME]

    assert asked.told.splitlines()[0] == "Which application?"

    shown = asked.does(f">{ONE}")
    assert [line[:2] for line in shown.told.splitlines()[2:]] == ["", "📝 "]
    assert shown.offered == [PAPERS, DRAFT, HOME]


def test_where_nothing_was_answered_nothing_is_offered_to_go_back_to():
    controls = [choice.value for choice in visit(over()).screen.controls]

    assert controls == ["!language"]


@pytest.mark.parametrize(("refused", "told"), [(0, "issued: 4."), (2, "issued: 4; refused: 2.")])
def test_the_refused_are_counted_only_where_somebody_was_refused(refused, told):
    assert looks_at("issued", permits=4, refused=refused).told.splitlines()[1].endswith(told)


def test_a_draft_is_led_back_to_even_where_an_application_is_gone_meanwhile():
    kept = unpack({"id": "status1", "flow": "status", "answers": {"application": GONE}})

    assert taken_up(with_draft(1, Handed(ONE, "PT Satu", "submitted")), kept).offered == [
        DRAFT,
        HOME,
    ]
