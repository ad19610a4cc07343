"""Synthetic cases, reports and entities, made through the actions that make real ones. Every subject adds its own."""

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions as cases
from samakki.cases.domain.opening import NewCase
from samakki.cases.domain.vocabulary import Offence
from samakki.intelligence import actions as intelligence
from samakki.intelligence.domain.writing import NewItem, NewReport
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.kernel.handling import Handling

TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def a_case(
    by: Officer,
    *,
    nickname: str = "Blue lorry",
    offences: frozenset[Offence] = frozenset({Offence.TRAFFICKING}),
    countries: tuple[str, ...] = ("KH", "TH"),
    purpose: Purpose = TRAFFICKING,
) -> str:
    """Open a case that `by` leads, and give its reference."""
    new = NewCase(nickname, nickname_is_no_name=True, offences=offences, countries=countries)
    return cases.open_case(by=by, new=new, purpose=purpose)


def on_team(by: Officer, case: str, officer: Officer, *, purpose: Purpose = TRAFFICKING) -> None:
    """Put an officer on the team of a case. `by` manages its members: a supervisor of the desk, a prosecutor on it."""
    cases.add_to_team(by=by, case=case, officer=officer.code, purpose=purpose)


def a_report(
    by: Officer,
    *,
    text: str = "A man who calls himself Bong Lek drives people from the market to the river.",
    headline: str = "Driver at the market",
    purpose: Purpose = TRAFFICKING,
    source_reference: str = "",
) -> str:
    """Write a report as a draft, and give its reference."""
    new = NewReport(purpose, text, headline=headline, source_reference=source_reference)
    return intelligence.start_report(by=by, new=new)


def an_item(
    by: Officer,
    report: str,
    *,
    raw: str = "A man called Bong Lek drives a white van.",
    sanitised: str = "A person of that name drives a van.",
    grade: str = "B2",
    handling: Handling | None = None,
) -> str:
    """Add a graded item to a draft, and give its reference."""
    native = NativeGrade.parse(grade, system=GradeSystem.FOUR_BY_FOUR)
    new = NewItem(raw, sanitised=sanitised, grade=native, handling=handling)
    return intelligence.add_item(by=by, reference=report, new=new)


def a_sanitised_report(by: Officer) -> str:
    """A report whose texts wait for a second person, each warning answered."""
    report = a_report(by)
    an_item(by, report)
    intelligence.grade_report(by=by, reference=report)
    intelligence.sanitise_report(by=by, reference=report)
    return report
