"""Which tests hold which modules to their promises: what a lie is tried against."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Group:
    """Modules and the tests that must notice a lie in any of them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


def _group(modules: str, tests: str, *, root: str = "flows/") -> Group:
    return Group(
        tuple(f"{root}{name}.py" for name in modules.split()),
        tuple(f"tests/{name}" for name in tests.split()),
    )


GROUPS = {
    "engine": _group(
        "dialogue effects emptying events language position resume screens session stepping turn",
        "flows/test_turn.py flows/test_moves.py flows/test_screens.py flows/test_sessions.py "
        "flows/test_rows_and_endings.py "
        "flows/test_nothing_is_met_with_silence.py flows/test_language.py "
        "flows/test_corrected_answers.py",
    ),
    "checker": _group(
        "abstraction checker diagram exploration promises",
        "flows/test_promises.py flows/test_answers_alike.py flows/test_exploration.py "
        "flows/test_diagram.py flows/test_dead_ends.py flows/test_checker.py",
    ),
    "decisions": _group(
        "rules/decision rules/kbli rules/people rules/policy rules/sectors",
        "flows/rules/test_decisions.py flows/rules/test_kbli.py "
        "flows/rules/test_sectors_are_found_by_words.py",
    ),
    "identity": _group(
        "rules/identity rules/regions",
        "flows/rules/test_identity.py flows/rules/test_any_number.py",
    ),
    "people": _group(
        "rules/roster rules/pasted rules/entries",
        "flows/rules/test_pasted.py flows/rules/test_rosters.py flows/rules/test_any_list.py",
    ),
    "promise": _group("rules/promise", "flows/rules/test_promise.py"),
    "applications": _group(
        "rules/applications",
        "flows/rules/test_applications.py flows/rules/test_the_second_look.py",
    ),
    "rejudging": _group("rules/rejudging", "flows/rules/test_rejudging.py"),
    "checks": _group("rules/checks", "flows/rules/test_checks.py"),
    "permits": _group(
        "rules/areas rules/permits rules/places",
        "flows/rules/test_places.py flows/rules/test_permits.py",
    ),
    "issuing": _group("rules/issuing", "flows/rules/test_issuing.py"),
    "codes": _group(
        "rules/base41 rules/cbor rules/token rules/control_code",
        "flows/rules/test_base41.py flows/rules/test_cbor.py flows/rules/test_token.py "
        "flows/rules/test_control_code.py",
    ),
    "office": _group(
        "rules/codenames rules/companies rules/figures rules/notices rules/officers "
        "rules/striking rules/row_numbers",
        "flows/rules/test_codenames.py flows/rules/test_figures.py flows/rules/test_striking.py "
        "flows/rules/test_row_numbers.py "
        "flows/rules/test_officers_companies_and_notices.py",
    ),
    "reports": _group(
        "rules/receipt rules/cases rules/field_order rules/ordinary_words "
        "rules/employers rules/identity_questions rules/hunting_words rules/letters "
        "reporting/report reporting/follow_up reporting/start reporting/words reporting/choosing",
        "flows/reporting/test_a_report_in_words.py flows/reporting/test_coming_back_in_words.py "
        "flows/reporting/test_what_reporters_type.py flows/reporting/test_the_own_code.py "
        "flows/reporting/test_no_place_for_a_person.py "
        "flows/reporting/test_receipts_by_example.py flows/reporting/test_cases_by_example.py "
        "flows/reporting/test_nobody_asks_who_reports.py "
        "flows/reporting/test_names_of_an_employer.py "
        "flows/reporting/test_orders_by_example.py "
        "flows/reporting/test_nobody_is_sent_after_a_reporter.py",
    ),
    "links": _group(
        "citing doors links menu",
        "flows/test_menu.py flows/test_doors.py flows/test_citing.py flows/test_links.py",
    ),
    "registration": _group(
        "registration/company registration/sector registration/who registration/people "
        "registration/papers registration/keys registration/conversation",
        "flows/registration",
    ),
    "employee": _group(
        "registration/employee",
        "flows/registration/test_an_employee_is_entered.py "
        "flows/registration/test_the_checker_hears_every_reply.py",
    ),
    "replies": _group("replies rules/phones", "flows/test_replies_are_read.py flows/registration"),
    "courtesy": _group("courtesy", "flows/test_courtesy.py"),
    "catalogue": _group(
        "catalogue situation",
        "flows/test_catalogue.py flows/status "
        "flows/registration/test_a_company_goes_the_whole_way.py "
        "flows/registration/test_who_is_asked.py",
    ),
    "status": _group("status/conversation", "flows/status"),
    "eligibility": _group(
        "eligibility/path eligibility/verdict eligibility/tree eligibility/leaves "
        "eligibility/page eligibility/naming eligibility/telling eligibility/rules",
        "flows/eligibility/test_outcomes_read_as_they_were_kept.py "
        "flows/eligibility/test_every_page_leads_where_it_says.py "
        "flows/eligibility/test_a_business_is_named_before_it_is_asked.py "
        "flows/eligibility/test_a_button_is_read_as_it_is_written.py "
        "flows/eligibility/test_the_tree_agrees_with_the_table.py "
        "flows/eligibility/test_answers_change_with_the_rules.py",
    ),
    "proofs": _group(
        "eligibility/walk eligibility/checking eligibility/drawing",
        "flows/eligibility/test_the_proof_of_the_tree_bites.py "
        "flows/eligibility/test_the_drawing_is_the_tree.py "
        "flows/eligibility/test_the_walk_leaves_nothing_out.py "
        "flows/eligibility/test_outcomes_read_as_they_were_kept.py",
    ),
    "topics": _group("questions/intents", "flows/questions/test_every_question_has_its_words.py"),
    "asking": _group("questions/asking", "flows/questions/test_what_becomes_of_a_question.py"),
    "answers": _group("questions/answers", "flows/questions/test_an_answer_is_that_of_its_day.py"),
    "offers": _group("questions/offers", "flows/questions/test_what_is_offered.py"),
    "trades": _group("questions/trades", "flows/questions/test_trades_are_told_from_questions.py"),
    "manner": _group("questions/manner", "flows/questions/test_how_words_are_put.py"),
    "patients": _group(
        "questions/patients", "flows/questions/test_patients_are_known_by_a_word.py"
    ),
    "reading": _group(
        "questions/normal questions/features questions/tongue",
        "flows/questions/test_a_text_is_read_as_plain_words.py",
    ),
    "weighing": _group(
        "questions/weighing questions/ranker", "flows/questions/test_a_text_weighs_what_it_says.py"
    ),
    "teaching": _group(
        "questions/approved questions/lessons questions/asserting",
        "flows/questions/test_phrasings_and_lessons.py "
        "flows/questions/test_no_answer_says_who_may.py",
    ),
    "keeping": _group(
        "questions/guard questions/unmatched",
        "flows/questions/test_nothing_personal_is_left.py flows/questions/test_what_is_offered.py",
    ),
    "gathering": _group(
        "questions/clusters", "flows/questions/test_alike_questions_stand_together.py"
    ),
    "crypto": _group(
        "storage/reports/receipt_keys storage/reports/case_keys storage/reports/envelopes "
        "storage/reports/epochs storage/reports/secrets storage/reports/photos storage/sealing "
        "bot/reporting/sealed_file",
        "storage/sealed/test_the_bytes_of_reports_stay_as_they_are.py "
        "storage/sealed/test_what_is_kept_sealed_stays_as_it_is.py "
        "storage/sealed/test_inspectors_keys_stay_as_they_are.py "
        "storage/sealed/test_a_sealed_case_stays_as_it_is.py "
        "storage/sealed/test_secrets_in_files_stay_as_they_are.py "
        "storage/test_keys_are_kept_to_ourselves.py "
        "storage/reports/test_envelopes_open_only_where_they_belong.py "
        "bot/reporting/test_inspect_command.py",
        root="",
    ),
}


def tests_of(module: str) -> tuple[str, ...]:
    """Return the tests that promise something about a module; none for a module of no group."""
    found = (group.tests for group in GROUPS.values() if module in group.modules)
    return next(found, ())


def absent(names: Iterable[str]) -> list[str]:
    """Return what these groups name and nobody wrote: a promise that cannot be tried."""
    named = (name for each in names for name in (*GROUPS[each].modules, *GROUPS[each].tests))
    return sorted({name for name in named if not (ROOT / name).exists()})


def ungrouped() -> list[str]:
    """Return the modules of ``flows/`` that no group holds to anything."""
    grouped = {module for group in GROUPS.values() for module in group.modules}
    every = (path.relative_to(ROOT).as_posix() for path in (ROOT / "flows").rglob("*.py"))
    return sorted(path for path in every if path not in grouped)
