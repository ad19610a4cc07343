"""Asks whether a locked package has a fault that is publicly known (https://osv.dev), by the package tool.

Standard library only. Names and versions of the packages in ``uv.lock`` go to the service, nothing else. A machine
without a way there gets no answer, which is told as such and is not "no fault".
"""

from __future__ import annotations

import subprocess

from tools import environment, packages, uv
from tools.progress import Progress

FAULTS, NOT_ASKED = 1, 3
COMMAND = ("audit", "--preview-features", "audit-command", "--frozen")
DEVELOPERS = "--all"
UNKNOWN = """\
Whether a package has a known fault could not be asked: nothing is known, in either direction.
Ask again on a machine with a line to api.osv.dev, or name a mirror of it: --service-url https://…
The lock file alone is enough: copy uv.lock and pyproject.toml there."""
FOUND = """\
Look whether what is told of can be reached in this software, take the version that mends it into uv.lock
(`uv lock --upgrade-package NAME`), and say so in CHANGELOG.md. docs/explanation/asvs.md
says within how many days."""


def audit(words: list[str]) -> int:
    """Ask for what a node runs, or with ``--all`` for the tools of developers too; other words go to ``uv audit``.

    Returns:
        0: no known fault; 1: there are some; 3: it could not be asked.
    """
    tool = uv.find_or_fetch(environment.TOOLS, Progress(1, only_work=True))
    groups = [] if DEVELOPERS in words else ["--no-default-groups"]
    given = [word for word in words if word != DEVELOPERS]
    done = subprocess.run(
        [tool, *COMMAND, *groups, *given],
        cwd=environment.ROOT,
        env={**environment.clean(), **packages.for_uv()},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode == 0:
        return 0
    if done.returncode == FAULTS:
        print(f"\n{FOUND}", flush=True)
        return FAULTS
    print(f"\n{UNKNOWN}", flush=True)
    return NOT_ASKED
