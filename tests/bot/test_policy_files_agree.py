"""Policy files that contradict one another are refused before anybody is judged by them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.policies import BrokenPolicy, read_files
from bot.policy_proof import prove

WRITTEN = read_files()


def people(**changed):
    """Return what is written, with something else about people."""
    return replace(WRITTEN, people=WRITTEN.people.model_copy(update=changed))


def ruling(kind, **changed):
    """Return every ruling, the last one of a kind changed."""
    *before, last = WRITTEN.people.rulings[kind]
    return {**WRITTEN.people.rulings, kind: (*before, last.model_copy(update=changed))}


def test_what_is_written_holds_together():
    prove(WRITTEN)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"rulings": ruling("ojol", since=date(2021, 7, 14))}, "do not follow one another"),
        ({"rulings": {**WRITTEN.people.rulings, "ojol": ()}}, "do not follow one another"),
        (
            {"rulings": ruling("home", sources=("RUMOUR",))},
            "sources named but not declared: RUMOUR",
        ),
        ({"rulings": ruling("clinic", sector="crit_magic")}, "sectors named .*: crit_magic"),
        ({"rulings": ruling("state", exemption="nobles")}, "exemptions named .*: nobles"),
        ({"papers": {}}, "exemptions without papers"),
        ({"groups": {**WRITTEN.people.groups, "media": ()}}, "stands in one group"),
        ({"groups": {**WRITTEN.people.groups, "more": ("ess_ict",)}}, "stands in one group"),
    ],
)
def test_people_that_do_not_fit_the_rest_are_refused(changed, told):
    with pytest.raises(BrokenPolicy, match=told):
        prove(people(**changed))


def test_words_of_a_version_belong_to_a_sector_or_a_category():
    first, *others = WRITTEN.versions
    reworded = first.model_copy(update={"wordings": {"nobody": "anything"}})
    with pytest.raises(BrokenPolicy, match="wordings named but not declared: nobody"):
        prove(replace(WRITTEN, versions=(reworded, *others)))


def test_every_source_has_a_name_for_people():
    sources = WRITTEN.sources.model_copy(update={"cited": {}})
    with pytest.raises(BrokenPolicy, match="sources without a name"):
        prove(replace(WRITTEN, sources=sources))


def test_a_version_that_overlaps_is_refused_with_the_day_to_set():
    *others, last = WRITTEN.versions
    copied = last.model_copy(update={"id": "ppkm-new", "effective_from": date(2021, 8, 24)})
    told = "ppkm-new does not begin when ppkm-2021-08-17 ends: effective_to .* is 2021-09-06"
    with pytest.raises(BrokenPolicy, match=told):
        prove(replace(WRITTEN, versions=(*others, last, copied)))
