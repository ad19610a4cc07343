"""Whether the node runs, and whether its keeper does its work."""

from collections.abc import Iterator
from datetime import UTC, datetime

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.node.serving.family import is_locked
from samakki.node.serving.report import SILENT_AFTER, read_report


def node(config: NodeConfig) -> Iterator[Finding]:
    """The node runs, with a keeper that reports and succeeds."""
    if not is_locked(config.state / "node.lock"):
        yield warn("The node is not running.", "Start it with `samakki run`, or `systemctl start samakki`.")
        return
    report = read_report(config.state)
    if report is None or datetime.now(UTC) - report.at > SILENT_AFTER:
        yield fail(
            "The node runs and its keeper is silent: audit entries get no place and no checkpoint.",
            "Look into logs/keeper.log, and restart the node.",
        )
    elif report.failing:
        yield fail(
            f"The keeper fails at: {', '.join(report.failing)}.",
            "Look into logs/keeper.log; it tries again by itself.",
        )
    else:
        yield ok("The node runs, and its keeper reports")
