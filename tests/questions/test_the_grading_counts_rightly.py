"""The grading of labelled questions, against a table counted by hand."""

import pytest

from bot.grading import NotLabelled, grade, read_labelled, report, share
from flows.questions.asking import Abstain, Answer, Further, Reason, Suggest
from flows.questions.ranker import Candidate

TABLE = """# remark
question,intent,sector,language,style
one,price,,id,x
two,sla,,id,x
three,elig_sector,crit_food,en,x
four,price,,en,x
five,ABSTAIN,,id,x
six,ABSTAIN,,id,x
"""
MADE = {
    "one": Answer(Candidate("price", 1.0)),
    "two": Suggest((Candidate("price", 0.5), Candidate("sla", 0.4)), Further.NOTHING),
    "three": Suggest((Candidate("elig_sector", 0.9, "crit_energy"),), Further.NOTHING),
    "four": Answer(Candidate("sla", 1.0)),
    "five": Abstain(Reason.OUT_OF_SCOPE, Further.TOPICS),
    "six": Answer(Candidate("greeting", 1.0)),
}


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "labelled.csv"
    file.write_text(TABLE, "utf-8")
    return file


def test_every_figure_is_as_counted_by_hand(table):
    ticks = iter(range(100))
    summed = report(grade(read_labelled(table), MADE.__getitem__, lambda: next(ticks) ** 2))
    assert (summed["in_scope"], summed["out_of_scope"]) == (4, 2)
    assert summed["at_1"]["share"] == 0.5  # one, three
    assert summed["at_3"]["share"] == 0.75  # one, two, three
    assert summed["at_3_with_sector"]["share"] == 0.5  # one, two
    assert summed["buttons"]["share"] == 0.5
    assert (summed["asserted"], summed["asserted_wrong"]) == (2, 1)
    assert summed["out_of_scope_asserted"] == 1
    assert summed["out_of_scope_abstained"]["share"] == 0.5
    assert summed["by_language"]["en"]["at_1"]["share"] == 0.5
    assert summed["ms"] == {"p50": 9000.0, "p95": 21000.0}  # 1 5 9 13 17 21 seconds


def test_an_interval_is_wilsons():
    assert share(8, 10) == {"share": 0.8, "low": 0.4902, "high": 0.9433, "of": 10}
    assert share(0, 0)["share"] is None
    assert share(5, 5)["high"] == 1.0


def test_a_file_without_labels_is_not_graded(tmp_path):
    file = tmp_path / "plain.csv"
    file.write_text("question\nhalo\n", "utf-8")
    with pytest.raises(NotLabelled):
        read_labelled(file)
