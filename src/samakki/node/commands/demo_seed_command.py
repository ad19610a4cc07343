"""Fill a demonstration node with made-up agencies, officers and records."""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.demo.nations import NATIONS
from samakki.demo.seed import seed
from samakki.node.commands.console import Stopped, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("nation", choices=[nation.key for nation in NATIONS])


def run(given: argparse.Namespace, home: Path) -> int:
    """Fill it, unless it is a real node."""
    if not settings.CONFIG.is_demo:
        raise Stopped(
            "Nothing was written.",
            f"The node in {home} is not a demonstration, and made-up people with known passwords have no place in it.",
            "Make a demonstration with `samakki init --demo`.",
        )
    nation = next(nation for nation in NATIONS if nation.key == given.nation)
    say(f"{seed(nation)} officers of {nation.title} were added.")
    return 0
