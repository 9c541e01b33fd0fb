"""What officers taught is printed for a person to read and commit; nothing ships by itself."""

import csv
import io
from dataclasses import replace
from datetime import date

import yaml

from bot.commands.questions import labelled, written_out
from bot.corpus import HOME
from bot.questions import load_questions
from flows.dialogue import Names
from flows.language import Language
from flows.questions.approved import approved_phrasings
from flows.questions.lessons import Lesson, LessonStatus
from flows.questions.unmatched import Unmatched
from tests.bot.test_the_command_line import strp
from tests.support.builders import NOON

FEES = Lesson(3, "ongkosnya: berapa", "", "price", None, LessonStatus.IN_FORCE, "siti", NOON)
HOURS = replace(FEES, number=1, phrase="tutup pukul", intent="service_hours")
OWN = replace(
    FEES, number=2, phrase="idul adha", intent="", written=Names("Tutup.", 'Closed: "yes".')
)


def test_phrasings_are_written_as_the_file_of_the_package_has_them():
    told = written_out([FEES, OWN, HOURS, replace(FEES, number=4, phrase="# tarif")])
    phrasings, own = yaml.safe_load_all(told)
    assert phrasings == {
        "price": "ongkosnya: berapa\n# tarif\n",
        "service_hours": "tutup pukul\n",
    }
    assert own == [{"phrase": "idul adha", "id": "Tutup.", "en": 'Closed: "yes".'}]
    small = yaml.safe_load((HOME / "approved.yaml").read_text("utf-8"))["small_words"]
    reader = load_questions().reader
    approved = approved_phrasings({**phrasings, "small_words": small}, reader)
    assert approved.find(reader.words("min tarif ya?")) == "price"


def test_a_text_is_labelled_by_what_most_tapped_after_it():
    def asked(text, **taps):
        words = {word.replace("__", "."): times for word, times in taps.items()}
        return Unmatched(text, Language.ID, date(2021, 7, 10), taps=words)

    rows = labelled(
        [
            asked("a", price=3, none=1),
            asked("b", price=1),
            asked("c", price=2, sla=2),
            asked("d", none=9),
            asked("e …", price=9),
            asked("f", elig_sector__ess_finance=2),
        ],
        least=2,
    )
    assert [row[:3] for row in rows] == [("a", "price", ""), ("f", "elig_sector", "ess_finance")]


def test_the_command_prints_what_a_store_holds(tmp_path, monkeypatch):
    monkeypatch.setenv("STRP_STORE__DATA", str(tmp_path / "data"))
    told = strp("questions", "export")
    assert (told.returncode, told.stdout) == (0, "")
    labels = strp("questions", "export", "--labels")
    assert next(csv.reader(io.StringIO(labels.stdout)))[:2] == ["question", "intent"]
    assert strp("questions", "export", "--nothing").returncode == 2
