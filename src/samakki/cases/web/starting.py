"""What cases tells the frame and the subjects below when the node starts."""

from samakki.access import registries as access
from samakki.cases import actions, queries


def register() -> None:
    """Register everything; calling it again changes nothing."""
    access.answer_companions("cases", queries.parts_of)
    access.on_membership_change("cases", actions.tell_team_change)
