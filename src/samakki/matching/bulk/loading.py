"""From files to the tables that engines work on: records, and for each comparison its cells and keys of names.

A record holds numbers of cells alone. What follows from a cell (its facets, how common it is) is held once beside it.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki import names
from samakki.matching.bulk.cells import values
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.engine import Column
from samakki.matching.bulk.facets import KINDS, of_words
from samakki.matching.bulk.plain import plain
from samakki.matching.bulk.preparing import Maker
from samakki.matching.bulk.raw import File, Told
from samakki.matching.bulk.sources import NUMBER, Source, source_of
from samakki.matching.bulk.spreading import spread
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain import companies
from samakki.matching.domain.definition import Comparison
from samakki.matching.domain.records import Named

WORD_KEYS = ("w", "p")
"""How keys of single words and neighbours begin (`names.blocking`); all others are of the whole name."""

PAIR, HALF, UNSEEN = 2, 0.5, 5_000
"""How common a value is for a pair that has it: held by how many others, of how many. Nobody else is taken for half a
record, and few records say little of how common a value is anywhere: they are taken as a part of more."""

LIGHT = frozenset({"word", "sex"})
"""Kinds whose cells are made so quickly that other processes are not worth starting."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The tables of a run.

    Attributes:
        records: n (from 0), side (0 or 1), id, and for each comparison i, the number of its cell.
        cells: for each comparison id (from 1), c, its facets, and ``times``, how many records have it.
        rarities: for each comparison id and r, how common the value is (base 2 logarithm); None where it plays no part.
        keys: for each comparison of names id, key, whole; None for others.
        sizes: records of each side.
        keyed: rows of the longest table of keys.
    """

    records: Path
    cells: tuple[Path, ...]
    rarities: tuple[Path | None, ...]
    keys: tuple[Path | None, ...]
    sizes: tuple[int, ...]
    keyed: int


def load(stages: Stages, duck: Duck, files: Sequence[File], comparisons: Sequence[Comparison], told: Told) -> Loaded:
    """Read the files, unless that was done.

    Raises:
        CannotLink: "id-twice" (fact `row`), "no-records", and what reading raises.
    """
    source = source_of(stages, duck, files, told)
    told("cells", 0)

    def made(at: int) -> tuple[Path, Path | None, Path | None]:
        with duck.beside() as own:
            is_done = stages.path("records.parquet").exists()
            found = column(stages, own, at, comparisons[at], source, told, is_done=is_done)
        told("cells", at)
        return found

    # One column waits for Python while another is sorted and counted.
    with ThreadPoolExecutor(duck.processes) as pool:
        columns = list(pool.map(made, range(len(comparisons))))
    cells, rarities, keys = zip(*columns, strict=True)
    keyed = [duck.rows(f"SELECT count(*) FROM keys{at}")[0][0] for at, found in enumerate(keys) if found]
    told("records", sum(source.sizes))
    records = stages.done("records.parquet", partial(source.records, len(comparisons)))
    for at in range(len(comparisons)):
        duck.to.execute(f"DROP TABLE IF EXISTS texts{at}")
    return Loaded(records, cells, rarities, keys, source.sizes, max(keyed, default=0))


def column(
    stages: Stages, duck: Duck, at: int, one: Comparison, source: Source, told: Told, *, is_done: bool
) -> tuple[Path, Path | None, Path | None]:
    """Cells of a comparison, how common their values are, and keys of names.

    Table ``texts3`` says which text has which cell, unless all that comes of it `is_done`.
    """
    if not is_done:
        _texts(duck, at, one, source)
    cells = stages.done(f"cells{at}.parquet", partial(duck.write, _cells(at, one, source.mark)))
    duck.view(f"cells{at}", [cells])
    rarities, keys = None, None
    if one.kind == "name":
        keys = stages.done(f"keys{at}.parquet", partial(_keys, duck, at, told))
        duck.view(f"keys{at}", [keys])
    if has_rarity(one):
        rarities = stages.done(f"rarities{at}.parquet", partial(duck.write, _rarities(at, one)))
        duck.view(f"rarities{at}", [rarities])
    return cells, rarities, keys


def _texts(duck: Duck, at: int, one: Comparison, source: Source) -> None:
    """Keep each different text once for each file: its mark, how many records have it, its cell, the facets of that."""
    facets, (mark, kind) = KINDS[one.kind].columns, source.mark
    columns: list[Column] = [("side", "BIGINT"), (mark, kind), ("times", "BIGINT"), ("c", "VARCHAR"), *facets]
    source.different(duck, at)
    also, rest = [], ["true"]
    makers = source.makers(at)
    for side, maker in enumerate(makers):
        if form := plain(maker, one.kind):
            named = "".join(f", {sql} AS {name}" for (name, _), sql in zip(facets, form.facets, strict=True))
            where = f"side = {side} AND {form.where}"
            made = f"SELECT side, {mark}, times, {form.cell} AS c{named} FROM different{at} WHERE {where}"
            also.append(f"SELECT * FROM ({made}) WHERE c IS NOT NULL")
            rest.append(f"NOT ({where})")
    others = duck.each(f"SELECT side, {mark}, times, t FROM different{at} WHERE {' AND '.join(rest)}")
    processes = 1 if one.kind in LIGHT else duck.processes
    batches = spread(partial(cells_of, tuple(makers), one.kind), others, processes=processes)
    duck.gather(f"texts{at}", columns, batches, also)
    source.forget(duck, at)


def cells_of(
    makers: Sequence[Maker], kind: str, batch: Sequence[tuple[int, object, int, str]]
) -> list[Sequence[object]]:
    """Columns of `_texts` for a batch of sides, marks, how many records have a text, and texts."""
    made = [
        (side, mark, times, cell)
        for side, mark, times, text in batch
        for cell in [makers[side].make(text)]
        if cell is not None
    ]
    cells = [row[3] for row in made]
    facets = of_words(cells) if kind == "word" and cells else list(map(KINDS[kind].of, cells))
    rows = [(*row, *found) for row, found in zip(made, facets, strict=True)]
    return list(zip(*rows, strict=True)) if rows else [()] * (4 + len(KINDS[kind].columns))


def _cells(at: int, one: Comparison, mark: Column) -> str:
    """Each different cell once, with a number and its facets; numbers follow from the files alone."""
    facets = "".join(f", any_value({name}) AS {name}" for name, _ in KINDS[one.kind].columns)
    first = "min(side * 4294967296 + m)" if mark == NUMBER else "c"
    return (
        f"SELECT row_number() OVER (ORDER BY {first}) AS id, c{facets}, CAST(sum(times) AS BIGINT) AS times "
        f"FROM texts{at} GROUP BY c"
    )


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
        for text in (companies.spellings(value.text) if value.is_company else (value.text,))
        for key in names.keys(text, value.language)
    }


def wide_sql(comparisons: Sequence[Comparison]) -> str:
    """Records with the facets of their cells and how common each value is, for engines that compare in SQL."""
    chosen, joined = ["t.n", "t.side", "t.id"], ["records t"]
    for at, one in enumerate(comparisons):
        chosen.append(f"t.i{at}")
        chosen += [f"e{at}.{name} AS {name}{at}" for name, _ in KINDS[one.kind].columns]
        joined.append(f"LEFT JOIN cells{at} e{at} ON t.i{at} = e{at}.id")
        if has_rarity(one):
            chosen.append(f"f{at}.r AS r{at}")
            joined.append(f"LEFT JOIN rarities{at} f{at} ON t.i{at} = f{at}.id")
    return f"SELECT {', '.join(chosen)} FROM {' '.join(joined)}"


def has_rarity(one: Comparison) -> bool:
    """Whether some level goes by how common the value is, and that is counted here."""
    return any(level.by_rarity for level in one.levels) and (one.kind == "name" or bool(KINDS[one.kind].key))


def rarity(duck: Duck, at: int, highest: int) -> NDArray[np.float64]:
    """How common the value of each cell is, as an array; nan where that is not known."""
    found = duck.arrays(f"SELECT id, r FROM rarities{at}")
    made = np.full(highest + 1, np.nan)
    made[found["id"]] = np.ma.filled(found["r"], np.nan)
    return made


def _rarities(at: int, one: Comparison) -> str:
    """How common the value of each cell is: of a name, how many write the same words; of several, the commonest key."""
    if one.kind == "name":
        common = (
            f"WITH sizes AS (SELECT k.key, sum(c.times) AS times FROM keys{at} k JOIN cells{at} c ON k.id = c.id "
            f"WHERE k.whole = 1 GROUP BY k.key), several AS (SELECT k.id, max(sizes.times) AS times FROM keys{at} k "
            f"JOIN sizes USING (key) JOIN cells{at} c ON k.id = c.id WHERE k.whole = 1 AND c.w IS NULL GROUP BY k.id) "
            f"SELECT id, sum(times) OVER (PARTITION BY w) AS times FROM cells{at} WHERE w IS NOT NULL "
            "UNION ALL SELECT id, times FROM several"
        )
    elif one.kind == "word":  # each is a cell of its own
        common = f"SELECT id, times FROM cells{at}"
    else:
        key = KINDS[one.kind].key
        common = f"SELECT id, sum(times) OVER (PARTITION BY {key}) AS times FROM cells{at} WHERE {key} IS NOT NULL"
    others = f"greatest(CAST(f.times AS BIGINT) - {PAIR}, 0) + {HALF}"
    known = f"(SELECT CAST(sum(times) AS BIGINT) FROM cells{at})"
    return f"SELECT f.id, log2(({others}) / ({known} + {UNSEEN})) AS r FROM ({common}) f"
