"""Check the installation, line by line: ok, warn or fail; why it matters, what to do, where to read on.

Exit codes: 0 nothing fails; 1 something fails, or, with --strict, should be seen to.
"""

import argparse
import importlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from samakki.node.commands.console import say
from samakki.node.config import NodeConfig, NodeFileError, load
from samakki.node.doctor.finding import INSTALL, Finding, Level
from samakki.node.doctor.topics import WITHOUT_DATABASE
from samakki.node.starting import start_django

NEEDS_DJANGO = False
ORDER = (Level.OK, Level.WARN, Level.FAIL)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--only-problems", action="store_true", help="leave out the lines that say ok")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("--strict", action="store_true", help="end with 1 where something should be seen to, too")


def run(given: argparse.Namespace, home: Path) -> int:
    """Print the findings; the answer is 1 if one of them is a fail."""
    worst, told = Level.OK, []
    for finding in findings(home):
        worst = max(worst, finding.level, key=ORDER.index)
        if given.only_problems and finding.level is Level.OK:
            continue
        told.append(finding)
        if not given.json:
            _say(finding)
    if given.json:
        say(as_json(home, worst, told))
    return int(worst is Level.FAIL or (given.strict and worst is Level.WARN))


def findings(home: Path) -> Iterator[Finding]:
    """Everything that is found, the machine first and the database last."""
    try:
        config = load(home)
    except NodeFileError as error:
        yield _unusable(str(error), "Correct the file.")
        return
    if not config.is_present:
        yield _unusable(
            f"There is no node in {home}.", "Name its folder with --home, or make a node with `samakki init`."
        )
        return
    for topic in WITHOUT_DATABASE:
        yield from topic.findings(config)
    yield from _database(config)


def as_json(home: Path, worst: Level, told: list[Finding]) -> str:
    """The report for programs."""
    report = {
        "home": str(home),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "worst": worst.value,
        "findings": [
            {
                "topic": one.topic,
                "level": one.level.value,
                "what": one.what,
                "why": one.why,
                "now": one.now,
                "see": one.see,
            }
            for one in told
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _say(finding: Finding) -> None:
    say(f"{finding.level.value:<5} {finding.what}")
    if finding.level is Level.OK:
        return
    say(f"      Why: {finding.why}")
    say(f"      Now: {finding.now}")
    say(f"      See: {finding.see} ({finding.topic})")


def _unusable(what: str, now: str) -> Finding:
    return Finding(Level.FAIL, what, now, "Nothing further can be looked at.", f"{INSTALL}#make-the-node", "node-file")


def _database(config: NodeConfig) -> Iterator[Finding]:
    try:
        start_django(config.home)
    except OSError as error:
        yield _unusable(
            f"The software could not be started with this folder: {error}.",
            "See to what is named above, and run the doctor again.",
        )
        return
    database = importlib.import_module("samakki.node.doctor.database")  # its tables need Django
    for topic in database.FIRST:
        found = list(topic.findings(config))
        yield from found
        if any(one.level is Level.FAIL for one in found):
            return
    for topic in database.THEN:
        yield from topic.findings(config)
