"""Writes figures to ``docs/benchmarks.md``: what misses its target first, then each subject with its picture."""

import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.bench import drawing
from tools.bench.figure import Figure, rounded, target_words
from tools.bench.rows import Row, rows
from tools.environment import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PICTURES = "pictures/figures-{subject}.svg"
"""Beside the page."""
MISSED, END_OF_MISSED = "<!-- missed -->", "<!-- end of missed -->"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
SECTION = re.compile(r"^## (?P<subject>\w+)\n(?P<text>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
SHORT_SECONDS = 90
COLUMNS = ("figure", "value", "peer", "peer's value", "ratio", "target", "met")


def save(measured: Mapping[str, Sequence[Figure]], *, command: str, seconds: float | None = None) -> None:
    """Put the figures between the marks of the page; what people wrote around them and other subjects' figures stay.

    Args:
        measured: figures by subject.
        command: what somebody types to measure them again.
        seconds: how long they took; None where that is not known.
    """
    page = PAGE.read_text("utf-8")
    before, begin, rest = page.partition(BEGIN)
    old, end, after = rest.partition(END)
    kept = {found["subject"]: without_picture(found["text"]) for found in SECTION.finditer(old)}
    kept |= {subject: section(figures, command=command, seconds=seconds) for subject, figures in measured.items()}
    found = {subject: list(rows(text)) for subject, text in kept.items()}
    shown = {subject: f"{picture(subject, found[subject])}{kept[subject].strip()}" for subject in sorted(kept)}
    block = "\n".join(f"## {subject}\n\n{text}\n" for subject, text in shown.items())
    head, mark, told = before.partition(MISSED)
    if mark:
        told = told.partition(END_OF_MISSED)[2]
        before = f"{head}{MISSED}\n\n{missed([row for of in found.values() for row in of])}\n\n{END_OF_MISSED}{told}"
    PAGE.write_text(f"{before}{begin}\n\n{block}\n{end}{after}", "utf-8")


def missed(figures: Sequence[Row]) -> str:
    """The first line of the page: every target that is not met."""
    aims = [row for row in figures if row.is_met is not None]
    short = [row for row in aims if not row.is_met]
    if not short:
        return f"All {len(aims)} targets are met."
    listed = "; ".join(f"`{row.name}` {row.judged:.4g} ({wanted(row)})" for row in short)
    return f"**{len(short)} of {len(aims)} targets are missed:** {listed}."


def wanted(row: Row) -> str:
    """A target in words; of a ratio it says so."""
    words = target_words((row.lowest, row.highest)) or ""
    return words if row.ratio is None else f"{words} of the peer"


def picture(subject: str, figures: Sequence[Row]) -> str:
    """Draw the picture of a subject beside the page, and give the line that shows it."""
    drawn = drawing.picture(subject, figures)
    path = PAGE.parent / PICTURES.format(subject=subject)
    if drawn is None:
        path.unlink(missing_ok=True)
        return ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(drawn, "utf-8")
    return f"![How {subject} stands to its targets, and how it grows]({PICTURES.format(subject=subject)})\n\n"


def without_picture(text: str) -> str:
    """A section as it was before its picture was put in."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("![How "))


def section(figures: Sequence[Figure], *, command: str, seconds: float | None = None) -> str:
    """The measured part of one subject."""
    rows = [row(figure) for figure in figures]
    notes = [f"- `{figure.name}`: {figure.note}" for figure in figures if figure.note]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in [COLUMNS, ("---",) * len(COLUMNS), *rows])
    took = "" if seconds is None else f", in {duration(seconds)}"
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{command}`{took}."
    return "\n".join([measured, "", f"Machine: {machine()}.", "", table, "", *notes])


def duration(seconds: float) -> str:
    """As people say it.

    >>> duration(41.7), duration(95), duration(1470)
    ('42 s', '2 min', '24 min')
    """
    return f"{seconds:.0f} s" if seconds < SHORT_SECONDS else f"{seconds / 60:.0f} min"


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
