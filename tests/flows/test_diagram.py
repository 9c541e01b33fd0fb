"""The drawing of a conversation shows where every answer leads."""

from dataclasses import replace

from flows.diagram import Arc, arcs, diagram, place
from flows.dialogue import Answers, Expects, Key, Names, Question, Text
from tests.flows.small_flow import a_small_flow, offered, one_of, read_words

SMALL = a_small_flow()


def say(says):
    return (
        says.key if isinstance(says, Text) else says.en if isinstance(says, Names) else str(says)
    )


def test_the_small_conversation_is_drawn_whole():
    assert diagram(SMALL, say=say).splitlines() == [
        "stateDiagram-v2",
        "  direction TB",
        "  who : small.who.label",
        "  sector : small.sector.label",
        "  staff : small.staff.label",
        "  note : small.note.label",
        "  roster : small.roster.label",
        "  letter : small.letter.label",
        "  [*] --> who",
        "  who --> sector : small.company",
        "  who --> no_need : small.citizen",
        "  sector --> staff : small.bank",
        "  sector --> stay_home : small.salon",
        "  staff --> note",
        "  note --> roster",
        "  roster --> letter",
        "  letter --> review",
        "  review --> submitted",
        "  submitted --> [*]",
        "  no_need --> [*]",
        "  stay_home --> [*]",
    ]


def test_an_arrow_of_many_answers_names_the_first_and_counts_the_rest():
    names = tuple(f"s{number}" for number in range(9))
    flow = replace(
        SMALL,
        items=(
            Question(Key("sector"), one_of(*names), Expects.CHOICE, offered(*names)),
            Question(
                Key("why"),
                read_words,
                relevant=lambda answers: answers.values.get("sector") == "s8",
            ),
        ),
    )
    assert arcs(flow, say=say) == (
        Arc("sector", "review", "small.s0 / small.s1 / small.s2 / small.s3 +4"),
        Arc("sector", "why", "small.s8"),
    )


def test_an_arrow_for_skipping_is_named_so():
    flow = replace(
        SMALL,
        items=(
            Question(Key("a"), read_words, skippable=True, examples=("x",)),
            Question(
                Key("b"), read_words, relevant=lambda answers: answers.values.get("a") == "x"
            ),
        ),
    )
    assert Arc("a", "review", "control.skip") in arcs(flow, say=say)


def test_signs_that_mermaid_reads_itself_are_left_out_of_labels():
    flow = replace(SMALL, items=(Question(Key("a"), read_words),))
    drawn = diagram(flow, say=lambda _: 'one; "two": #three <b>\nfour' + "x" * 60)
    (line,) = [line for line in drawn.splitlines() if line.startswith("  a :")]
    assert line.startswith("  a : one two three b four")
    assert len(line.removeprefix("  a : ")) == 48


def test_a_conversation_without_questions_leads_to_the_review():
    assert place(replace(SMALL, items=()), Answers()) == "review"


def test_a_drawing_is_the_same_every_time():
    assert diagram(SMALL, say=say) == diagram(a_small_flow(), say=say)


def with_items(*items):
    return replace(SMALL, items=items)


def a_choice(*names):
    return Question(Key("sector"), one_of(*names), Expects.CHOICE, offered(*names))


def only_after(value):
    return Question(
        Key("why"), read_words, relevant=lambda answers: answers.values.get("sector") == value
    )


def test_four_answers_are_all_named_and_nothing_more_is_counted():
    flow = with_items(a_choice("a", "b", "c", "d", "e"), only_after("e"))
    assert arcs(flow, say=say)[0].label == "small.a / small.b / small.c / small.d"


def test_skipping_is_named_beside_what_is_answered():
    skipped = replace(a_choice("a", "b"), skippable=True)
    assert arcs(with_items(skipped, only_after("a")), say=say) == (
        Arc("sector", "why", "small.a"),
        Arc("sector", "review", "small.b / control.skip"),
    )


def test_rows_are_drawn_by_where_they_lead_without_a_label():
    roster = Question(Key("sector"), read_words, Expects.ROWS)
    drawn = diagram(with_items(roster, only_after(4)), say=say).splitlines()
    assert drawn[-4:-2] == ["  sector --> why", "  sector --> review"]


def test_a_typed_answer_is_named_by_what_was_typed():
    typed = Question(Key("sector"), read_words, examples=("good", "bad"))
    assert arcs(with_items(typed, only_after("bad")), say=say) == (
        Arc("sector", "review", "good"),
        Arc("sector", "why", "bad"),
    )


def test_a_label_of_forty_eight_signs_is_drawn_whole_and_a_longer_one_is_cut():
    flow = with_items(Question(Key("a"), read_words))
    for words, drawn in (("Q" * 48, "Q" * 48), ("Q" * 49, "Q" * 47 + "…"), ("Why?", "Why?")):
        assert f"  a : {drawn}" in diagram(flow, say=lambda _, said=words: said).splitlines()


def test_a_drawing_ends_with_a_line_of_its_own():
    assert diagram(SMALL, say=say).endswith("  stay_home --> [*]\n")
    assert "  [*] --> review" in diagram(with_items(), say=say).splitlines()


def test_answers_are_drawn_to_the_place_they_lead_to():
    values = {"who": "company", "sector": "bank", "staff": 5, "roster": 1}
    assert [
        place(SMALL, Answers(each))
        for each in ({}, {"who": "citizen"}, values, {**values, "letter": "f"})
    ] == ["who", "no_need", "letter", "review"]
