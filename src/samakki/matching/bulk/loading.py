"""From files to the tables that engines work on: records, and for each comparison its cells and keys of names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from samakki import names
from samakki.matching.bulk.cells import VALUE, values
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.engine import Column
from samakki.matching.bulk.facets import KINDS
from samakki.matching.bulk.preparing import Maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.reading import Row
from samakki.matching.bulk.spreading import spread
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.records import Named


@dataclass(frozen=True, slots=True)
class File:
    """One file to be linked.

    Attributes:
        path: of it.
        rows: reads it, some thousands of rows at a time.
        identity: place of the column that names the row; None: its number does.
        makers: for each comparison.
    """

    path: Path
    rows: Callable[[], Iterator[list[Row]]]
    identity: int | None
    makers: tuple[Maker, ...]


Told = Callable[[str, int], None]
"""Is told how far a stage is: its name, and how many are done."""

FIRST_ROW = 2
"""Row of a sheet that holds the first record, below the headings."""

WORD_KEYS = ("w", "p")
"""How keys of single words and neighbours begin (`names.blocking`); all others are of the whole name."""


PAIR, HALF, UNSEEN = 2, 0.5, 5_000
"""How common a value is for a pair that has it: held by how many others, of how many. Nobody else is taken for half a
record, and few records say little of how common a value is anywhere: they are taken as a part of more."""


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


def load(stages: Stages, duck: Duck, files: Sequence[File], comparisons: Sequence[Comparison], told: Told) -> Loaded:
    """Read the files, unless that was done.

    Raises:
        CannotLink: "id-twice" (fact `row`), "no-records", and what reading raises.
    """
    raw = stages.done("raw.parquet", partial(_raw, duck, files, len(comparisons), told))
    duck.view("raw", [raw])
    sizes = _sizes(duck, files)
    cells, keys = [], []
    for at, one in enumerate(comparisons):
        told("cells", at)
        makers = [file.makers[at] for file in files]
        texts = stages.done(f"texts{at}.parquet", partial(_texts, duck, at, one, makers))
        duck.view(f"texts{at}", [texts])
        cells.append(stages.done(f"cells{at}.parquet", partial(_cells, duck, at, one)))
        duck.view(f"cells{at}", [cells[at]])
        keyed = None
        if one.kind == "name":
            keyed = stages.done(f"keys{at}.parquet", partial(_keys, duck, at, told))
            duck.view(f"keys{at}", [keyed])
        keys.append(keyed)
    told("records", sum(sizes))
    records = stages.done("records.parquet", partial(duck.write, records_sql(comparisons)))
    return Loaded(records, tuple(cells), tuple(keys), sizes)


def _raw(duck: Duck, files: Sequence[File], width: int, told: Told, path: Path) -> None:
    """All rows with their texts, a column for each comparison."""
    columns: list[Column] = [("n", "BIGINT"), ("side", "BIGINT"), ("id", "VARCHAR")]
    columns += [(f"t{at}", "VARCHAR") for at in range(width)]

    def batches() -> Iterator[list[Sequence[object]]]:
        n = 0
        for side, file in enumerate(files):
            begun = n
            for batch in file.rows():
                if not batch:
                    continue
                size = len(batch)
                given = list(zip(*batch, strict=True))
                texts = [_joined([given[place] for place in maker.places]) for maker in file.makers]
                yield [range(n, n + size), [side] * size, _ids(file, given, n - begun, size), *texts]
                n += size
                told("read", n)

    duck.store(columns, batches(), path)


def _joined(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    return columns[0] if len(columns) == 1 else [VALUE.join(texts) for texts in zip(*columns, strict=True)]


def _ids(file: File, given: Sequence[Sequence[str]], begun: int, size: int) -> Sequence[str]:
    """References of rows, or their numbers.

    Raises:
        CannotLink: "id-missing" (fact `row`).
    """
    if file.identity is None:
        return [str(begun + place + 1) for place in range(size)]
    found = [text.strip() for text in given[file.identity]]
    if "" in found:
        raise CannotLink("id-missing", file.path, row=begun + found.index("") + FIRST_ROW)
    return found


def _sizes(duck: Duck, files: Sequence[File]) -> tuple[int, ...]:
    found: dict[int, int] = {side: count for side, count in duck.rows("SELECT side, count(*) FROM raw GROUP BY side")}
    for side, file in enumerate(files):
        if not found.get(side):
            raise CannotLink("no-records", file.path)
        twice = duck.rows(
            "SELECT second FROM (SELECT id, min(n) AS first, max(n) AS second, count(*) AS times "
            f"FROM raw WHERE side = {side} GROUP BY id) WHERE times > 1 ORDER BY second LIMIT 1"
        )
        if twice:
            begun = sum(found[before] for before in range(side))
            raise CannotLink("id-twice", file.path, row=twice[0][0] - begun + FIRST_ROW)
    return tuple(found[side] for side in range(len(files)))


def _texts(duck: Duck, at: int, one: Comparison, makers: Sequence[Maker], path: Path) -> None:
    """Each different text once for each file, with its cell and the facets of that."""
    kind = KINDS[one.kind]
    columns: list[Column] = [("side", "BIGINT"), ("t", "VARCHAR"), ("c", "VARCHAR"), *kind.columns]

    def batches() -> Iterator[list[Sequence[object]]]:
        for batch in duck.each(f"SELECT DISTINCT side, t{at} FROM raw WHERE t{at} <> ''"):
            rows = [
                (side, text, cell, *kind.of(cell))
                for side, text in batch
                for cell in [makers[side].make(text)]
                if cell is not None
            ]
            yield list(zip(*rows, strict=True)) if rows else [()] * len(columns)

    duck.store(columns, batches(), path)


def _cells(duck: Duck, at: int, one: Comparison, path: Path) -> None:
    """Each different cell once, with a number and its facets."""
    facets = "".join(f", any_value({name}) AS {name}" for name, _ in KINDS[one.kind].columns)
    duck.write(f"SELECT row_number() OVER () AS id, c{facets} FROM texts{at} GROUP BY c", path)


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
        joined.append(f"LEFT JOIN texts{at} g{at} ON raw.t{at} = g{at}.t AND raw.side = g{at}.side")
        joined.append(f"LEFT JOIN cells{at} e{at} ON g{at}.c = e{at}.c")
        if has_rarity(one):
            joined.append(
                f"LEFT JOIN ({_common(at, one)}) f{at} ON e{at}.{'id' if one.kind == 'name' else kind.key} = f{at}.v"
            )
            known = f"(SELECT count(*) FROM raw JOIN texts{at} g ON raw.t{at} = g.t AND raw.side = g.side)"
            others = f"greatest(f{at}.times - {PAIR}, 0) + {HALF}"
            chosen.append(f"log2(({others}) / ({known} + {UNSEEN})) AS r{at}")
    return f"SELECT {', '.join(chosen)} FROM {' '.join(joined)}"


def has_rarity(one: Comparison) -> bool:
    """Whether some level goes by how common the value is, and that is counted here."""
    return any(level.by_rarity for level in one.levels) and (one.kind == "name" or bool(KINDS[one.kind].key))


def _common(at: int, one: Comparison) -> str:
    """Each value with the number of records that have it; for a name, that have its commonest whole key."""
    if one.kind == "name":
        return (
            f"WITH sizes AS (SELECT k.key, count(*) AS times FROM raw "
            f"JOIN texts{at} g ON raw.t{at} = g.t AND raw.side = g.side JOIN cells{at} c ON g.c = c.c "
            f"JOIN keys{at} k ON k.id = c.id WHERE k.whole = 1 GROUP BY k.key) "
            f"SELECT k.id AS v, max(sizes.times) AS times FROM keys{at} k JOIN sizes USING (key) "
            "WHERE k.whole = 1 GROUP BY k.id"
        )
    key = KINDS[one.kind].key
    return (
        f"SELECT g.{key} AS v, count(*) AS times FROM raw JOIN texts{at} g ON raw.t{at} = g.t AND raw.side = g.side "
        f"WHERE g.{key} IS NOT NULL GROUP BY g.{key}"
    )
