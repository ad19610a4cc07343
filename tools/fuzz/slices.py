"""One slice of time for one target, in a process of its own, and what came of it."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tools import environment
from tools.fuzz.folders import note
from tools.fuzz.target import ROOT, Found

GRACE_SECONDS = 300
ENDED = {"timeout": "no-answer", "oom": "memory-gone", "crash": "process-ended", "leak": "leak"}
"""What libFuzzer calls the file that ended a process, and what it is called here."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What came of it.

    Attributes:
        executions: how many inputs were tried.
        seconds: it took, without the start.
        edges: branches and lines of the instrumented code that the corpus reaches.
        corpus: inputs in it.
        problem: the end of what a process said that could not start; empty for none.
    """

    executions: int = 0
    seconds: float = 0.0
    edges: int = 0
    corpus: int = 0
    problem: str = ""

    def then(self, other: "Slice") -> "Slice":
        """Both together."""
        return Slice(
            self.executions + other.executions,
            self.seconds + other.seconds,
            max(self.edges, other.edges),
            max(self.corpus, other.corpus),
            other.problem or self.problem,
        )


def hunted(name: str, folder: Path, seconds: int) -> Slice:
    """Play a target for so long; a process that an input ended is started again for what is left."""
    done, until = Slice(), time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0 and not done.problem:
        done = done.then(_once(name, folder, max(left, 1)))
    return done


def _once(name: str, folder: Path, seconds: int) -> Slice:
    findings = folder / "findings" / name
    command = [environment.python(), "-m", "tools.fuzz.hunting", name, str(folder), str(seconds)]
    begun = time.monotonic()
    try:
        ran = subprocess.run(
            command,
            cwd=ROOT,
            env=environment.clean(),
            capture_output=True,
            timeout=seconds + GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Slice(seconds=seconds, problem="the process did not end")
    said = (ran.stdout + ran.stderr).decode("utf-8", "replace")
    for line in re.findall(r"^FINDING .*$", said, re.MULTILINE):
        print(f"  {line}", flush=True)
    _keep_what_ended_it(findings, said)
    executions = max(map(int, re.findall(r"number_of_executed_units: (\d+)", said)), default=0)
    executions = executions or max(map(int, re.findall(r"^#(\d+)\t", said, re.MULTILINE)), default=0)
    taken = re.findall(r"Done \d+ runs in (\d+) second", said)
    return Slice(
        executions,
        float(taken[0]) if taken else min(time.monotonic() - begun, seconds),
        max(map(int, re.findall(r" cov: (\d+)", said)), default=0),
        max(map(int, re.findall(r" corp: (\d+)", said)), default=0),
        "" if executions else said[-2000:],
    )


def _keep_what_ended_it(findings: Path, said: str) -> None:
    for path in findings.glob("*-" + "[0-9a-f]" * 40):
        kind = path.name.partition("-")[0]
        if kind in ENDED and note(Found(ENDED[kind], "", said[-4000:]), path.read_bytes(), findings):
            print(f"  FINDING {findings.name} {ENDED[kind]}", flush=True)
        path.unlink()


def confirmed(name: str, folder: Path) -> list[str]:
    """Findings that show again in a process whose code counts nothing; the others are removed."""
    findings = folder / "findings" / name
    kept = []
    for path in sorted(findings.glob("*")):
        if path.suffix == ".txt":
            continue
        command = [sys.executable, "-m", "tools.fuzz.trying", name, str(path)]
        ran = subprocess.run(command, cwd=ROOT, env=environment.clean(), capture_output=True, timeout=300, check=False)
        if ran.returncode:
            kept.append(path.name)
            told = ran.stdout or ran.stderr
            path.with_name(f"{path.name}.txt").write_bytes(told[-8000:])
        else:
            path.unlink()
            path.with_name(f"{path.name}.txt").unlink(missing_ok=True)
    return kept
