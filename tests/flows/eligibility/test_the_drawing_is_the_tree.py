"""The drawing for whoever checks facts shows every question, every answer and where it leads."""

import pytest

from flows.eligibility.drawing import QUESTIONS, tree_diagram
from flows.eligibility.tree import EMPLOYERS, NEEDS, PURPOSES, UNSURE
from flows.language import Language
from flows.rules.decision import GOVERNMENT
from tests.flows.eligibility.the_tree import POLICIES, TEXTS, rules


def drawn(language=Language.ID, day="2021-07-10"):
    return tree_diagram(rules(day), say=lambda says: TEXTS.plain(says, language))


@pytest.mark.parametrize("language", list(Language))
def test_every_question_and_every_answer_is_drawn(language):
    picture = drawn(language)
    asked = [f"eligibility.ask.{one}" for one in QUESTIONS]
    answers = [
        *(f"eligibility.purpose.{one}" for one in PURPOSES if one != UNSURE),
        *(f"eligibility.kind.{one}" for one in (*EMPLOYERS, *NEEDS) if one != UNSURE),
        *(
            f"eligibility.sector.{one}"
            for one in POLICIES.versions[0].sectors
            if one != GOVERNMENT
        ),
    ]
    groups = rules().people.groups
    alone = {
        f"eligibility.sector.{one}" for each in groups.values() if len(each) == 1 for one in each
    }
    for key in [*asked, *(key for key in answers if key not in alone)]:
        words = TEXTS.by_language[language][key].splitlines()[0]
        assert words.removeprefix("<b>").removesuffix("</b>") in picture, key


def test_a_box_names_the_answers_and_the_verdict_they_come_to():
    lines = drawn().splitlines()
    assert lines[0] == "flowchart LR"
    box = '["Pemerintah, TNI, Polri, BI, OJK<br/><b>exempt</b>"]'
    assert f"  employer --> employer_exempt{box}" in lines
    assert "  purpose_employer --> employer" in lines


def test_the_drawing_of_another_day_differs_where_the_rules_do():
    before, after = (drawn(day=day).splitlines() for day in ("2021-07-08", "2021-07-09"))
    changed = {line.partition("[")[0].strip() for line in set(before) ^ set(after)}
    assert changed == {
        "employer --> employer_silent",
        "employer --> employer_platform",
        "sector --> sector_register",
        "sector --> sector_officer",
        "sector --> sector_evidence",
    }
    assert drawn() == drawn()


def test_signs_that_the_drawing_would_read_are_left_out_of_its_words():
    picture = tree_diagram(rules("2021-07-04"), say=lambda _: '"Who" #1;  <b>pays</b>?\nTell us.')
    assert picture.splitlines() == [
        "flowchart LR",
        '  purpose(["Who 1 b pays /b ?"])',
        '  employer(["Who 1 b pays /b ?"])',
        '  health(["Who 1 b pays /b ?"])',
        '  small(["Who 1 b pays /b ?"])',
        '  need(["Who 1 b pays /b ?"])',
        '  group(["Who 1 b pays /b ?"])',
        '  sector(["Who 1 b pays /b ?"])',
    ]
