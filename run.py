#!/usr/bin/env python3
"""Everything this project does from a command line, with nothing installed but Python.

The first run fetches the package tool and the packages into this folder (`.tools/`, `.venv/`); a later one starts at
once. Only the standard library is imported here, and the syntax is that of Python 3.9, so that an old Python can still
say, or fetch, what is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from tools import auditing, checks, children, environment, inventory, packages, postgres  # noqa: E402  (this folder must be on the path first)
from tools.progress import Progress, SetupError  # noqa: E402  (as above)

USAGE = """\
python3 run.py COMMAND [OPTIONS]

  demo        set up and start a demonstration node; prints its address, officers and passwords
  test        run the tests on SQLite, or with --db postgres (what touches a database); more options go to pytest
  check       style, types, layers, templates, migrations, messages: shows every failure
  fix         mend what a tool can mend
  audit-dependencies  ask whether a locked package has a publicly known fault; needs a line to api.osv.dev
  sbom        the parts of this software and their digests, as CycloneDX: sbom [--all] [--output FILE]
  bench       measure: bench [SUBJECT] [--short] [--save]
  faults      twenty officers at once, kill -9, full disk: faults [--short]
  fuzz        spoilt input for all that reads foreign bytes: fuzz [--hours N | --seconds N] [TARGET …]
  samakki     the node's own command line: samakki --help
  assets      rebuild styles, scripts and fonts (developers; needs npm)
  train-names learn the name models anew: train-names --data DIR [--research]
  messages    bring the message catalogues up to date
  pictures    take the pictures of the documentation anew (developers; needs Chromium)
  docs        write the generated reference pages anew

The first run fetches what is needed into this folder (.tools, .venv) and nothing elsewhere. Start with:  demo
"""

Command = Callable[["list[str]"], int]
PAGE_FOLDERS = ("tests/web", "tests/ui", "tests/journeys")  # pages look the same on every database
NO_DATABASE = ("tests/domain", "tests/rules", "tests/sealing", "tests/spec", "src")  # the run on SQLite has them
OWN_DATABASE = ("tests/faults", "tests/run")  # choose their databases themselves, whatever the run's is
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(words: list[str]) -> int:
    """Run one command; the answer is its exit code."""
    command, rest = (words[0], words[1:]) if words else ("help", [])
    if command in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if command not in COMMANDS:
        print(f"There is no command “{command}”.\n\n{USAGE}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    try:
        return COMMANDS[command](rest)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def program(*start: str, says: str, developer: bool = True, group: str = "") -> Command:
    """A command that prepares the environment and then runs one program in it."""

    def run(words: list[str]) -> int:
        progress = Progress(3)
        packages.prepare(progress, developer=developer, group=group)
        progress.step(says)
        return children.supervise([environment.python(), *start, *words], environment.clean())

    return run


def samakki(words: list[str]) -> int:
    """Turn into the node's own command line, terminal included: it may ask for a password."""
    packages.prepare(Progress(2, only_work=True), developer=False)
    children.become([environment.script("samakki"), *words], environment.clean())


def check(_words: list[str]) -> int:
    """Run every check and show every failure."""
    progress = Progress(3)
    packages.prepare(progress, developer=True)
    return checks.check(progress)


def fix(_words: list[str]) -> int:
    """Mend what a tool can mend."""
    progress = Progress(3)
    packages.prepare(progress, developer=True)
    return checks.fix(progress)


def audit_dependencies(words: list[str]) -> int:
    """Ask whether a locked package has a fault that is publicly known."""
    return auditing.audit(words)


def sbom(words: list[str]) -> int:
    """Write what the software is made of."""
    return inventory.write(words)


def test(words: list[str]) -> int:
    """Run pytest over all processors; on PostgreSQL without pages and journeys, unless paths are given."""
    options = argparse.ArgumentParser(prog="run.py test", add_help=False, allow_abbrev=False)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    chosen, rest = options.parse_known_args(words)
    progress = Progress(4)
    packages.prepare(progress, developer=True)
    say_what_is_missing(progress)
    arguments = ["-m", "pytest", *rest]
    if not any(word.startswith(("-n", "--numprocesses", "--pdb", "--trace")) for word in rest):
        # One more than there are processors: tests of nodes and browsers wait for processes of their own. A few tests
        # take as long as hundreds, so what is left is taken from whoever has most.
        arguments += ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    variables = environment.clean()
    if chosen.db == "sqlite":
        progress.step("Running the tests on SQLite")
        if "--pdb" in rest or "--trace" in rest:  # the debugger needs this terminal
            children.become([environment.python(), *arguments], variables)
        return children.supervise([environment.python(), *arguments], variables)
    progress.step("Running the tests on PostgreSQL: what touches a database")
    arguments += left_out(rest)
    with postgres.throwaway(environment.site_packages()) as server:
        return children.supervise([environment.python(), *arguments], {**variables, "SAMAKKI_TEST_DB": server.address})


def left_out(words: list[str]) -> list[str]:
    """Options that leave out what PostgreSQL does not change; none where the words name files, for they are meant."""
    if any((ROOT / word.split("::")[0]).exists() for word in words):
        return []
    return [f"--ignore={folder}" for folder in (*PAGE_FOLDERS, *NO_DATABASE, *OWN_DATABASE)]


def say_what_is_missing(progress: Progress) -> None:
    """Name, with the command that installs it, what only the machine's owner can install."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in CHROMIUM):
        progress.step("A browser for the browser tests is here", is_work=False)
    else:
        progress.step(
            "Chromium is missing, so browser tests are skipped; to have them: "
            "apt-get install -y --no-install-recommends chromium fonts-noto-core",
            is_work=False,
        )


COMMANDS: dict[str, Command] = {
    "demo": program("-m", "samakki.demo", says="Starting the demonstration", developer=False),
    "test": test,
    "check": check,
    "fix": fix,
    "audit-dependencies": audit_dependencies,
    "sbom": sbom,
    "bench": program("-m", "tools.bench", says="Measuring"),
    "faults": program("-m", "tools.faults", says="Looking for faults"),
    "fuzz": program("-m", "tools.fuzz", says="Trying spoilt input", group="fuzz"),
    "samakki": samakki,
    "assets": program("tools/assets.py", says="Rebuilding styles, scripts and fonts"),
    "train-names": program("-m", "tools.train_names", says="Learning the name models"),
    "messages": program("tools/messages.py", says="Bringing the message catalogues up to date"),
    "pictures": program("-m", "tools.pictures", says="Taking pictures"),
    "docs": program("tools/reference_pages.py", says="Writing the reference pages"),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
