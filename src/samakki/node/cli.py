"""The command line ``samakki``: finds the home folder and the command, and puts every failure into words.

Exit codes: 0 done; 1 not done, or something was found wrong; 2 the words typed or ``node.toml`` are wrong; 70 a fault
of the software, with a number that stands in ``logs/console.log``; 130 stopped by Ctrl-C.
"""

import argparse
import gc
import importlib
import json
import logging
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import django

from samakki.kernel.refusals import Refused, SamakkiError
from samakki.node.commands.console import Stopped, complain
from samakki.node.config import DEFAULT_HOME, HOME_VARIABLE, NodeFileError
from samakki.node.logs import PROCESS_VARIABLE, log_what_nobody_caught, told
from samakki.node.starting import start_django
from samakki.ui.wording import worded

NOT_DONE, WRONG_WORDS, FAULT, STOPPED = 1, 2, 70, 130
log = logging.getLogger("samakki.node.cli")  # also when run as a module


@dataclass(frozen=True, slots=True)
class Offer:
    """A command in one line."""

    line: str
    needs_node: bool = True  # settings and tables are loaded before its module is
    alone: frozenset[str] = frozenset()  # with these words it needs none, as --help does


COMMANDS = {
    "init": Offer("make a new node: folder, keys, database and the agency's recovery key", needs_node=False),
    "run": Offer("check the node and start it: web pages and the keeper"),
    "upgrade": Offer("bring database and static files to this version of the software"),
    "officer": Offer("officer add: give somebody a sign-in from this console"),
    "import": Offer("bring a file in as an officer: sheets, FollowTheMoney, HTCDS, chats"),
    "backup": Offer("write one encrypted file with everything the node needs"),
    "restore": Offer("bring a node back from a backup", needs_node=False),
    "audit": Offer(
        "audit verify: prove that the log was not changed; audit prove, check-proof: receipts in it",
        alone=frozenset({"check-proof", "--key"}),
    ),
    "files": Offer("files clear: delete the content of stored files that must go"),
    "doctor": Offer("check the installation and say what to do", needs_node=False),
    "keys": Offer("keys rotate: seal new fields with a new key, and old ones again"),
    "trust": Offer(
        "the trust list: who takes part in the exchange, signed by countries; keys of this node", needs_node=False
    ),
    "bundle": Offer("bundle export, bundle import: carry messages and receipts by hand where there is no line"),
    "leave": Offer("leave status, leave close, leave destroy: out of the network, and the end of a node"),
    "names": Offer("names compare, score, romanise, detect: names across scripts", needs_node=False),
    "link": Offer("find records of one person within a table, or between two", needs_node=False),
    "matching": Offer("matching rebuild: compare everything anew after a new model; matching status: how far it is"),
    "search": Offer("search rebuild: write the search index anew"),
    "demo": Offer("demo generate: fill a demonstration with an invented crowd of any size"),
    "demo-seed": Offer("fill a demonstration node with made-up agencies, officers and records"),
}


class Command(Protocol):
    """What a module of ``samakki.node.commands`` offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may follow the command."""

    def run(self, given: argparse.Namespace, home: Path) -> int:
        """Do it; the answer is the exit code."""


def main(words: list[str] | None = None) -> int:
    """Run one command; the answer is its exit code."""
    words = sys.argv[1:] if words is None else words
    parser = _parser()
    if not words or words[0] in ("-h", "--help", "help"):
        parser.print_help()
        return 0
    given, rest = parser.parse_known_args(words)
    os.umask(0o077)  # what a command writes is for the node's own user
    log_what_nobody_caught()
    home = Path(given.home or os.environ.get(HOME_VARIABLE) or DEFAULT_HOME).absolute()
    os.environ[HOME_VARIABLE] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "samakki.node.settings"  # never another one that the shell happens to name
    try:
        return _run(given.command, rest, home)
    except SamakkiError as error:
        return _told(error)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        reference = f"E-{secrets.token_hex(4).upper()}"
        log.exception("fault in a command", extra={"reference": reference})
        _tell_fault(error, reference, home / "logs" / f"{os.environ.get(PROCESS_VARIABLE, 'console')}.log")
        return FAULT


def _told(error: SamakkiError) -> int:
    """Put an expected error into words; the answer is the exit code."""
    if isinstance(error, Stopped):
        complain(error.what, error.why, error.now)
    elif isinstance(error, NodeFileError):
        complain("The node's settings cannot be used.", str(error), "Correct the file and try again.")
        return WRONG_WORDS
    elif isinstance(error, Refused):
        for reason in map(worded, error.reasons):
            complain(f"{reason.what} ({reason.code})", reason.why, reason.now)
    else:
        complain("This was not done.", str(error), "Run `samakki doctor` to see what is wrong.")
    return NOT_DONE


def _tell_fault(error: Exception, reference: str, log_file: Path) -> None:
    """Say where the fault is written down, or, where there is no log yet, what it was: places in the code only."""
    now = f"Look for {reference} in {log_file}, and pass on the lines found there."
    if not log_file.exists():
        now = f"Pass on these lines: {json.dumps(told(error))}"
    complain("Something went wrong in this command.", "This is a fault of the software.", now)


def _run(name: str, rest: list[str], home: Path) -> int:
    with _no_garbage():
        offer, words = COMMANDS[name], {word.partition("=")[0] for word in rest}
        is_alone = bool({"-h", "--help"} & words) or (offer.alone and offer.alone <= words)
        if offer.needs_node and not is_alone:
            start_django(home)
        elif offer.needs_node:
            django.setup()
        module = importlib.import_module(f"samakki.node.commands.{name.replace('-', '_')}_command")
    command = cast("Command", module)
    parser = argparse.ArgumentParser(prog=f"samakki {name}", description=module.__doc__)
    command.arguments(parser)
    return command.run(parser.parse_args(rest), home)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Load modules without searching for garbage, which took a sixth of the time: there is none among 1,500 modules."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:<11} {offer.line}" for name, offer in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="samakki",
        usage="samakki [--home FOLDER] COMMAND [OPTIONS]",
        description=f"Commands:\n{listed}\n\n`samakki COMMAND --help` tells more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument(
        "--home", metavar="FOLDER", help=f"the node's folder; else ${HOME_VARIABLE}, else {DEFAULT_HOME}"
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of the commands above")
    return parser


if __name__ == "__main__":
    sys.exit(main())
