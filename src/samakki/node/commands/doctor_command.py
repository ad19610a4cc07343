"""Check the installation, line by line: ok, warn or fail, and what to do."""

import argparse
import importlib
from collections.abc import Iterator
from pathlib import Path

from samakki.node.commands.console import say
from samakki.node.config import NodeConfig, NodeFileError, load
from samakki.node.doctor import files, machine, running
from samakki.node.doctor.finding import Finding, Inspection, Level, fail
from samakki.node.starting import start_django

NEEDS_DJANGO = False
WITHOUT_DATABASE: tuple[Inspection, ...] = (
    machine.versions,
    machine.clock,
    machine.user,
    machine.disk_space,
    files.safe_to_run,
    files.proxy,
    files.keys,
    files.restore,
    files.static_files,
    files.demo,
    running.node,
    files.backups,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--only-problems", action="store_true", help="leave out the lines that say ok")


def run(given: argparse.Namespace, home: Path) -> int:
    """Print the findings; the answer is 1 if one of them is a fail."""
    worst = Level.OK
    for finding in findings(home):
        if finding.level is Level.FAIL or worst is Level.OK:
            worst = finding.level
        if finding.level is not Level.OK or not given.only_problems:
            say(f"{finding.level.value:<5} {finding.what}")
            if finding.now:
                say(f"      {finding.now}")
    return 1 if worst is Level.FAIL else 0


def findings(home: Path) -> Iterator[Finding]:
    """Everything that is found, the machine first and the database last."""
    try:
        config = load(home)
    except NodeFileError as error:
        yield fail(str(error), "Correct the file.")
        return
    if not config.is_present:
        yield fail(f"There is no node in {home}.", "Name its folder with --home, or make a node with `samakki init`.")
        return
    for inspection in WITHOUT_DATABASE:
        yield from inspection(config)
    yield from _database(config)


def _database(config: NodeConfig) -> Iterator[Finding]:
    start_django(config.home)
    database = importlib.import_module("samakki.node.doctor.database")  # its tables need Django
    for inspection in database.ALL:
        yield from inspection(config)
