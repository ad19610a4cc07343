"""Figures read back from ``docs/benchmarks.md``, so that a picture shows all of a page and not only the last run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ROW = re.compile(r"^\| `(?P<name>[^`]+)` \|(?P<cells>.*)\|$", re.MULTILINE)
SIZE = re.compile(r"(?<=\.)\d{3,}(?=\.|$)")
DATABASE = re.compile(r"\.(?P<database>sqlite|postgresql)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as the page tells it.

    Attributes:
        name: with its subject in front.
        value: the number, in `unit`.
        unit: "ms", "MB", "s", "1/s", "kB", "ratio" and others.
        ratio: to its peer; None without a peer.
        lowest: of the ratio, or of the value where there is no peer; None for no limit.
        highest: the same.
        is_met: None without a target.
    """

    name: str
    value: float
    unit: str
    ratio: float | None
    lowest: float | None
    highest: float | None
    is_met: bool | None

    @property
    def judged(self) -> float:
        """What the target speaks of."""
        return self.value if self.ratio is None else self.ratio

    @property
    def reached(self) -> float | None:
        """How many times as good as the target asks: 1 is just met. None without a target, or where nothing is allowed.

        >>> Row("x", 30.0, "ms", None, None, 60.0, True).reached
        2.0
        >>> Row("x", 30.0, "1/s", None, 60.0, None, False).reached
        0.5
        """
        parts = []
        if self.lowest:
            parts.append(self.judged / self.lowest)
        if self.highest and self.judged:
            parts.append(self.highest / self.judged)
        return min(parts) if parts else None


@dataclass(frozen=True, slots=True)
class Growth:
    """One figure at several sizes, on one or two databases.

    Attributes:
        name: without its size and its database.
        unit: of all of it.
        lines: (size, value) from the smallest size on, by database; "" where none is named.
    """

    name: str
    unit: str
    lines: dict[str, tuple[tuple[int, float], ...]]


def rows(text: str) -> Iterator[Row]:
    """The figures of a section."""
    for found in ROW.finditer(text):
        value, _peer, _peer_value, ratio, target, met = (cell.strip() for cell in found["cells"].split("|"))
        number, _, unit = value.partition(" ")
        lowest, highest = limits(target)
        is_met = {"yes": True, "no": False}.get(met)
        yield Row(found["name"], float(number), unit, float(ratio) if ratio else None, lowest, highest, is_met)


def limits(words: str) -> tuple[float | None, float | None]:
    """A target read back from its words.

    >>> limits("at least 0.6"), limits("0.95 to 1.05"), limits("")
    ((0.6, None), (0.95, 1.05), (None, None))
    """
    if words.startswith("at least "):
        return float(words.removeprefix("at least ")), None
    if words.startswith("at most "):
        return None, float(words.removeprefix("at most "))
    lowest, between, highest = words.partition(" to ")
    return (float(lowest), float(highest)) if between else (None, None)


def growths(figures: list[Row]) -> list[Growth]:
    """What was measured at two sizes or more; shares and scores do not grow and are left out."""
    found: dict[tuple[str, str], dict[str, list[tuple[int, float]]]] = {}
    for row in figures:
        sizes = SIZE.findall(row.name)
        if len(sizes) != 1 or row.unit == "ratio" or not row.value > 0:
            continue
        place = DATABASE.search(row.name)
        name = SIZE.sub("", DATABASE.sub("", row.name)).replace("..", ".").strip(".")
        lines = found.setdefault((name, row.unit), {})
        lines.setdefault(place["database"] if place else "", []).append((int(sizes[0]), row.value))
    return [
        Growth(name, unit, {database: tuple(sorted(line)) for database, line in lines.items() if len(line) > 1})
        for (name, unit), lines in found.items()
        if any(len(line) > 1 for line in lines.values())
    ]
