"""demo generate: fill a demonstration, or a node in which nobody works yet, with an invented crowd."""

import argparse
import sys
import time
from pathlib import Path

from django.conf import settings

from samakki.demo.generate import CrowdIsHere, generate
from samakki.entities.actions.bulk import is_in_use
from samakki.node.commands.console import Stopped, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["generate"])
    parser.add_argument("--entities", type=int, required=True, metavar="N", help="how many people and things")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same crowd")


def run(given: argparse.Namespace, home: Path) -> int:
    """Generate, unless the node holds what somebody wrote."""
    if not is_demo() and is_in_use():
        raise Stopped(
            "Nothing was written.",
            f"People work on the node in {home}, and an invented crowd has no place among what they wrote.",
            "Make a demonstration with `samakki init --demo`, and generate there.",
        )
    begun = time.monotonic()
    try:
        written = generate(given.entities, seed=given.seed, told=_tell if sys.stderr.isatty() else _tell_nothing)
    except CrowdIsHere as error:
        why = f"The crowd of seed {given.seed} is on this node already."
        raise Stopped("Nothing was written.", why, "Choose another --seed.") from error
    say(f"{written} entities were written in {time.monotonic() - begun:.0f} seconds.")
    return 0


def is_demo() -> bool:
    """Whether the node was made as a demonstration."""
    return bool(settings.CONFIG.is_demo)


def _tell(done: int) -> None:
    sys.stderr.write(f"\r{done} entities")
    sys.stderr.flush()


def _tell_nothing(_done: int) -> None:
    """Write no progress where nobody watches."""
