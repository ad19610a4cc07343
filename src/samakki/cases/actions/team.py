"""Who works on a case. A member of the team is one on every folder that their role reads."""

from datetime import datetime

from samakki.access import actions as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.access.registries import MembershipChange
from samakki.cases import queries
from samakki.cases.models import Case
from samakki.cases.registries import TeamChange, team_changes
from samakki.kernel.refusals import Refusal


def add_to_team(*, by: Officer, case: str, officer: str, purpose: Purpose, ends_at: datetime | None = None) -> None:
    """Put an officer on the team of a case, for one purpose.

    Raises:
        Refused: as ``access.actions.add_member``; the entry in the log is that verb's.
    """
    access.add_member(by=by, reference=case, officer=officer, purpose=purpose, ends_at=ends_at)


def end_team(*, by: Officer, case: str, officer: str) -> None:
    """Take an officer off the team of a case and its folders at once.

    Raises:
        Refused: "lead-leaves" for the officer who leads it, or as ``access.actions.end_membership``.
    """
    seen = queries.case(by, case)
    if seen is not None and seen.lead == officer:
        raise logged_refusal(by, "end_membership", case, [Refusal("lead-leaves")])
    access.end_membership(by=by, reference=case, officer=officer)


def tell_team_change(by: Officer, change: MembershipChange) -> None:
    """Tell subjects above that a team changed, whichever page changed it. For ``access.registries``."""
    if Case.objects.filter(reference=change.reference).exists():
        told = TeamChange(change.reference, change.officer, change.purpose, has_joined=change.is_tied, by=by.code)
        for tell in team_changes.values():
            tell(by, told)
