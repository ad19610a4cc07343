"""Where the texts of a run come from: files read as numbers (`coding`) where they are plain, else as a table of texts.

Both give each different text of a comparison once for each file, under a mark: its number, or the text itself.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from samakki.matching.bulk import raw
from samakki.matching.bulk.coding import Coded, Numbers, coded, keep_references, keep_texts
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.engine import Column
from samakki.matching.bulk.preparing import Maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.raw import FIRST_ROW, File, Told
from samakki.matching.bulk.stages import Stages

NUMBER: Column = ("m", "BIGINT")
TEXT: Column = ("t", "VARCHAR")


class Source(Protocol):
    """Where texts come from.

    Attributes:
        sizes: records of each file.
        mark: name and type of the column by which a text is known.
    """

    sizes: tuple[int, ...]
    mark: Column

    def makers(self, at: int) -> list[Maker]:
        """What makes cells of a comparison, for each file."""

    def different(self, duck: Duck, at: int) -> None:
        """Keep the table ``different3`` of side, mark, t and times."""

    def forget(self, duck: Duck, at: int) -> None:
        """Let go of it."""

    def records(self, count: int, path: Path) -> None:
        """Write the table of records: n, side, id, and for each comparison the number of its cell."""


def source_of(stages: Stages, duck: Duck, files: Sequence[File], told: Told) -> Source:
    """What is best for these files.

    Raises:
        CannotLink: "id-twice" (fact `row`), "no-records", and what reading raises.
    """
    told("read", 0)
    is_done = stages.path("records.parquet").exists()
    sizes = stages.path("sizes.json").exists()
    found = [] if is_done or stages.path("raw.parquet").exists() else coded(files)
    if found or sizes:
        source = AsNumbers(stages, duck, files, found)
        told_before = stages.told("sizes.json", lambda: source.sizes)
        if not isinstance(told_before, list):
            raise TypeError
        source.sizes = tuple(told_before)
        return source
    return AsTexts(stages, duck, files, told)


class AsNumbers:
    """Plain files."""

    mark = NUMBER

    def __init__(self, stages: Stages, duck: Duck, files: Sequence[File], found: Sequence[Coded]) -> None:
        self.stages, self.duck, self.files, self.found = stages, duck, files, found
        self.sizes = tuple(one.size for one in found)
        self.codes: dict[tuple[int, int], Numbers] = {}

    def makers(self, at: int) -> list[Maker]:
        """As `Source.makers`."""
        return [file.makers[at] for file in self.files]

    def different(self, duck: Duck, at: int) -> None:
        """As `Source.different`."""
        chosen = []
        for side, one in enumerate(self.found):
            codes, rows = one.encoded(at + 1)
            self.codes[side, at] = codes
            times = np.bincount(codes, minlength=len(rows) + 1)[1:].astype(np.int32)
            path, name = self.stages.path(f"different{at}_{side}.csv"), f"different{at}_{side}"
            one.write(at + 1, rows, times, path)
            keep_texts(duck, path, one.delimiter, name=name)
            path.unlink()
            chosen.append(f"SELECT CAST({side} AS BIGINT) AS side, rowid + 1 AS m, t, times FROM {name}")
        duck.to.execute(f"CREATE OR REPLACE VIEW different{at} AS {' UNION ALL '.join(chosen)}")

    def forget(self, duck: Duck, at: int) -> None:
        """As `Source.forget`."""
        duck.to.execute(f"DROP VIEW different{at}")
        for side in range(len(self.found)):
            duck.to.execute(f"DROP TABLE different{at}_{side}")

    def records(self, count: int, path: Path) -> None:
        """As `Source.records`."""
        listed = ", ".join(f"nullif(i{at}, 0) AS i{at}" for at in range(count))
        chosen = []
        for side, one in enumerate(self.found):
            lines, name = self.stages.path(f"references{side}.csv"), f"references{side}"
            one.write(0, np.arange(one.size, dtype=np.int32), np.zeros(0, np.int32), lines)
            keep_references(self.duck, lines, one.delimiter, name=name)
            lines.unlink()
            numbers = {f"i{at}": self.numbers(self.duck, side, at) for at in range(count)}
            self.duck.to.register(f"numbers{side}", numbers)
            begun = sum(self.sizes[:side])
            chosen.append(
                f"SELECT r.rowid + {begun} AS n, CAST({side} AS BIGINT) AS side, r.id, {listed} "
                f"FROM {name} r POSITIONAL JOIN numbers{side}"
            )
        self.duck.write(" UNION ALL ".join(chosen), path)
        for side in range(len(self.found)):
            self.duck.to.execute(f"DROP TABLE references{side}")
            self.duck.to.unregister(f"numbers{side}")
        self.codes.clear()

    def numbers(self, duck: Duck, side: int, at: int) -> Numbers:
        """For each record the number of its cell; 0 for none. Its codes are forgotten."""
        one = self.found[side]
        codes = self.codes.pop((side, at)) if (side, at) in self.codes else one.encoded(at + 1)[0]
        found = duck.arrays(
            f"SELECT s.m, CAST(c.id AS INTEGER) AS id FROM texts{at} s JOIN cells{at} c ON s.c = c.c "
            f"WHERE s.side = {side}"
        )
        of_text = np.zeros(int(codes.max(initial=0)) + 1, np.int32)
        of_text[found["m"]] = found["id"]
        return of_text[codes]


class AsTexts:
    """All other files."""

    mark = TEXT

    def __init__(self, stages: Stages, duck: Duck, files: Sequence[File], told: Told) -> None:
        self.duck, self.files = duck, files
        self.sizes = _read(stages, duck, files, told)

    def makers(self, at: int) -> list[Maker]:
        """As `Source.makers`."""
        return [file.makers[at] for file in self.files]

    def different(self, duck: Duck, at: int) -> None:
        """As `Source.different`."""
        duck.to.execute(
            f"CREATE OR REPLACE TABLE different{at} AS SELECT side, t{at} AS t, count(*) AS times FROM raw "
            f"WHERE t{at} <> '' GROUP BY ALL"
        )

    def forget(self, duck: Duck, at: int) -> None:
        """As `Source.forget`."""
        duck.to.execute(f"DROP TABLE different{at}")

    def records(self, count: int, path: Path) -> None:
        """As `Source.records`."""
        chosen, joined = ["raw.n", "raw.side", "raw.id"], ["raw"]
        for at in range(count):
            chosen.append(f"g{at}.id AS i{at}")
            told = f"SELECT s.side, s.t, c.id FROM texts{at} s JOIN cells{at} c ON s.c = c.c"
            same = f"raw.t{at} = g{at}.t" + ("" if len(self.files) == 1 else f" AND raw.side = g{at}.side")
            joined.append(f"LEFT JOIN ({told}) g{at} ON {same}")
        self.duck.write(f"SELECT {', '.join(chosen)} FROM {' '.join(joined)}", path)


def _read(stages: Stages, duck: Duck, files: Sequence[File], told: Told) -> tuple[int, ...]:
    """Read the rows of the files into view ``raw``; how many there are of each."""
    sizes: list[int] = []
    tables: list[Path] = []
    for side, file in enumerate(files):
        name = f"raw{side or ''}.parquet"
        tables.append(stages.done(name, partial(raw.write, duck, file, side, sum(sizes), told)))
        duck.view("raw", [tables[side]])
        ((count, different),) = duck.rows("SELECT count(*), count(DISTINCT id) FROM raw")
        if not count:
            raise CannotLink("no-records", file.path)
        if different < count:
            twice = duck.rows(
                "SELECT second FROM (SELECT max(n) AS second, count(*) AS times FROM raw GROUP BY id) "
                "WHERE times > 1 ORDER BY second LIMIT 1"
            )
            raise CannotLink("id-twice", file.path, row=twice[0][0] - sum(sizes) + FIRST_ROW)
        sizes.append(count)
    duck.view("raw", tables)
    return tuple(sizes)
