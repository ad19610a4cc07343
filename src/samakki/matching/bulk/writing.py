"""The file of matches: a pair a line, the likeliest first, safe to open in a spreadsheet."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log2
from pathlib import Path
from typing import Any

import numpy as np

from samakki.entities.domain.exporting.cells import BOM, row
from samakki.matching.bulk import lining
from samakki.matching.bulk.duck import Duck
from samakki.matching.bulk.here import References
from samakki.matching.bulk.matches import Matches
from samakki.matching.bulk.sql import number
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.weighing import probability

MEANS = "a possibility, not evidence of identity"
COLUMNS = ("left_id", "right_id", "score", "weight")
UNKNOWN = "unknown"
PIECE, PIECE_BYTES, AT_ONCE = 1 << 14, 1 << 21, 8
"""Lines that a thread puts together at a time, room for them, and how many pieces are waited for together."""


def write(duck: Duck, matches: Sequence[Path], definition: Definition, out: Path, *, explain: bool) -> int:
    """Write the matches; a file cut short is not left behind under this name.

    Args:
        duck: with a view of records.
        matches: files of pairs (`pairs.Pairs.weighed`), whichever engine wrote them.
        definition: that they were weighed by.
        out: written anew.
        explain: a column for each comparison, with the code of its level.

    Returns:
        how many pairs were written.
    """
    duck.view("matches", matches)
    levels = [f"m.l{at}" for at in range(len(definition.comparisons))] if explain else []
    # Most rows need no second look: they are put together where they are sorted.
    line = "NULL" if explain else f"CASE WHEN m.weight >= 0 AND {_plain('a.id')} AND {_plain('b.id')} THEN {LINE} END"
    others = (f"CASE WHEN line IS NULL THEN {name} END" for name in ("one", "other", "weight"))
    chosen = ", ".join(["line", *others, *levels])
    made = ", ".join([f"{line} AS line", "m.a", "m.b", "a.id AS one", "b.id AS other", "m.weight", *levels])
    found = duck.each(
        f"SELECT {chosen} FROM (SELECT {made} FROM (SELECT *, {_score(definition.prior)} AS score FROM matches) m "
        "JOIN records a ON m.a = a.n JOIN records b ON m.b = b.n) m ORDER BY m.weight DESC, m.a, m.b"
    )
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for batch in found:
            yield b"".join(line.encode() if line else _row(rest, definition) for line, *rest in batch)
            count += len(batch)

    _settled(out, definition, lines(), explain=explain)
    return count


def write_here(
    references: References, matches: Matches, definition: Definition, out: Path, *, explain: bool, threads: int
) -> int:
    """The same of matches in memory, put together by some threads."""
    found = matches.likeliest_first()
    prior, size = log2(definition.prior / (1 - definition.prior)), len(found.a)

    def piece(begin: int) -> bytes:
        end, made = min(begin + PIECE, size), []
        one, other, weights = found.a[begin:end], found.b[begin:end], found.weight[begin:end]
        room, done = np.empty(PIECE_BYTES, np.uint8), 0
        while done < end - begin:
            if not explain:
                texts = (references.data, references.starts, references.ends)
                done, filled = lining.lines(*texts, one, other, weights, prior, done, room)
                made.append(room[:filled].tobytes())
            if done < end - begin:
                levels = [int(level[begin + done]) for level in found.levels] if explain else []
                called = [references.text(int(side[done])) for side in (one, other)]
                made.append(_row([*called, float(weights[done]), *levels], definition))
                done += 1
        return b"".join(made)

    with ThreadPoolExecutor(threads) as pool:
        groups = (range(group, min(group + PIECE * AT_ONCE, size), PIECE) for group in range(0, size, PIECE * AT_ONCE))
        _settled(out, definition, (lines for group in groups for lines in pool.map(piece, group)), explain=explain)
    return size


def _settled(out: Path, definition: Definition, lines: Iterator[bytes], *, explain: bool) -> None:
    """Write the file, so that it has its name only when it is whole."""
    heads = [*COLUMNS, *(f"{one.code}" for one in definition.comparisons)] if explain else [*COLUMNS]
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("wb") as target:
            target.write(BOM.encode())
            target.write(row(heads))
            target.writelines(lines)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


LINE = """format('"{}","{}","{:.6f}","{:.2f}"' || chr(13) || chr(10), a.id, b.id, m.score, m.weight)"""


def _plain(column: str) -> str:
    """Whether a reference is the same in a cell of a spreadsheet (`exporting.cells.safe`)."""
    return f"regexp_full_match({column}, '[A-Za-z0-9][A-Za-z0-9_.-]*')"


def _score(prior: float) -> str:
    """The chance after the evidence, as `weighing.probability` has it."""
    odds = f"least(greatest({number(log2(prior / (1 - prior)))} + weight, -60), 60)"
    return f"1 / (1 + pow(2, -({odds})))"


def _row(found: Sequence[Any], definition: Definition) -> bytes:
    left, right, weight, *levels = found
    # A negative number is no formula to this software, and is one to a spreadsheet: it gets its apostrophe too.
    cells = [left, right, f"{probability(definition.prior, weight):.6f}", f"{weight:.2f}"]
    if levels:
        cells += [
            one.levels[place].code if place >= 0 else UNKNOWN
            for one, place in zip(definition.comparisons, levels, strict=True)
        ]
    return row(cells)
