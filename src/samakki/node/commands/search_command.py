"""search rebuild: write the search index anew, from what is stored. Nothing is lost meanwhile, and search goes on."""

import argparse
import time
from pathlib import Path

from samakki.entities.actions import rebuild_in_portions
from samakki.node.commands.console import say

SAY_SECONDS = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["rebuild"])
    parser.add_argument(
        "--from-the-start", action="store_true", help="begin anew, even where a rebuild was interrupted"
    )


def run(given: argparse.Namespace, _home: Path) -> int:
    """Rebuild the index, and say how far it is; stopped, it goes on there the next time."""
    said, written = time.monotonic(), 0
    for progress in rebuild_in_portions(anew=given.from_the_start):
        written = progress.written
        if time.monotonic() - said > SAY_SECONDS:
            said = time.monotonic()
            say(f"{progress.written} of about {progress.total} written.")
    say(f"{written} records written anew. The index is of this version.")
    return 0
