"""From files to the tables that engines work on: records, and for each comparison its cells and keys of names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from samakki import names
from samakki.matching.bulk.cells import values
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.engine import Column
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.preparing import Cells
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.spreading import spread
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.records import Named

Rows = Callable[[], Iterator[list[tuple[str, Cells]]]]
"""Reference and cells of each record of one file, some thousands at a time; an empty reference: none was given."""

Told = Callable[[str, int], None]
"""Is told how far a stage is: its name, and how many are done."""

WORD_KEYS = ("w", "p")
"""How keys of single words and neighbours begin (`names.blocking`); all others are of the whole name."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The tables of a run.

    Attributes:
        records: n (from 0), side (0 or 1), id, and for each comparison i (number of its cell), its facets, and r.
        cells: for each comparison id and c.
        keys: for each comparison of names id, key, whole; None for others.
        sizes: records of each side.
    """

    records: Path
    cells: tuple[Path, ...]
    keys: tuple[Path | None, ...]
    sizes: tuple[int, ...]


def load(
    stages: Stages, duck: Duck, files: Sequence[tuple[Path, Rows]], comparisons: Sequence[Comparison], told: Told
) -> Loaded:
    """Read the files, unless that was done.

    Raises:
        CannotLink: "id-twice" (fact `row`), "no-records", and what reading raises.
    """
    raw = stages.done("raw.parquet", lambda path: _raw(duck, files, len(comparisons), path, told))
    duck.view("raw", [raw])
    sizes = _sizes(duck, files)
    cells, keys = [], []
    for at, one in enumerate(comparisons):
        cells.append(stages.done(f"cells{at}.parquet", partial(_cells, duck, at, one)))
        duck.view(f"cells{at}", [cells[at]])
        keyed = None
        if one.kind == "name":
            keyed = stages.done(f"keys{at}.parquet", partial(_keys, duck, at, told))
            duck.view(f"keys{at}", [keyed])
        keys.append(keyed)
    records = stages.done("records.parquet", lambda path: duck.write(records_sql(comparisons), path))
    return Loaded(records, tuple(cells), tuple(keys), sizes)


def _raw(duck: Duck, files: Sequence[tuple[Path, Rows]], width: int, path: Path, told: Told) -> None:
    columns: list[Column] = [("n", "BIGINT"), ("side", "BIGINT"), ("id", "VARCHAR")]
    columns += [(f"c{at}", "VARCHAR") for at in range(width)]

    def batches() -> Iterator[list[Sequence[object]]]:
        n = 0
        for side, (_, rows) in enumerate(files):
            begun = n
            for batch in rows():
                if not batch:
                    continue
                size = len(batch)
                ids = [reference or str(n - begun + place + 1) for place, (reference, _) in enumerate(batch)]
                yield [range(n, n + size), [side] * size, ids, *zip(*(cells for _, cells in batch), strict=True)]
                n += size
                told("read", n)

    duck.store(columns, batches(), path)


def _sizes(duck: Duck, files: Sequence[tuple[Path, Rows]]) -> tuple[int, ...]:
    found: dict[int, int] = {side: count for side, count in duck.rows("SELECT side, count(*) FROM raw GROUP BY side")}
    for side, (path, _) in enumerate(files):
        if not found.get(side):
            raise CannotLink("no-records", path)
        twice = duck.rows(
            "SELECT second FROM (SELECT id, min(n) AS first, max(n) AS second, count(*) AS times "
            f"FROM raw WHERE side = {side} GROUP BY id) WHERE times > 1 ORDER BY second LIMIT 1"
        )
        if twice:
            begun = sum(found[before] for before in range(side))
            raise CannotLink("id-twice", path, row=twice[0][0] - begun + 2)
    return tuple(found[side] for side in range(len(files)))


def _cells(duck: Duck, at: int, one: Comparison, path: Path) -> None:
    """Each different cell once, with a number and its facets."""
    kind = KINDS[one.kind]
    columns: list[Column] = [("id", "BIGINT"), ("c", "VARCHAR"), *kind.columns]

    def batches() -> Iterator[list[Sequence[object]]]:
        done = 0
        for batch in duck.each(f"SELECT DISTINCT c{at} FROM raw WHERE c{at} IS NOT NULL"):
            cells = [cell for (cell,) in batch]
            facets = zip(*map(kind.of, cells), strict=True)
            yield [range(done, done + len(cells)), cells, *facets]
            done += len(cells)

    duck.store(columns, batches(), path)


def _keys(duck: Duck, at: int, told: Told, path: Path) -> None:
    """Keys of the names of each cell; found by several processes, since a name in a far script takes its time."""

    def batches() -> Iterator[tuple[list[int], list[str], list[int]]]:
        done = 0
        for batch in spread(keys_of, duck.each(f"SELECT id, c FROM cells{at}"), processes=duck.processes):
            yield batch
            done += len(batch[0])
            told("keys", done)

    duck.store((("id", "BIGINT"), ("key", "VARCHAR"), ("whole", "BIGINT")), batches(), path)


def keys_of(batch: list[tuple[int, str]]) -> tuple[list[int], list[str], list[int]]:
    """Numbers of cells, keys of their names, and whether each is of a whole name."""
    found = [
        (number, key, int(not key.startswith(WORD_KEYS)))
        for number, cell in batch
        for key in sorted(_keys_of_cell(cell))
    ]
    ids, keys, whole = zip(*found, strict=True) if found else ((), (), ())
    return list(ids), list(keys), list(whole)


def _keys_of_cell(cell: str) -> set[str]:
    return {
        key
        for value in values(cell, "name")
        if isinstance(value, Named)
        for key in names.keys(value.text, value.language)
    }


def records_sql(comparisons: Sequence[Comparison]) -> str:
    """The table of records: numbers of cells in place of cells, their facets, and how common each value is."""
    chosen, joined = ["raw.n", "raw.side", "raw.id"], ["raw"]
    for at, one in enumerate(comparisons):
        kind = KINDS[one.kind]
        chosen.append(f"e{at}.id AS i{at}")
        chosen += [f"e{at}.{name} AS {name}{at}" for name, _ in kind.columns]
        joined.append(f"LEFT JOIN cells{at} e{at} ON raw.c{at} = e{at}.c")
        if has_rarity(one):
            joined.append(
                f"LEFT JOIN ({_common(at, one)}) f{at} ON e{at}.{'id' if one.kind == 'name' else kind.key} = f{at}.v"
            )
            chosen.append(f"log2(f{at}.times / (SELECT count(*) FROM raw WHERE c{at} IS NOT NULL)) AS r{at}")
    return f"SELECT {', '.join(chosen)} FROM {' '.join(joined)}"


def has_rarity(one: Comparison) -> bool:
    """Whether some level goes by how common the value is, and that is counted here."""
    return any(level.by_rarity for level in one.levels) and (one.kind == "name" or bool(KINDS[one.kind].key))


def _common(at: int, one: Comparison) -> str:
    """Each value with the number of records that have it; for a name, that have its commonest whole key."""
    if one.kind == "name":
        return (
            f"WITH sizes AS (SELECT k.key, count(*) AS times FROM raw JOIN cells{at} c ON raw.c{at} = c.c "
            f"JOIN keys{at} k ON k.id = c.id WHERE k.whole = 1 GROUP BY k.key) "
            f"SELECT k.id AS v, max(sizes.times) AS times FROM keys{at} k JOIN sizes USING (key) "
            "WHERE k.whole = 1 GROUP BY k.id"
        )
    key = KINDS[one.kind].key
    return (
        f"SELECT c.{key} AS v, count(*) AS times FROM raw JOIN cells{at} c ON raw.c{at} = c.c "
        f"WHERE c.{key} IS NOT NULL GROUP BY c.{key}"
    )
