"""Possible matches: whether everything was compared, by the present models. Needs Django."""

from collections.abc import Iterator

from samakki.matching import actions
from samakki.matching.queries.finding import failed_count
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, ok, warn


def comparing(_config: NodeConfig) -> Iterator[Finding]:
    """Entities that wait, were compared by an older model, or could not be compared."""
    found = actions.progress()
    failed = failed_count()
    if failed:
        yield warn(
            f"{failed} entities could not be compared with others.",
            "Look in the worker's log for “an entity was not compared”, then run `samakki matching rebuild`.",
        )
    behind = found.total - found.done - failed
    if behind > 0:
        yield warn(
            f"{behind} of {found.total} entities are still to be compared with others by the present models.",
            "A running node compares what was written by itself. After a new version of the software or a bulk load, "
            "run `samakki matching rebuild`.",
        )
    if not failed and behind <= 0:
        yield ok(f"Possible matches: all {found.total} entities are compared")
