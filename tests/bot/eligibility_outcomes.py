"""What people read at every outcome of the tree, kept as text in both languages.

python -m tests.bot.eligibility_outcomes writes the texts anew; read the difference before it is
kept.
"""

from datetime import date, datetime, time
from pathlib import Path as File

from bot import policies
from bot.eligibility import Eligibility
from bot.wording import JAKARTA, load_texts
from flows.eligibility.path import Path, Spot, read_answers, write_data
from flows.eligibility.rules import rules_on
from flows.language import Language

FOLDER = File(__file__).parents[1] / "snapshots" / "eligibility"
LINK = "https://t.me/strp_contoh_bot"

OUTCOMES = {
    "asks_the_journey": ("2021-07-10", ""),
    "asks_the_employer": ("2021-07-10", "pdki"),
    "asks_the_work_in_health": ("2021-07-10", "pdki-khealth"),
    "asks_the_small_work": ("2021-07-10", "pdki-ksmall"),
    "asks_the_need": ("2021-07-10", "purgent"),
    "asks_the_group": ("2021-07-10", "pdki-kfirm"),
    "asks_the_sector": ("2021-07-10", "pdki-kfirm-gpower"),
    "company_registers": ("2021-07-10", "pdki-kfirm-sess_finance"),
    "company_registers_by_the_first_list": ("2021-07-07", "pdki-kfirm-scrit_construction"),
    "company_registers_by_code": ("2021-07-14", "pdki-kfirm-s65111"),
    "company_registers_at_level_three": ("2021-08-25", "pdki-kfirm-scrit_logistics"),
    "state_company_registers": ("2021-07-10", "pdki-kbumn-scrit_energy"),
    "staff_of_a_clinic_are_registered": ("2021-07-10", "pdki-kclinic"),
    "evidence_is_asked": ("2021-07-10", "pdki-kfirm-sess_export"),
    "evidence_of_a_contract_is_asked": ("2021-07-10", "pdki-kfirm-scrit_construction"),
    "officer_since_no_longer_named": ("2021-07-10", "pdki-kfirm-sess_payment"),
    "officer_since_the_code_is_doubtful": ("2021-07-10", "pdki-kfirm-s62010"),
    "officer_since_software_is_not_named": ("2021-07-10", "pdki-kfirm-s62"),
    "officer_since_outsourced": ("2021-07-10", "pdki-kvendor-scrit_food"),
    "officer_since_by_the_day": ("2021-07-14", "pdki-kdaily-scrit_construction"),
    "officer_since_code_and_employer_differ": ("2021-07-10", "pdki-kbumn-s84111"),
    "health_company_registers": ("2021-07-10", "pdki-kfirm-scrit_health"),
    "the_code_is_of_the_government": ("2021-07-10", "pdki-kfirm-s84111"),
    "works_from_home": ("2021-07-10", "pdki-kfirm-snon_essential"),
    "works_from_home_by_code": ("2021-07-10", "pdki-kfirm-s68200"),
    "works_from_home_though_outsourced": ("2021-07-10", "pdki-kvendor-snon_essential"),
    "government_is_exempt": ("2021-07-10", "pdki-kstate"),
    "government_is_exempt_on_the_train": ("2021-07-14", "pdki-kstate"),
    "health_worker_is_exempt": ("2021-07-10", "pdki-kmedic"),
    "pandemic_work_is_exempt": ("2021-07-10", "pdki-krelief"),
    "card_of_the_government": ("2021-07-14", "pdki-kstate-xcard"),
    "card_of_a_health_worker": ("2021-07-14", "pdki-kmedic-xcard"),
    "card_of_pandemic_work": ("2021-07-14", "pdki-krelief-xcard"),
    "visits_the_sick": ("2021-07-10", "purgent-ksick"),
    "visits_the_sick_in_august": ("2021-08-12", "purgent-ksick"),
    "visits_the_sick_in_late_july": ("2021-07-22", "purgent-ksick"),
    "mourns_before_anybody_spoke_of_the_way": ("2021-07-14", "purgent-kdeath"),
    "mourns": ("2021-07-22", "purgent-kdeath"),
    "gives_birth": ("2021-07-14", "purgent-kbirth"),
    "gives_birth_in_august": ("2021-08-12", "purgent-kbirth"),
    "accompanies_a_birth": ("2021-07-14", "purgent-kescort"),
    "needs_treatment": ("2021-07-10", "purgent-kmedical"),
    "needs_treatment_on_the_train": ("2021-07-14", "purgent-kmedical"),
    "needs_treatment_with_a_referral": ("2021-07-22", "purgent-kmedical"),
    "needs_treatment_in_august": ("2021-08-12", "purgent-kmedical"),
    "has_another_need": ("2021-07-10", "purgent-kerrand"),
    "drives_for_an_app_on_the_7th": ("2021-07-07", "pdki-kojol"),
    "drives_for_an_app_on_the_10th": ("2021-07-10", "pdki-kojol"),
    "drives_for_an_app_on_the_14th": ("2021-07-14", "pdki-kojol"),
    "drives_for_an_app_on_the_18th": ("2021-07-18", "pdki-kojol"),
    "drives_for_an_app_in_august": ("2021-08-12", "pdki-kojol"),
    "works_in_a_household": ("2021-07-10", "pdki-khome"),
    "has_an_own_business": ("2021-07-10", "pdki-kown"),
    "has_an_own_small_shop_in_august": ("2021-08-12", "pdki-kown"),
    "works_outside_jakarta": ("2021-07-10", "poutside"),
    "works_outside_jakarta_by_train": ("2021-07-14", "poutside"),
    "passes_through": ("2021-07-10", "ptrip"),
    "passes_through_by_train": ("2021-07-14", "ptrip"),
    "does_not_know_the_journey": ("2021-07-10", "punsure"),
    "does_not_know_the_place": ("2021-07-10", "pseveral"),
    "does_not_know_the_employer": ("2021-07-10", "pdki-kunsure"),
    "does_not_know_the_need": ("2021-07-10", "purgent-kunsure"),
    "does_not_know_the_sector": ("2021-07-10", "pdki-kfirm-gunsure"),
    "papers_of_a_company": ("2021-07-10", "pdki-kfirm-sess_finance-xpapers"),
    "papers_with_evidence": ("2021-07-10", "pdki-kfirm-sess_export-xpapers"),
    "papers_of_a_person": ("2021-07-10", "purgent-ksick-xpapers"),
    "asks_the_hr": ("2021-07-10", "pdki-kfirm-sess_finance-xhr"),
    "asks_the_hr_for_the_code": ("2021-07-10", "pdki-kfirm-gunsure-xhr"),
    "not_yet": ("2021-07-04", ""),
    "ended_with_a_transition": ("2021-09-08", ""),
    "ended": ("2021-09-12", ""),
}


def eligibility(day, link=LINK):
    """Answer as on a day, at noon in Jakarta."""
    noon = datetime.combine(date.fromisoformat(day), time(12), JAKARTA)
    return Eligibility(policies.load(), load_texts(), lambda: noon, link)


def data_of(day, answers, language=Language.ID):
    """Return the button that leads to an outcome."""
    edition = rules_on(policies.load(), date.fromisoformat(day)).edition
    path = read_answers(answers) if answers else Path()
    return write_data(Spot(language, path, edition))


def shown(name, language):
    """Return what is read at an outcome: the text, and the words of the buttons."""
    day, answers = OUTCOMES[name]
    message = eligibility(day).answer(data_of(day, answers, language))
    buttons = (" ".join(f"[{button.label}]" for button in row) for row in message.rows)
    return "\n".join((message.html, "", *buttons)) + "\n"


def kept(name, language):
    """Return the file that keeps an outcome."""
    return FOLDER / language.value / f"{name}.txt"


def main():
    """Write every outcome anew."""
    for language in Language:
        kept("", language).parent.mkdir(parents=True, exist_ok=True)
        for old in kept("", language).parent.glob("*.txt"):
            old.unlink()
        for name in OUTCOMES:
            kept(name, language).write_text(shown(name, language), "utf-8")


if __name__ == "__main__":
    main()
