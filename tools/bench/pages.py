"""Writes figures to ``docs/benchmarks.md``, with the machine, the command and the day."""

import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.bench.figure import Figure, rounded, target_words
from tools.environment import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
SECTION = re.compile(r"^## (?P<subject>\w+)\n(?P<text>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
COLUMNS = ("figure", "value", "peer", "peer's value", "ratio", "target", "met")


def save(measured: Mapping[str, Sequence[Figure]], *, command: str) -> None:
    """Put the figures between the marks of the page; what people wrote around them and other subjects' figures stay.

    Args:
        measured: figures by subject.
        command: what somebody types to measure them again.
    """
    page = PAGE.read_text("utf-8")
    before, begin, rest = page.partition(BEGIN)
    old, end, after = rest.partition(END)
    kept = {found["subject"]: found["text"] for found in SECTION.finditer(old)}
    kept |= {subject: section(figures, command=command) for subject, figures in measured.items()}
    block = "\n".join(f"## {subject}\n\n{kept[subject].strip()}\n" for subject in sorted(kept))
    PAGE.write_text(f"{before}{begin}\n\n{block}\n{end}{after}", "utf-8")


def section(figures: Sequence[Figure], *, command: str) -> str:
    """The measured part of one subject."""
    rows = [row(figure) for figure in figures]
    notes = [f"- `{figure.name}`: {figure.note}" for figure in figures if figure.note]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in [COLUMNS, ("---",) * len(COLUMNS), *rows])
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{command}`."
    return "\n".join([measured, "", f"Machine: {machine()}.", "", table, "", *notes])


def row(figure: Figure) -> tuple[str, ...]:
    """One line of the table."""
    peer_value = "" if figure.peer_value is None else f"{rounded(figure.peer_value)} {figure.unit}"
    return (
        f"`{figure.name}`",
        f"{rounded(figure.value)} {figure.unit}",
        figure.peer,
        peer_value,
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        target_words(figure.target) or "",
        {True: "yes", False: "no", None: ""}[figure.is_met],
    )


def machine() -> str:
    """Processor, cores, memory, versions and how busy it was, without the machine's name."""
    processor = next(
        (line.partition(":")[2].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) // 1_048_576 for line in lines("/proc/meminfo") if "MemTotal" in line), 0)
    return (
        f"{os.cpu_count()} cores of {processor}, {memory} GB of memory, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; load average of the last 15 minutes "
        f"{os.getloadavg()[2]:.1f}"
    )


def lines(path: str) -> list[str]:
    """Lines of a file of the system; none where there is no such file."""
    return Path(path).read_text("utf-8", "replace").splitlines() if Path(path).exists() else []
