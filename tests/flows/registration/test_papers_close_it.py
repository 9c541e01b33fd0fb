"""Papers and the declaration: what is asked of whom, how large, and what may be left out."""

from dataclasses import replace

import pytest

from flows.dialogue import Text
from flows.events import Handed, Verb
from flows.rules.policy import Policies
from tests.flows.registration.company import (
    COMPLETE,
    EVIDENCE,
    GREETED,
    LETTER,
    LISTED,
    REACHED,
    RULES,
    registering,
)

NIB_PAPER = "d" * 64
EXPORTING = (*GREETED, "konveksi", ">ess_export", ">yes", *REACHED[4:])
EXPORTED = (*EXPORTING, "0", "10", "0", {"production": 2}, Verb.DONE, Handed(LETTER), Verb.SKIP)


def rules_with(kilobytes):
    """The rules, but for how large a paper may be."""
    procedure = replace(RULES.procedure, pdf_kb=kilobytes)
    return Policies(tuple(replace(one, procedure=procedure) for one in RULES.versions))


def test_the_letter_is_due_and_cannot_be_skipped():
    siti = registering(*LISTED)

    assert (siti.place, siti.offered) == ("letter", [])
    assert siti.does("nanti").problem == "control.expects_file"
    assert siti.does(Verb.SKIP).place == "letter"
    assert siti.does(Handed(LETTER)).place == "nib_document"


def test_the_number_s_document_may_be_left_out():
    siti = registering(*LISTED, Handed(LETTER))

    assert siti.offered == ["!skip"]
    assert siti.does(">!skip").place == "declaration"


def test_the_number_s_document_may_be_there():
    siti = registering(*LISTED, Handed(LETTER), Handed(NIB_PAPER), ">agree")

    assert siti.review["NIB document"] == "✅ received"
    assert siti.session.answers.values["nib_document"] == NIB_PAPER


@pytest.mark.parametrize(
    ("kilobytes", "told"),
    [(500, "500 KB"), (1024, "1 MB"), (1536, "1536 KB"), (5120, "5 MB")],
)
def test_how_large_a_paper_may_be_is_told_before_it_is_sent(kilobytes, told):
    siti = registering(*LISTED, rules=rules_with(kilobytes))
    assert f"at most {told}." in siti.told

    assert f"at most {told}." in siti.does(Handed(LETTER)).told


def test_evidence_is_asked_for_again_as_a_paper_with_its_names():
    siti = registering(*EXPORTED)

    assert (siti.place, siti.offered) == ("evidence_file", [])
    assert "IOMKI" in siti.told
    assert "at most" in siti.told
    assert siti.does(Verb.SKIP, "nanti").problem == "control.expects_file"
    siti.does(Handed(EVIDENCE), ">agree")
    assert siti.review["Evidence file"] == "✅ received"
    assert siti.session.answers.values["evidence_file"] == EVIDENCE


def test_a_draft_without_its_evidence_says_so():
    siti = registering(*EXPORTED, Handed(""), ">agree")

    assert siti.review["Evidence file"] == "not attached"


def test_evidence_is_asked_of_nobody_else():
    assert "Evidence file" not in registering(*COMPLETE).review


@pytest.mark.parametrize(
    "acts",
    [
        (">!edit:address", "Jl. Lain 9"),
        (">!edit:letter", Handed("d" * 64)),
        (">!edit:roster", {"service": 3, "office": 2}, Verb.DONE),
        (">!edit:roster", ">!clear", ">!empty", {"service": 1}, Verb.DONE),
    ],
    ids=["address", "letter", "rows", "rows anew"],
)
def test_the_declaration_is_asked_for_again_once_what_it_vouches_for_has_changed(acts):
    siti = registering(*COMPLETE, Verb.CHANGE, *acts)

    assert (siti.place, siti.offered) == ("declaration", ["agree"])
    assert siti.does(">agree").place == "review"


def test_whoever_changed_one_answer_is_told_why_the_declaration_is_asked_for_again():
    siti = registering(*COMPLETE, Verb.CHANGE, ">!edit:address", "Jl. Lain 9")

    assert siti.screen.note == Text("registration.declaration.again")
    assert registering(*COMPLETE[:-1]).screen.note is None


@pytest.mark.parametrize(
    "acts",
    [
        (Verb.CHANGE, Verb.BACK),
        (Verb.CHANGE, ">!edit:address", "Jl. Contoh 12"),
        (">!cancel", Verb.REOPEN),
    ],
)
def test_the_declaration_stands_as_long_as_nothing_else_has_changed(acts):
    assert registering(*COMPLETE, *acts).place == "review"


def test_nothing_is_sent_without_the_declaration():
    siti = registering(*COMPLETE[:-1])

    assert (siti.place, siti.offered) == ("declaration", ["agree"])
    assert siti.labels == ["I declare it to be true"]
    assert siti.does("ya").problem == "control.pick_a_button"
