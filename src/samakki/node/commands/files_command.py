"""files clear: say which stored files must go, and delete them when told to. Exhibits and what is held never go.

Originals of destroyed reports, files of imports undone 90 days ago, uploads that nobody went on with for 90 days, and
contents that an interrupted intake left without a record.
"""

import argparse
from pathlib import Path

from samakki.entities.actions.clearing_files import clear_files, files_to_clear
from samakki.entities.domain.clearing import ClearReason
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import say

WORDS = {
    ClearReason.REPORT_DESTROYED: "its report was destroyed",
    ClearReason.IMPORT_UNDONE: "its import was undone",
    ClearReason.UPLOAD_ABANDONED: "nobody went on with its import",
    ClearReason.NO_RECORD: "it belongs to no record",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["clear"])
    parser.add_argument("--delete", action="store_true", help="delete them; without it they are only named")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Name what must go, or delete it."""
    going = clear_files(by=CONSOLE) if given.delete else files_to_clear()
    for one in going:
        say(f"{one.reference}: {WORDS[one.reason]}, {one.size} bytes")
    if not going:
        say("No stored file has to go.")
    elif given.delete:
        say(f"{len(going)} deleted. Backups made before still hold them: delete those too, where the law asks for it.")
    else:
        say(f"{len(going)} must go. Nothing was deleted; `samakki files clear --delete` does it.")
    return 0
