"""Whether the node runs, and whether its keeper does its work."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.node.serving.family import is_locked
from samakki.node.serving.patience import read_pages_report
from samakki.node.serving.report import SILENT_AFTER, read_report

TOLD_FOR = timedelta(days=1)


def node(config: NodeConfig) -> Iterator[Finding]:
    """The node runs, with a keeper that reports and succeeds, and pages that do not end again and again."""
    yield from _pages(config)
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


def _pages(config: NodeConfig) -> Iterator[Finding]:
    """What ended lately of the processes that answer pages."""
    found = read_pages_report(config.state)
    if found is None or datetime.now(UTC) - found.at > TOLD_FOR:
        return
    last = f"{found.at:%Y-%m-%d %H:%M} UTC with exit code {found.exit_code}"
    what = f"ended {found.failures} times without a well minute between them, last at {last}"
    if found.has_given_up:
        yield fail(
            f"Processes that answer pages {what}: the node gave up.",
            "Look for the cause in logs/main.log and logs/web-1.log, then start the node.",
        )
    else:
        yield warn(
            f"Processes that answer pages {what}, and were started again.",
            "Look for the cause in logs/main.log and logs/web-1.log: memory or the database, as a rule.",
        )
