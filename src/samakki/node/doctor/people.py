"""Whether the people are there without whom the node's rules cannot work. Needs Django."""

from collections.abc import Iterator

from samakki.access.domain.vocabulary import Duty
from samakki.access.queries.people import actors_with
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, ok, warn

LEAST_WHO_CONFIRM = 2


def people(config: NodeConfig) -> Iterator[Finding]:
    """Somebody reads the log, and two can give a colleague a role or a lost sign-in back."""
    if config.is_demo:
        return
    confirm = len(actors_with(Duty.CONFIRM_ROLES))
    overseers = len(actors_with(Duty.READ_AUDIT))
    if not overseers:
        yield warn(
            "Nobody on this node may read the audit log.",
            "Give an overseer a sign-in: `samakki officer add USERNAME --name NAME --desk DESK --role overseer`.",
            why="Who did what is written down, and nobody looks at it.",
        )
    if confirm < LEAST_WHO_CONFIRM:
        yield warn(
            f"{confirm} officers of this node may confirm roles.",
            "Let at least two hold such a role: one alone could be ill on the day on which it is needed.",
            why="Every role needs two people; without a second one nobody new can begin.",
        )
    if overseers and confirm >= LEAST_WHO_CONFIRM:
        yield ok(f"{overseers} officers may read the log, {confirm} may confirm roles")
