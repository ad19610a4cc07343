"""Find records of one person or thing in one table, or between two. No node is needed, and nothing is merged.

  samakki link REGISTER.csv --out MATCHES.csv
  samakki link POLICE.csv LABOUR.csv --out MATCHES.csv --country KH --explain --chart MATCHES.svg
  samakki link REGISTER.csv --show-columns > columns.toml
  samakki link --node

Every pair is a possibility for a person to judge, not evidence of identity. A run that was stopped goes on where it
was when the same words are typed again.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from threading import Thread

from samakki.kernel.codes import Country
from samakki.kernel.refusals import InvalidValue
from samakki.matching.bulk import columns, running
from samakki.matching.bulk.blocking import LARGEST_BLOCK
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.domain.definition import as_json
from samakki.names import compiling
from samakki.node.commands.console import Stopped, say
from samakki.node.commands.link_wording import STAGES, worded
from samakki.node.starting import start_django

SHARE_OF_MEMORY = 0.25
LEAST_MB, MOST_MB = 500, 8_000
TOLD_EVERY_SECONDS = 2.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="one CSV or FollowTheMoney file, or two")
    parser.add_argument("--node", action="store_true", help="all people the node holds; pairs become candidates there")
    parser.add_argument("--out", type=Path, metavar="MATCHES.csv", help="written when everything is done")
    parser.add_argument("--threshold", type=share, default=0.5, metavar="0.5", help="least score of a match")
    parser.add_argument("--explain", action="store_true", help="say beside each pair how each column compared")
    parser.add_argument("--chart", type=Path, metavar="FILE.svg", help="draw what other thresholds would give")
    parser.add_argument(
        "--columns", type=Path, action="append", default=[], metavar="FILE.toml", help="what columns are; else guessed"
    )
    parser.add_argument("--show-columns", action="store_true", help="print the guess as such a file, and stop")
    parser.add_argument("--definition", type=Path, metavar="FILE.json", help="weights; else learned from the files")
    parser.add_argument("--save-definition", type=Path, metavar="FILE.json", help="keep the weights that were used")
    parser.add_argument("--country", type=Country.parse, metavar="KH", help="of who wrote telephone numbers down")
    parser.add_argument("--schema", action="append", metavar="Person", help="of FollowTheMoney; else Person")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument(
        "--memory", type=megabytes, metavar="MB", help="that may be used; else a quarter of what is there"
    )
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) - 1), metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn by lot")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="for unfinished work; else beside the result")


def share(text: str) -> float:
    """A share above 0 and below 1."""
    found = float(text)
    if not 0 < found < 1:
        raise argparse.ArgumentTypeError("above 0 and below 1")
    return found


def megabytes(text: str) -> int:
    """Enough memory to work in."""
    found = int(text)
    if found < LEAST_MB:
        raise argparse.ArgumentTypeError(f"at least {LEAST_MB}")
    return found


def run(given: argparse.Namespace, home: Path) -> int:
    """Link, and say what came of it."""
    try:
        if given.node:
            return link_node(given, home)
        if given.show_columns:
            for path in given.files[:1]:
                say(columns.as_toml(running.uses_of(path, None)).rstrip())
            return 0
        link(wish(given), given.save_definition)
    except InvalidValue as problem:
        raise worded(problem.refusal) from problem
    except OSError as error:
        raise Stopped(
            "Nothing was linked.",
            f"{error.filename or 'A file'}: {error.strerror}.",
            "Check paths and space on the disk, and type the same again.",
        ) from error
    return 0


def wish(given: argparse.Namespace) -> running.Wish:
    """What was asked for.

    Raises:
        CannotLink: "no-files", "too-many-files", "out-missing".
    """
    if not given.files:
        raise CannotLink("no-files")
    if len(given.files) > 2:  # noqa: PLR2004  (left and right)
        raise CannotLink("too-many-files", given_files=len(given.files))
    if given.out is None:
        raise CannotLink("out-missing")
    return running.Wish(
        tuple(given.files),
        given.out,
        given.work or given.out.with_name(given.out.name + ".work"),
        engine=given.engine,
        threshold=given.threshold,
        columns=tuple(given.columns),
        definition=given.definition,
        country=given.country,
        schemata=tuple(given.schema or running.SCHEMATA),
        seed=given.seed,
        memory_mb=given.memory or usual_memory_mb(),
        threads=max(1, given.threads),
        explain=given.explain,
        chart=given.chart,
    )


def link_node(given: argparse.Namespace, home: Path) -> int:
    """Compare all people of the node with each other; what is found stands on their pages as candidates."""
    start_django(home)
    from samakki.matching.actions import linking  # noqa: PLC0415  (needs the node's settings)

    found = linking.link_node(
        work=given.work or home / "link.work",
        memory_mb=given.memory or usual_memory_mb(),
        threads=max(1, given.threads),
        say=Teller(),
    )
    say(f"{found.records:,} people compared: of {found.found:,} pairs weighed, {found.kept:,} are candidates now.")
    say("Each is a possibility, not evidence of identity, and nothing was merged.")
    return 0


def usual_memory_mb() -> int:
    """A quarter of the machine's memory, within bounds: a node goes on beside it."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**20
    return round(min(max(pages * SHARE_OF_MEMORY, LEAST_MB), MOST_MB))


def link(wanted: running.Wish, save: Path | None) -> None:
    """Run, with lines of progress on standard error, and say what came of it."""
    begun = time.monotonic()
    Thread(target=compiling.ready).start()  # loaded while files are looked through
    for side, path in enumerate(wanted.files):
        told = wanted.columns[min(side, len(wanted.columns) - 1)] if wanted.columns else None
        tell_columns(path, running.uses_of(path, told))
    outcome = running.run(wanted, Teller())
    if save:
        save.write_text(as_json(outcome.definition), encoding="utf-8")
    tell_rules(outcome)
    say(f"{outcome.matches:,} pairs of {' and '.join(f'{size:,}' for size in outcome.records)} records: {wanted.out}")
    say(f"Each is a possibility, not evidence of identity. {time.monotonic() - begun:.0f} seconds.")


class Teller:
    """Says how far a run is, on standard error: each stage once, and a long one every few seconds."""

    def __init__(self) -> None:
        self.stage, self.last = "", 0.0

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Write a line, or not yet."""
        now = time.monotonic()
        if stage == self.stage and now - self.last < TOLD_EVERY_SECONDS:
            return
        self.stage, self.last = stage, now
        count = f" {done:,} of {of:,}" if of else f" {done:,}" if done else ""
        sys.stderr.write(f"{STAGES[stage]}{count}\n")
        sys.stderr.flush()


def tell_columns(path: Path, uses: tuple[columns.Use, ...]) -> None:
    """What each column is taken for."""
    sys.stderr.write(f"{path.name}:\n")
    for use in uses:
        sys.stderr.write(f"  {use.heading}: {use.words()}\n")


def tell_rules(outcome: running.Outcome) -> None:
    """By what pairs were found, what was left out, and where the weights come from."""
    if outcome.resumed:
        sys.stderr.write(f"Went on from {len(outcome.resumed)} finished stages.\n")
    sys.stderr.write(f"{outcome.candidates:,} pairs looked at, found by what two records share:\n")
    for rule in outcome.rules:
        left_out = f"; {rule.left_out:,} records in groups too large to tell" if rule.left_out else ""
        rare = f", of no more than {rule.largest} records" if rule.largest < LARGEST_BLOCK else ""
        sys.stderr.write(f"  {' and '.join(rule.parts)}{rare}: about {rule.pairs:,}{left_out}\n")
    if not outcome.is_learned:
        sys.stderr.write("Weights were not learned from these files: they were given, or records are too few.\n")
