"""search rebuild: write the search index anew, from what is stored. Nothing is lost meanwhile, and search goes on."""

import argparse
from pathlib import Path

from samakki.entities.actions import rebuild_index
from samakki.node.commands.console import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["rebuild"])


def run(_given: argparse.Namespace, _home: Path) -> int:
    """Rebuild the index."""
    say(f"{rebuild_index()} records can be found.")
    return 0
