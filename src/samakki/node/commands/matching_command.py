"""Compare everything with everything anew, after a new version of the models; or say how far that is.

The node goes on meanwhile. Stopped with Ctrl-C or killed, it goes on where it was when it is called again; so does the
node's own worker, which takes up whatever waits. On a large node `samakki link` over all of it is quicker.
"""

import argparse
import time
from pathlib import Path

from samakki.matching import actions
from samakki.matching.domain.definition import shipped
from samakki.matching.queries.finding import model_version
from samakki.node.commands.console import say

LOOK_SECONDS = 5.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["rebuild", "status"])
    parser.add_argument("--later", action="store_true", help="leave the work to the node's worker")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Rebuild, or tell."""
    if given.act == "status":
        return _told(actions.progress())
    begun = actions.ask_for_all()
    _told(begun)
    if given.later:
        say("The worker of the running node compares the rest.")
        return 0
    done, start = 0, time.monotonic()
    while some := _for_a_while():
        done += some
        now = actions.progress()
        each = (time.monotonic() - start) / done
        minutes = (now.total - now.done) * each / 60
        say(f"{now.done} of {now.total} compared, about {minutes:.0f} minutes to go.")
    return _told(actions.progress())


def _for_a_while() -> int:
    end = time.monotonic() + LOOK_SECONDS
    return actions.compare_waiting(lambda: time.monotonic() < end)


def _told(found: actions.Progress) -> int:
    say(f"{found.done} of {found.total} entities are compared by model {model_version(shipped())}.")
    return 0
