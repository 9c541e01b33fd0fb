"""Which tests hold which modules of ``flows/`` to their promises: what a lie is tried against."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Group:
    """Modules and the tests that must notice a lie in any of them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


def _group(modules: str, tests: str) -> Group:
    return Group(
        tuple(f"flows/{name}.py" for name in modules.split()),
        tuple(f"tests/{name}" for name in tests.split()),
    )


GROUPS = {
    "engine": _group(
        "dialogue effects emptying events language position resume screens session stepping turn",
        "flows/test_turn.py flows/test_screens_and_sessions.py flows/test_corrected_answers.py "
        "flows/test_checker.py flows/test_random_conversations.py",
    ),
    "checker": _group(
        "abstraction checker diagram exploration promises",
        "flows/test_diagram.py flows/test_checker.py",
    ),
    "decisions": _group(
        "rules/decision rules/kbli rules/people rules/policy rules/sectors",
        "flows/rules/test_kbli.py flows/rules/test_decisions.py "
        "acceptance/test_the_scenarios_of_the_rules.py "
        "flows/eligibility/test_the_tree_agrees_with_the_table.py bot/test_policy_files_agree.py",
    ),
    "people": _group(
        "rules/identity rules/roster rules/pasted rules/entries rules/regions",
        "flows/rules/test_identity.py flows/rules/test_pasted.py flows/rules/test_rosters.py",
    ),
    "promise": _group("rules/promise", "flows/rules/test_promise.py"),
    "applications": _group("rules/applications", "flows/rules/test_applications.py"),
    "checks": _group("rules/checks", "flows/rules/test_checks.py"),
    "permits": _group(
        "rules/token rules/cbor rules/base41 rules/control_code rules/issuing rules/areas "
        "rules/permits rules/places",
        "flows/rules/test_token.py flows/rules/test_control_code.py flows/rules/test_issuing.py",
    ),
    "office": _group(
        "rules/codenames rules/companies rules/figures rules/notices rules/officers "
        "rules/striking",
        "flows/rules/test_office.py",
    ),
    "reports": _group(
        "rules/receipt rules/cases rules/field_order reporting/report reporting/follow_up "
        "reporting/start reporting/words reporting/choosing",
        "flows/reporting/test_receipts_and_cases.py flows/reporting/test_report_flow.py",
    ),
    "links": _group("citing doors links menu", "flows/test_doors.py flows/test_links.py"),
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
    "replies": _group("replies", "flows/test_replies_are_read.py flows/registration"),
    "catalogue": _group(
        "catalogue situation",
        "flows/test_catalogue.py flows/status "
        "flows/registration/test_a_company_goes_the_whole_way.py "
        "flows/registration/test_who_is_asked.py",
    ),
    "status": _group("status/conversation", "flows/status"),
    "eligibility": _group(
        "eligibility/path eligibility/walk eligibility/verdict eligibility/tree "
        "eligibility/leaves eligibility/page eligibility/telling eligibility/rules "
        "eligibility/checking eligibility/drawing",
        "flows/eligibility",
    ),
    "questions": _group(
        "questions/answers questions/approved questions/asking questions/clusters "
        "questions/features questions/guard questions/intents questions/lessons "
        "questions/normal questions/offers questions/ranker questions/tongue questions/trades "
        "questions/unmatched questions/weighing",
        "questions/test_offers_lead_somewhere.py questions/test_questions_are_gathered.py "
        "questions/test_a_question_is_answered_in_its_language.py "
        "questions/test_nothing_personal_is_kept.py "
        "questions/test_any_text_gets_an_honest_answer.py "
        "questions/test_every_question_has_its_answer.py "
        "questions/test_nothing_is_asserted_lightly.py",
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
