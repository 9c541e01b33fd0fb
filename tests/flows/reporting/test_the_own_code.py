"""The code of one's own report: made for one, seen once more, typed back, and never changed."""

import pytest

from flows.dialogue import Answers, Unreadable
from flows.events import Pressed, Verb
from flows.position import here, place_name
from flows.reporting import REPORT
from flows.reporting.report import read_last_group
from flows.turn import turn
from tests.flows.reporting.talk import CODE, Talk
from tests.flows.reporting.written import written

LAST_ASKED = "Kode laporan Anda"


def at_the_code():
    """Return a report whose writer went back to its code."""
    return Talk(REPORT).does(CODE).asks(Verb.BACK)


def test_before_there_is_a_code_none_is_shown_and_none_can_be_noted():
    talk = Talk(REPORT)
    assert "Ini kode laporan Anda:\n\n\n\nCatat" in talk.seen
    assert not talk.buttons
    assert talk.does("noted").problem == "Kode belum ada. Mulai lagi dengan /lapor."


@pytest.mark.parametrize("made", [CODE, "2h4k9qrt0xyz7bcdm3np"])
def test_the_code_is_kept_as_it_is_written_down(made):
    assert Talk(REPORT).does(made).session.answers.values == {"receipt": CODE}


def test_who_goes_back_sees_the_code_again():
    talk = at_the_code()
    assert CODE in talk.seen
    assert talk.buttons == ["Sudah saya catat", "Biarkan seperti semula"]


@pytest.mark.parametrize("deed", [">Sudah saya catat", "m3np", CODE.lower()])
def test_who_noted_the_code_goes_on(deed):
    talk = at_the_code().does(deed)
    assert talk.seen.startswith("Lapor tempat kerja tanpa nama")
    assert talk.session.answers.values == {"receipt": CODE}


def test_a_button_under_the_code_goes_on_working_after_a_release():
    talk = at_the_code()
    after, _ = turn(REPORT, talk.session, Pressed(talk.session.revision, "noted"))
    assert place_name(here(REPORT, after)) == "promise"


@pytest.mark.parametrize("typed", ["7BCD", "0000-0000-0000-0000-0000", "", "catat"])
def test_nothing_typed_changes_the_code(typed):
    talk = at_the_code().does(typed)
    assert talk.problem == "Itu bukan kelompok terakhir dari kode. Lihat lagi catatan Anda."
    assert talk.session.answers.values == {"receipt": CODE}


@pytest.mark.parametrize("typed", ["m3np", " M3NP", "M-3-N-P", CODE, CODE.lower()])
def test_the_last_group_typed_back_leads_to_sending(typed):
    talk = written(LAST_ASKED)
    assert CODE in talk.seen
    assert talk.does(typed).seen.startswith("Periksa sekali lagi")
    assert talk.session.answers.values["typed_back"] == "M3NP"


@pytest.mark.parametrize("typed", ["7BCD", "2H4K", "", "noted", "sudah"])
def test_who_cannot_type_it_back_is_asked_once_more(typed):
    talk = written(LAST_ASKED).does(typed)
    assert talk.problem == "Itu bukan kelompok terakhir dari kode. Lihat lagi catatan Anda."
    assert talk.seen.startswith(LAST_ASKED)


@pytest.mark.parametrize("typed", ["", "?", "M3NP"])
def test_without_a_code_nothing_is_its_last_group(typed):
    with pytest.raises(Unreadable):
        read_last_group(typed, Answers())
