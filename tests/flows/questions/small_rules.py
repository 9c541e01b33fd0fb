"""Rules small enough to hold in one's head: two versions, five sectors, and what both share."""

from dataclasses import replace
from datetime import date, time
from typing import Final

from flows.dialogue import Names
from flows.questions.answers import Answers
from flows.rules.caps import WorkUnit
from flows.rules.people import People, Ruling, Verdict
from flows.rules.policy import Exemption, Policies, Policy, Procedure
from flows.rules.sectors import Category, Sector

BEFORE: Final = date(2021, 7, 1)  # no rules yet
EARLY: Final = date(2021, 7, 5)
TENTH: Final = date(2021, 7, 10)
ENDED: Final = date(2021, 9, 7)


def both(word: str) -> Names:
    return Names(word, f"{word} in English")


def a_sector(name: str, category: Category, *keywords: str) -> Sector:
    return Sector(name, category, both(name), keywords, ("KEP1",), wording=f"aturan {name}")


FOOD: Final = a_sector("crit_food", Category.CRITICAL, "warung makan", "makanan")
HOTEL: Final = a_sector("ess_hotel", Category.ESSENTIAL, "hotel")
EXPORT: Final = a_sector("ess_export", Category.ESSENTIAL, "ekspor")
SALON: Final = a_sector("non_essential", Category.NON_ESSENTIAL, "salon", "pangkas rambut")
OFFICE: Final = a_sector("ess_government", Category.ESSENTIAL, "kelurahan")
SECTORS: Final = {one.id: one for one in (FOOD, HOTEL, EXPORT, SALON, OFFICE)}

RULINGS: Final = {
    "ojol": (
        Ruling(date(2021, 7, 5), both("tidak disebut"), ("KEP1",), Verdict.SILENT),
        Ruling(TENTH, both("wajib"), ("KEP1",), Verdict.PLATFORM, read=date(2021, 7, 12)),
    ),
    "level": (Ruling(date(2021, 8, 24), both("belum diperiksa"), ("KEP1",)),),
}
PROCEDURE: Final = Procedure(
    exemptions={"government": Exemption("government", both("ASN"), ("staff_card",), ("KEP1",))},
    reasons={},
    evidence={"iomki": both("IOMKI"), "plan": both("rencana ekspor")},
    opens=time(7, 30),
    closes=time(21, 5),
    promise_hours=5,
    photo_kb=200,
    pdf_kb=2049,
    permits_end=ENDED,
    permits_end_source="END",
    caveat=both("salinan"),
    sources={"KEP1": "https://contoh.id/kep1", "END": "https://contoh.id/end"},
    cited={"KEP1": both("Keputusan 1"), "END": both("Adendum")},
    people=People(
        RULINGS,
        {"food": ("crit_food", "ess_hotel"), "plant": ("ess_export", "62"), "rest": (SALON.id,)},
        {},
    ),
)
LATER: Final = Policy(
    id="later",
    title=both("kemudian"),
    effective_from=date(2021, 7, 9),
    effective_to=date(2021, 9, 6),
    permits_from=date(2021, 7, 9),
    legal=("KEP1",),
    note="",
    renewals=(),
    sectors=SECTORS,
    caps={
        "crit_food": {WorkUnit.SERVICE: 100, WorkUnit.PRODUCTION: None, WorkUnit.OFFICE: 25},
        "ess_export": {WorkUnit.PRODUCTION: 50, WorkUnit.OFFICE: 0},
    },
    evidence={"ess_export": ("iomki", "plan")},
    codes={},
    wordings={},
    procedure=PROCEDURE,
)
FIRST: Final = replace(  # it does not know hotels yet
    LATER,
    id="first",
    effective_from=date(2021, 7, 3),
    effective_to=date(2021, 7, 8),
    permits_from=EARLY,
    sectors={name: one for name, one in SECTORS.items() if name != "ess_hotel"},
)
ANSWERS: Final = Answers(
    Policies((FIRST, LATER)),
    {"sla": (date(2021, 7, 9), date(2021, 7, 17)), "transit": (TENTH, ENDED)},
)
