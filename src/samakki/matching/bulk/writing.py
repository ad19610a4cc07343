"""The file of matches: a pair a line, the likeliest first, safe to open in a spreadsheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from samakki.entities.domain.exporting.cells import BOM, row
from samakki.matching.bulk.engine import Answer, Engine
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.weighing import probability

MEANS = "a possibility, not evidence of identity"
COLUMNS = ("left_id", "right_id", "score", "weight")
UNKNOWN = "unknown"


def write(engine: Engine, matches: Sequence[Path], definition: Definition, out: Path, *, explain: bool) -> int:
    """Write the matches; a file cut short is not left behind under this name.

    Args:
        engine: with a view of records.
        matches: files of pairs (`pairs.weighed`).
        definition: that they were weighed by.
        out: written anew.
        explain: a column for each comparison, with the code of its level.

    Returns:
        how many pairs were written.
    """
    engine.view("matches", matches)
    levels = [f"m.l{at}" for at in range(len(definition.comparisons))]
    chosen = ", ".join(["a.id AS one", "b.id AS other", "m.weight", *levels])
    found = engine.each(
        f"SELECT {chosen} FROM matches m JOIN records a ON m.a = a.n JOIN records b ON m.b = b.n "
        "ORDER BY m.weight DESC, m.a, m.b"
    )
    heads = [*COLUMNS, *(f"{one.code}" for one in definition.comparisons)] if explain else [*COLUMNS]
    unfinished = out.with_name(out.name + ".part")
    count = 0
    try:
        with unfinished.open("wb") as target:
            target.write(BOM.encode())
            target.write(row(heads))
            for batch in found:
                target.writelines(_rows(batch, definition, explain=explain))
                count += len(batch)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _rows(batch: Sequence[Answer], definition: Definition, *, explain: bool) -> Iterator[bytes]:
    for left, right, weight, *levels in batch:
        score = f"{probability(definition.prior, weight):.6f}"
        # A negative number is no formula to this software, and is one to a spreadsheet: it gets its apostrophe too.
        cells = [left, right, score, f"{weight:.2f}"]
        if explain:
            cells += [
                one.levels[place].code if place >= 0 else UNKNOWN
                for one, place in zip(definition.comparisons, levels, strict=True)
            ]
        yield row(cells)
