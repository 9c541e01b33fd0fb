"""Whatever people call their trade, they find the sector it belongs to, or hear what to do."""

from datetime import date
from zlib import crc32

import pytest

from flows.dialogue import Answers, Text
from flows.events import Verb
from flows.registration.sector import comes_to, found_sector, ruling, told_rule
from flows.rules.decision import Outcome
from flows.screens import review_lines
from tests.flows.registration.company import FINANCE, GREETED, registering, situation

DOORS = ["!open:menu", "!finish"]
LONGEST = "asuransi " + "x" * 71


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("asuransi", "asuransi"),
        ("  jual   asuransi ", "jual asuransi"),
        (LONGEST, LONGEST),
        ("65111", "65111"),
        (" KBLI 65111 ", "65111"),
        ("KBLI65111", "65111"),
        ("651", "651"),
        ("65", "65"),
        (" * ", "*"),
    ],
)
def test_a_trade_is_told_in_words_or_by_its_code_or_left_to_the_list(typed, kept):
    siti = registering(*GREETED, typed)

    assert siti.problem == ""
    assert siti.session.answers.values["activity"] == kept


@pytest.mark.parametrize(
    ("typed", "problem", "told"),
    [
        ("7", "registration.activity.code_length", {}),
        ("651112", "registration.activity.code_length", {}),
        ("0412", "registration.activity.no_division", {"division": "04"}),
        ("46", "registration.activity.more_digits", {"code": "46"}),
        ("KBLI 6411", "registration.activity.more_digits", {"code": "6411"}),
        ("xyzzy", "registration.activity.not_found", {"words": "xyzzy"}),
        ("６５１１１", "registration.activity.not_found", {"words": "６５１１１"}),
        ("x", "control.too_short", {}),
        (LONGEST + "x", "control.too_long", {"most": 80, "length": 81}),
    ],
)
def test_what_is_no_trade_is_asked_again_with_what_is_wrong_about_it(typed, problem, told):
    siti = registering(*GREETED, typed)

    assert (siti.place, siti.problem) == ("activity", problem)
    assert siti.screen.problem.places == told


@pytest.mark.parametrize("typed", ["65 111", "65.111", "KBLI 65111", "kbli: 65 111", " 65111."])
def test_a_code_is_read_however_it_is_written(typed):
    siti = registering(*GREETED, typed)

    assert (siti.place, siti.session.answers.values["activity"]) == ("nib", "65111")


def test_words_that_no_rule_knows_are_offered_the_sectors_they_may_mean():
    meant = {"software house": ("ess_ict", "gone"), "asuransi": ("ess_ict",)}
    siti = registering(*GREETED, "software house", trades=lambda words: meant.get(words, ()))

    assert (siti.place, offered(siti)) == ("sector", ["ess_ict", "unsure", "none"])
    assert siti.does(">ess_ict").place == "nib"
    known = registering(*GREETED, "asuransi", trades=lambda words: meant.get(words, ()))
    assert "ess_ict" not in known.offered


def test_of_what_was_picked_from_the_list_the_review_names_the_sector():
    picked = (*GREETED, ">*", ">essential", ">ess_finance")
    siti = registering(*picked)
    worded = {line.label.key: line.answer for line in review_lines(siti.flow, siti.session)}
    named = situation().policy.sectors["ess_finance"].names
    assert worded["registration.activity.label"] == named
    typed = registering(*FINANCE)
    worded = {line.label.key: line.answer for line in review_lines(typed.flow, typed.session)}
    assert worded["registration.activity.label"] == "asuransi"


def offered(siti):
    """Return what is offered; "none" without what it is said of."""
    return [value.partition("-")[0] for value in siti.offered]


def test_the_list_is_offered_beside_the_words():
    siti = registering(*GREETED)

    assert (siti.offered, siti.labels) == (["*"], ["📋 Pick from the list"])


def test_who_picks_from_the_list_is_asked_for_a_group_and_sees_all_of_it():
    siti = registering(*GREETED, ">*")
    assert siti.offered == ["critical", "essential", "non_essential"]
    assert siti.labels == ["Critical", "Essential", "Other (non-essential)"]

    siti.does(">essential")
    assert siti.place == "sector"
    assert offered(siti) == [
        "ess_finance",
        "ess_capital_market",
        "ess_payment",
        "ess_ict",
        "ess_hotel",
        "ess_export",
        "ess_government",
        "unsure",
        "none",
    ]


def test_a_group_is_asked_for_only_where_the_list_was_wanted():
    siti = registering(*GREETED, "asuransi")

    assert siti.place == "sector"
    assert offered(siti) == ["ess_finance", "unsure", "none"]
    assert siti.labels == [
        "Finance and banking",
        "❔ Not sure, let an officer judge",
        "None of these",
    ]


def test_a_group_that_there_is_not_is_asked_for_again():
    assert registering(*GREETED, ">*", "penting").problem == "control.pick_a_button"


@pytest.mark.parametrize(
    "typed",
    [
        "ess_hotel",
        " ESS_HOTEL",
        "Perhotelan NON penanganan karantina",
        "hotels not used for quarantine",
    ],
)
def test_a_sector_may_be_typed_by_its_name_in_either_language(typed):
    siti = registering(*GREETED, ">*", ">essential", typed)

    assert siti.session.answers.values["sector"] == "ess_hotel"


@pytest.mark.parametrize("typed", ["crit_health", "Kesehatan", "hotel besar", ""])
def test_a_sector_that_is_not_offered_is_not_taken(typed):
    siti = registering(*GREETED, ">*", ">essential", typed)

    assert (siti.place, siti.problem) == ("sector", "control.pick_a_button")


def test_a_code_needs_no_sector():
    assert registering(*GREETED, "65111").place == "nib"


@pytest.mark.parametrize("typed", [f">none-{crc32(b'ess_finance'):08x}", " None "])
def test_whoever_finds_no_sector_is_sent_back_to_give_a_code(typed):
    siti = registering(*GREETED, "asuransi", typed)

    assert (siti.place, siti.offered) == ("no_sector", DOORS)


@pytest.mark.parametrize(
    "acts",
    [(">!back", ">!back", "pharmacy"), (">!back", ">!back", ">*", ">critical")],
)
def test_none_of_these_is_said_of_what_was_offered_and_of_nothing_else(acts):
    siti = registering(*GREETED, "asuransi", "none", *acts)

    assert siti.place == "sector"
    assert "crit_health" in siti.offered


def test_who_cannot_tell_the_sector_goes_on_to_an_officer():
    siti = registering(*GREETED, "asuransi", ">unsure")

    assert siti.place == "nib"
    assert comes_to(situation(), siti.session.answers, Outcome.OFFICER_REVIEW)


@pytest.mark.parametrize("acts", [("84",), ("kelurahan", ">ess_government")])
def test_a_trade_that_needs_no_permit_is_told_by_which_rule(acts):
    siti = registering(*GREETED, *acts)

    assert (siti.place, siti.offered) == ("exempt_business", DOORS)
    assert "kementerian, lembaga, instansi pemerintah" in siti.told
    assert siti.told.endswith("In force since 9 July 2021.")


@pytest.mark.parametrize("acts", [("68200",), ("salon", ">non_essential")])
def test_a_trade_that_gets_no_permit_is_told_so_before_anything_is_typed(acts):
    siti = registering(*GREETED, *acts)

    assert siti.place == "not_eligible"
    assert siti.offered == ["!open:reporting", *DOORS]
    assert "Non-essential: no permit can be given" in siti.told
    assert "diberlakukan 100% WFH" in siti.told
    assert "Source: Home Affairs Instruction 18/2021 (press" in siti.told
    assert "In force since 9 July 2021" in siti.told


def test_evidence_is_asked_for_before_anything_is_typed_where_the_rule_wants_it():
    siti = registering(*GREETED, "konveksi", ">ess_export")

    assert (siti.place, siti.offered, siti.labels) == (
        "evidence",
        ["yes", "no"],
        ["Yes", "Not yet"],
    )
    assert "Export-oriented industry needs further evidence" in siti.told
    assert "IOMKI" in siti.told
    assert "since 9 July 2021" in siti.told
    assert "12 bulan terakhir" in siti.told
    assert siti.does("ya").problem == "control.pick_a_button"


def test_whoever_has_no_evidence_yet_is_told_where_to_get_it():
    siti = registering(*GREETED, "konveksi", ">ess_export", ">no")

    assert (siti.place, siti.offered) == ("evidence_first", DOORS)
    assert "Export-oriented industry" in siti.told
    assert "since 9 July 2021" in siti.told


def test_whoever_has_the_evidence_goes_on():
    assert registering(*GREETED, "13111", ">yes").place == "nib"


def test_another_trade_takes_the_sector_of_the_first_one_along():
    siti = registering(
        *GREETED, "asuransi", ">ess_finance", Verb.CHANGE, ">!edit:activity", "hotel"
    )

    assert (siti.place, offered(siti)) == ("sector", ["ess_hotel", "unsure", "none"])


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        (("asuransi", ">ess_finance"), "Sector in the rules: Finance and banking"),
        (("65111",), "Sector in the rules: Finance and banking"),
        (("81210",), "An officer will judge the sector"),
        (("66411",), "Nearest sector: "),
        (("asuransi", ">unsure"), "An officer will judge the sector"),
    ],
)
def test_what_was_found_is_told_before_anything_else_is_asked(acts, told):
    siti = registering(*GREETED, *acts)

    assert siti.place == "nib"
    assert told in siti.told


def test_before_a_sector_is_known_none_is_said_to_be_found():
    assert found_sector(situation(), Answers()) == ""
    unsure = Answers({"activity": "asuransi", "sector": "unsure"})
    assert found_sector(situation(), unsure) == Text("registration.found.unsure")


@pytest.mark.parametrize(
    ("acts", "named"),
    [
        ((), "registration.activity.list"),
        ((">essential", ">unsure"), "registration.activity.listed"),
    ],
)
def test_until_a_sector_is_picked_from_the_list_the_list_or_the_doubt_is_named(acts, named):
    siti = registering(*GREETED, ">*", *acts)
    worded = {line.label.key: line.answer for line in review_lines(siti.flow, siti.session)}
    assert worded["registration.activity.label"] == Text(named)


def test_no_rule_is_told_before_a_sector_is_known():
    assert told_rule(situation(), Answers()) == {}
    assert told_rule(situation(), Answers({"activity": "asuransi"})) == {}


def test_no_rule_is_told_on_a_day_without_rules():
    assert told_rule(situation(date(2021, 9, 7)), Answers({"activity": "65111"})) == {}


def test_a_sector_that_is_no_more_is_ruled_by_nothing():
    gone = Answers({"activity": "asuransi", "sector": "ess_gone"})

    assert ruling(situation(), gone) is None
