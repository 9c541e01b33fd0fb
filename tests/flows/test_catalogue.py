"""The catalogue has a conversation of every kind for the checks and diagrams to walk."""

from dataclasses import replace

from bot import policies
from flows.catalogue import CODES, FLOWS, every_flow
from flows.dialogue import Answers
from flows.position import here
from flows.situation import Situation
from flows.turn import begin
from tests.flows.visit import visit

RULES = policies.load()
EVERY = every_flow(RULES)


def named(name):
    return [flow for flow in EVERY if flow.name == name]


def test_every_conversation_is_walked_for_every_situation_that_changes_it():
    assert [flow.name for flow in EVERY] == [
        "registration",
        "registration",
        "registration",
        "registration",
        "employee",
        "employee",
        "status",
        "status",
        "status",
        "status",
        "report_start",
        "reporting",
        "follow_up",
    ]


def test_a_registration_is_walked_under_two_versions_of_the_rules_and_on_a_day_without():
    policies_walked = [flow.policy for flow in named("registration")]

    assert policies_walked == ["ppkm-2021-07-09", "ppkm-2021-07-03", "ppkm-2021-07-03", ""]


def test_a_registration_is_walked_by_those_who_chose_a_language_and_those_who_did_not():
    assert [visit(flow).place for flow in named("registration")] == [
        "language",
        "consent",
        "consent",
        "no_policy",
    ]


def test_a_registration_is_walked_by_a_workplace_that_holds_all_it_may():
    answers = {"consent": "agree", "who": "company", "activity": "65111", "nib": "9120001234567"}
    place = {"company": "PT Contoh", "regency": "3171", "district": "317101", "address": "Jl. 12"}
    person = {"representative": "Siti", "position": "HR", "phone": "+6281234567890"}
    staff = {"staff_service": 9, "staff_production": 9, "staff_office": 9}
    values = Answers({**answers, **place, **person, **staff})
    ended = [
        here(flow, replace(begin(flow, "s1"), answers=values)) for flow in named("registration")
    ]
    assert [getattr(place, "name", "") for place in ended].index("all_taken") == 2


def test_a_status_is_walked_by_those_who_sent_nothing_and_those_with_something_open_or_issued():
    without, with_two, draft_alone, draft_beside = named("status")
    assert visit(without).place == "nothing"
    assert visit(draft_alone).place == "draft"
    assert visit(draft_beside).offered[-2:] == ["!open:draft", "!open:menu"]

    running, issued, menu = visit(with_two).offered
    assert menu == "!open:menu"
    assert visit(with_two, f">{running}").offered == ["withdraw", "!open:menu"]
    assert "Permits issued: 1" in visit(with_two, f">{issued}").told
    assert visit(with_two, f">{issued}").offered == [f"!open:papers.{issued}", "!open:menu"]


def test_every_button_and_every_slot_finds_its_conversation():
    situation = Situation(RULES.versions[0].permits_from, RULES)
    built = {name: build(situation) for name, build in FLOWS.items()}

    assert {flow.code: name for name, flow in built.items()} == CODES
    assert all(flow.name == name for name, flow in built.items())
