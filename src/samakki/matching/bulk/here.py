"""Plain files read into memory: what `loading` keeps in tables, for runs whose pairs are found in arrays.

Words, births and numbers of papers are not written down: a run that was killed makes them again, which takes no longer
than to write and read them. What Python makes (names, places) is kept as ever.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk import loading, scanning
from samakki.matching.bulk.coding import Coded, cut, has_references
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.held import Held, can_hold, hold
from samakki.matching.bulk.raw import File, Told
from samakki.matching.bulk.sources import AsNumbers
from samakki.matching.bulk.stages import Stages
from samakki.matching.domain.definition import Comparison

Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class References:
    """What rows are called, one behind the other.

    Attributes:
        data: their bytes.
        starts: where that of each record begins.
        ends: and ends.
    """

    data: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def text(self, n: int) -> str:
        """That of one record."""
        return self.data[self.starts[n] : self.ends[n]].tobytes().decode()


@dataclass(frozen=True, slots=True)
class Here:
    """A run's records in memory.

    Attributes:
        sizes: records of each file.
        keyed: rows of the longest table of keys of names.
        ids: for each record and comparison the number of its cell, 0 for none.
        rarities: for each comparison how common the value of each cell is, nan where it is not known; None where it
            plays no part.
        held: for each comparison its cells; None where they are in tables (`loading.Loaded.cells`).
        references: of records.
    """

    sizes: tuple[int, ...]
    keyed: int
    ids: Numbers
    rarities: tuple[Floats | None, ...]
    held: tuple[Held | None, ...]
    references: References


@dataclass(frozen=True, slots=True)
class Made:
    """One column."""

    held: Held | None
    rarity: Floats | None
    keyed: int = 0


def load(
    stages: Stages, duck: Duck, files: Sequence[File], comparisons: Sequence[Comparison], told: Told
) -> Here | None:
    """Read the files; None where they are not plain.

    Raises:
        CannotLink: what reading raises.
    """
    told("read", 0)
    found = cut(files, duck.processes)
    if not found:
        return None
    told("cells", 0)
    source = AsNumbers(stages, duck, files, found)
    ids = np.zeros((sum(source.sizes), len(comparisons)), np.int32)
    # Those that Python makes take longest, then numbers of papers, which are most.
    waits = [(can_hold(one, source.makers(at)), one.kind != "document", at) for at, one in enumerate(comparisons)]
    order = [at for _, _, at in sorted(waits)]
    with ThreadPoolExecutor(duck.processes) as pool:
        columns = [pool.submit(_column, stages, duck, at, comparisons[at], source, told, ids) for at in order]
        if not pool.submit(lambda: all(map(has_references, found))).result():
            return None
        references = _references(found)
        made = dict(zip(order, (column.result() for column in columns), strict=True))
    one = [made[at] for at in range(len(comparisons))]
    keyed = max((column.keyed for column in one), default=0)
    rarities, held = tuple(column.rarity for column in one), tuple(column.held for column in one)
    return Here(source.sizes, keyed, ids, rarities, held, references)


def _column(stages: Stages, duck: Duck, at: int, one: Comparison, source: AsNumbers, told: Told, ids: Numbers) -> Made:
    """Cells of a comparison; the numbers of each record's are filled in."""
    makers = source.makers(at)
    found = hold(one, makers, source.found, at + 1, duck.processes) if can_hold(one, makers) else None
    if found is not None:
        held, numbers = found
        ids[:, at] = np.concatenate(numbers)
        told("cells", at)
        return Made(held, held.rarity())
    with duck.beside() as own:
        name = f"numbers{at}.npy"
        _, rarities, keys = loading.column(stages, own, at, one, source, told, is_done=stages.path(name).exists())

        def write(path: Path) -> None:
            with path.open("wb") as target:
                np.save(target, np.concatenate([source.numbers(own, side, at) for side in range(len(source.sizes))]))

        ids[:, at] = np.load(stages.done(name, write))
        own.to.execute(f"DROP TABLE IF EXISTS texts{at}")
        keyed = own.rows(f"SELECT count(*) FROM keys{at}")[0][0] if keys else 0
        rarity = loading.rarity(own, at, int(ids[:, at].max(initial=0))) if rarities else None
    told("cells", at)
    return Made(None, rarity, keyed)


def _references(files: Sequence[Coded]) -> References:
    """References of all rows, without the rest of the files."""
    made, starts, ends, begun = [], [], [], 0
    for file in files:
        texts = file.column(0)
        sizes = (texts.ends - texts.starts).astype(np.int64) + 1
        out = np.empty(int(sizes.sum()), np.uint8)
        rows, alone = np.arange(file.size, dtype=np.int32), np.zeros(0, np.int32)
        scanning.lines(texts.data, texts.starts, texts.ends, rows, alone, scanning.LINE_END, out)
        behind = np.cumsum(sizes) + begun
        made.append(out)
        starts.append(behind - sizes)
        ends.append(behind - 1)
        begun += len(out)
    return References(np.concatenate(made), np.concatenate(starts), np.concatenate(ends))
