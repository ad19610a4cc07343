"""Other people's matchers on the same pairs: in an environment of their own, made once by the package tool.

Two sets, because one of them needs more of the machine: `peers/wheels.txt` (rapidfuzz, anyascii, uroman, Splink) comes
as wheels; `peers/icu.txt` (nomenklatura, rigour) needs PyICU, which has no wheel and is built where a compiler and the
headers of ICU are. Neither enters the project's own environment: nomenklatura wants a FollowTheMoney that is too new
for it. Where a set cannot be had, the others go on and the reason is told.
"""

import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools import uv
from tools.environment import TOOLS, clean
from tools.names_sources import Pair
from tools.progress import Progress, SetupError

FOLDER = Path(__file__).with_name("peers")
WORKER = Path(__file__).with_name("names_peers_worker.py")
WHEELS, ICU = FOLDER / "wheels.txt", FOLDER / "icu.txt"
WAIT_SECONDS = 3600
NAMES_OF = {WHEELS: "rapidfuzz, uroman and Splink", ICU: "nomenklatura and rigour"}


@dataclass(frozen=True, slots=True)
class Rated:
    """What the peers said.

    Args:
        scores: of each pair by peer, larger where more alike; each on a scale of its own.
        seconds: processor time each took for all pairs.
        left_out: peers that could not take part, and why.
    """

    scores: dict[str, NDArray[np.float64]]
    seconds: dict[str, float]
    left_out: dict[str, str]


def environment() -> tuple[Path | None, dict[str, str]]:
    """Python of the peers' environment, made if it is not there; and the sets that could not be had, with reasons.

    The folder is named after the versions asked for, so that others get an environment of their own.
    """
    versions = hashlib.sha256(WHEELS.read_bytes() + ICU.read_bytes()).hexdigest()[:12]
    home = TOOLS / f"peers-{versions}"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    kept = home / "left-out.json"
    if kept.exists():
        return python, dict(json.loads(kept.read_text(encoding="utf-8")))
    left_out: dict[str, str] = {}
    try:
        program = uv.find_or_fetch(TOOLS, Progress(1, only_work=True))
        if not python.exists():
            done([program, "venv", "--quiet", "--python", sys.executable, str(home)])
        install = [program, "pip", "install", "--quiet", "--python", str(python)]
        done([*install, "--only-binary", ":all:", "-r", str(WHEELS)])
    except (SetupError, OSError, subprocess.SubprocessError) as problem:
        return None, dict.fromkeys(NAMES_OF.values(), reason(problem))
    try:
        done([*install, "-r", str(ICU)])
    except (OSError, subprocess.SubprocessError) as problem:
        left_out[NAMES_OF[ICU]] = reason(problem)
    else:
        kept.write_text("{}", encoding="utf-8")
    return python, left_out


def done(command: Sequence[str]) -> None:
    """Run to the end, quietly; elsewhere, since the package tool would read what this project wants overridden."""
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        env=clean(),
        cwd=tempfile.gettempdir(),
    )


def reason(problem: Exception) -> str:
    """One line that says what went wrong."""
    told = problem.stderr if isinstance(problem, subprocess.CalledProcessError) else str(problem)
    lines = [line.strip() for line in str(told).splitlines() if line.strip()]
    return lines[0][:200] if lines else type(problem).__name__


def rate(pairs: Sequence[Pair]) -> Rated:
    """Let every peer that can be had score every pair."""
    python, left_out = environment()
    if python is None:
        return Rated({}, {}, left_out)
    with tempfile.TemporaryDirectory(prefix="samakki-peers-") as name:
        source, out = Path(name) / "pairs.csv", Path(name) / "scores.json"
        with source.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(["name_a", "lang_a", "name_b", "lang_b"])
            writer.writerows([pair.name_a, pair.lang_a, pair.name_b, pair.lang_b] for pair in pairs)
        try:
            done([str(python), str(WORKER), str(source), str(out)])
        except (OSError, subprocess.SubprocessError) as problem:
            return Rated({}, {}, {**left_out, "all": reason(problem)})
        found = json.loads(out.read_text(encoding="utf-8"))
    scores = {peer: np.array(values) for peer, values in found["scores"].items()}
    without = {peer: why for peer, why in found["left_out"].items() if not (left_out and "No module" in why)}
    return Rated(scores, dict(found["seconds"]), left_out | without)
