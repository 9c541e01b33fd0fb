"""Every conversation of the catalogue is sound: walked, worded in both languages, drawn."""

import json

import pytest
from typer.testing import CliRunner

from bot.wording import load_texts
from flows.checker import examine, never_reached
from flows.diagram import diagram
from flows.language import Language

catalogue = pytest.importorskip("flows.catalogue")
policies = pytest.importorskip("bot.policies")
flow_command = pytest.importorskip("bot.commands.flow")

LIMIT = 1  # every way forward; `strp flow check` also walks everybody who goes back once
FLOWS = catalogue.every_flow(policies.load())


@pytest.fixture(scope="module")
def examined():
    texts = load_texts()
    return [
        examine(flow, has_text=texts.has, places_of=flow_command.places_of, limit=LIMIT)
        for flow in FLOWS
    ]


@pytest.mark.parametrize("number", range(len(FLOWS)), ids=[flow.name for flow in FLOWS])
def test_a_conversation_keeps_what_it_promises(examined, number):
    assert examined[number].findings == ()
    explored = examined[number].explored
    only_doors = explored.flow == "report_start"
    assert explored.submissions or explored.exits or only_doors


def test_every_question_and_exit_is_reached_by_somebody(examined):
    assert never_reached(each.explored for each in examined) == ()


def test_conversations_have_codes_of_their_own():
    codes = {(flow.code, flow.name) for flow in FLOWS}
    assert len({code for code, _ in codes}) == len(codes)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_conversation_can_be_drawn_in_both_languages(flow, language):
    drawn = diagram(flow, say=lambda says: load_texts().plain(says, language))
    assert drawn.startswith("stateDiagram-v2")
    assert all(f"  {question.name} : " in drawn for question in flow.questions())


def test_the_command_tells_in_one_line_what_was_walked():
    told = CliRunner().invoke(
        flow_command.app, ["check", FLOWS[0].name, "--json", "--limit", "20"]
    )
    first = json.loads(told.stdout.splitlines()[0])
    assert first["flow"] == FLOWS[0].name
    assert {"states", "edges", "turns", "submissions", "exits", "findings", "cut"} <= first.keys()


def test_the_command_refuses_a_conversation_nobody_knows():
    assert CliRunner().invoke(flow_command.app, ["diagram", "nobody"]).exit_code == 2


def test_the_command_draws_in_the_language_asked_for():
    drawn = [
        CliRunner().invoke(flow_command.app, ["diagram", FLOWS[0].name, "--language", language])
        for language in ("id", "en")
    ]
    assert [one.exit_code for one in drawn] == [0, 0]
    assert drawn[0].stdout != drawn[1].stdout
