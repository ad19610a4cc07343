"""Synthetic cases, reports and entities, made through the actions that make real ones. Every subject adds its own."""

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions as cases
from samakki.cases.domain.opening import NewCase
from samakki.cases.domain.vocabulary import Offence

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
