"""Every check of the project, run side by side, each failure shown; and the programs that mend what they can.

Standard library only. A step is a command: what it prints matters only when it fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from tools import environment, packages, uv
from tools.progress import Progress

TEMPLATES = "src/samakki"


@dataclass(frozen=True)
class Step:
    """One check.

    Args:
        name: in the table.
        command: its exit code decides.
        telling: pattern of the lines worth showing where the rest would drown other failures; all by default.
    """

    name: str
    command: list[str]
    telling: str = ""


@dataclass(frozen=True)
class Result:
    """How a step ended."""

    name: str
    is_good: bool
    output: str
    seconds: float


def steps(tool: str) -> list[Step]:
    """The checks, longest first so that both cores stay busy.

    Args:
        tool: path of uv.
    """
    run = environment.script
    django = [environment.python(), "-m", "django"]
    listed = [
        Step("types", [run("mypy")]),
        Step("layers", [run("lint-imports")]),
        Step("migrations", [*django, "makemigrations", "--check", "--dry-run"]),
        Step("Django's own checks", [*django, "check", "--fail-level", "WARNING"]),
        Step("templates: layout", [run("djlint"), TEMPLATES, "--check"], telling=r"\.html$|updated"),
        Step("templates: mistakes", [run("djlint"), TEMPLATES, "--lint"]),
        # Without a cache: whether an import is ours depends on other files, which the cache does not look at.
        Step("style", [run("ruff"), "check", "--no-cache", "."]),
        Step("format", [run("ruff"), "format", "--check", "."]),
        Step("lock file", [tool, "lock", "--check"]),
    ]
    for name, path in (
        ("messages", "tools/messages.py"),
        ("reference pages", "tools/reference_pages.py"),
        ("vendored files", "tools/assets.py"),
    ):
        if (environment.ROOT / path).exists():
            listed.append(Step(name, [environment.python(), path, "--check"]))
    return listed


def repairs() -> list[Step]:
    """What mends, in the order in which it must run."""
    run = environment.script
    listed = [
        Step("style", [run("ruff"), "check", "--no-cache", "--fix", "--quiet", "."]),
        Step("format", [run("ruff"), "format", "--quiet", "."]),
        Step("templates: layout", [run("djlint"), TEMPLATES, "--reformat", "--quiet"]),
    ]
    for name, path in (("messages", "tools/messages.py"), ("reference pages", "tools/reference_pages.py")):
        if (environment.ROOT / path).exists():
            listed.append(Step(name, [environment.python(), path]))
    return listed


def check(progress: Progress) -> int:
    """Run every check, two at a time, print each failure whole and a table; 0 if all passed."""
    tool = uv.find_or_fetch(environment.TOOLS, Progress(1, only_work=True))
    wanted = steps(tool)
    progress.step(f"Running {len(wanted)} checks")
    results = []
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        for done in as_completed([pool.submit(run, step) for step in wanted]):
            result = done.result()
            results.append(result)
            print(f"{'ok    ' if result.is_good else 'FAILED'} {result.name} ({result.seconds:.0f} s)", flush=True)
    return report(results)


def fix(progress: Progress) -> int:
    """Run every program that mends, then say what is left for a person."""
    progress.step("Mending what a tool can mend")
    for step in repairs():
        result = run(step)
        print(f"{'done  ' if result.is_good else 'left  '} {result.name}", flush=True)
    return 0


def run(step: Step) -> Result:
    """Run one step and keep what it printed."""
    begun = time.monotonic()
    variables = {**environment.clean(), "DJANGO_SETTINGS_MODULE": "tests.settings", **packages.for_uv()}
    try:
        done = subprocess.run(
            step.command,
            cwd=environment.ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return Result(step.name, False, f"it could not be started: {error}", time.monotonic() - begun)
    lines = [line for line in done.stdout.splitlines() if re.search(step.telling, line)]
    return Result(step.name, done.returncode == 0, "\n".join(lines), time.monotonic() - begun)


def report(results: list[Result]) -> int:
    """Print every failure, then the table; 0 if there is no failure."""
    failures = [result for result in results if not result.is_good]
    for result in failures:
        print(f"\n{'=' * 20} {result.name} {'=' * 20}\n{result.output.rstrip()}")
    print(f"\n{'check':<24}{'result':<10}{'seconds':>8}")
    for result in sorted(results, key=lambda result: (result.is_good, result.name)):
        print(f"{result.name:<24}{'ok' if result.is_good else 'FAILED':<10}{result.seconds:>8.1f}")
    if failures:
        print(
            f"\n{len(failures)} of {len(results)} checks failed. `python3 run.py fix` mends style, layout and messages."
        )
        return 1
    print(f"\nAll {len(results)} checks passed.")
    return 0
