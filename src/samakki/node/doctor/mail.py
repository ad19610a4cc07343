"""Messages that should be elsewhere by now, and the address at which other nodes call. Needs Django."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from samakki.exchange.actions.https_line import why_unreachable
from samakki.exchange.queries import directory
from samakki.exchange.queries.backlog import backlog
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

TOO_LONG = timedelta(hours=24)
LINES = "Look at the page *Lines to other nodes*; without a line, carry them: `samakki bundle export`."


def unsent(config: NodeConfig) -> Iterator[Finding]:
    """Nothing waits longer than a day, nothing is parked, no alarm is unseen."""
    if not config.text("exchange.name"):
        return
    found, now = backlog(), timezone.now()
    if found.alarms:
        yield fail(
            f"{found.alarms} alarms of the exchange have not been looked into.",
            "An overseer or administrator opens *Lines to other nodes*; telephone the other node first.",
            why="Something happened that does not happen between honest nodes.",
        )
    if found.parked:
        yield warn(f"{found.parked} messages wait for somebody to say that they should be tried again.", LINES)
    if found.oldest and now - found.oldest > TOO_LONG:
        days = (now - found.oldest).days
        yield warn(f"{found.waiting} messages wait for a line, the oldest for {days} days; after 30 they are given up.",
                   LINES)  # fmt: skip
    elif not (found.alarms or found.parked):
        yield ok(f"Messages: {found.waiting} on their way, {found.held} in their hold, none of them late")


def endpoint(config: NodeConfig) -> Iterator[Finding]:
    """What the trust list names as this node's address leads to this node."""
    name = config.text("exchange.name")
    listed = directory.node(name) if name else None
    for address in listed.endpoints if listed else ():
        if why := why_unreachable(address, listed.pins if listed else ()):
            yield warn(
                f"Nobody answers as this node at {address}, where the trust list says that it can be called ({why}).",
                "Look at name, firewall, proxy and certificate from outside. After another certificate, publish anew: "
                "`samakki trust publication`.",
            )
        else:
            yield ok(f"The exchange answers at {address}, asked from this machine")
