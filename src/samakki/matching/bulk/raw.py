"""The rows of files as one table of texts: read by the engine where a file is plain, else by Python, alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samakki.matching.bulk import reading
from samakki.matching.bulk.cells import VALUE
from samakki.matching.bulk.duck import Duck, quoted
from samakki.matching.bulk.engine import Column
from samakki.matching.bulk.preparing import Maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.reading import LONGEST_CELL, Row, Table

FIRST_ROW = 2
"""Row of a sheet that holds the first record, below the headings."""

Told = Callable[[str, int], None]
"""Is told how far a stage is: its name, and how many are done."""


@dataclass(frozen=True, slots=True)
class File:
    """One file to be linked.

    Attributes:
        path: of it.
        rows: reads it, some thousands of rows at a time.
        identity: place of the column that names the row; None: its number does.
        makers: for each comparison.
        table: what it is as CSV; None where it is none.
    """

    path: Path
    rows: Callable[[], Iterator[list[Row]]]
    identity: int | None
    makers: tuple[Maker, ...]
    table: Table | None = None


def write(duck: Duck, file: File, side: int, begun: int, told: Told, path: Path) -> None:
    """Write n, side, id and the text of each comparison for all rows of a file.

    Args:
        duck: writes.
        file: to read.
        side: of it, 0 or 1.
        begun: number of its first record.
        told: told how far it is.
        path: to write.

    Raises:
        CannotLink: "id-missing" (fact `row`), and what reading raises.
    """
    told("read", begun)
    if _is_quick(file) and _quickly(duck, file, side, begun, path):
        return
    path.unlink(missing_ok=True)
    columns: list[Column] = [("n", "BIGINT"), ("side", "BIGINT"), ("id", "VARCHAR")]
    columns += [(f"t{at}", "VARCHAR") for at in range(len(file.makers))]

    def batches() -> Iterator[list[Sequence[object]]]:
        n = begun
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


def _is_quick(file: File) -> bool:
    return file.table is not None and len(file.table.headings) > 1 and reading.check_bytes(file.path)


PLAIN_ID = "[!-~]([ -~]*[!-~])?"
"""A reference without spaces around it, in ASCII: nothing is to be taken off."""


def _quickly(duck: Duck, file: File, side: int, begun: int, path: Path) -> bool:
    """Let the engine read a plain file; false where it finds anything that Python may see otherwise or has to name."""
    assert file.table is not None  # noqa: S101  (`_is_quick`)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(file.table.headings)))
    source = (
        f"read_csv({quoted(str(file.path))}, auto_detect = false, header = true, columns = {{{columns}}}, "
        f"delim = {quoted(file.table.delimiter)}, quote = '', escape = '', comment = '', strict_mode = true, "
        f"null_padding = false, ignore_errors = false, compression = 'none', max_line_size = {LONGEST_CELL})"
    )
    chosen = [f"rowid + {begun} AS n", f"CAST({side} AS BIGINT) AS side"]
    own = "CAST(rowid + 1 AS VARCHAR)" if file.identity is None else f"c{file.identity}"
    chosen.append(f"{own} AS id")
    for at, maker in enumerate(file.makers):
        texts = [f"coalesce(c{place}, '')" for place in maker.places]
        chosen.append(f"{f' || {quoted(VALUE)} || '.join(texts)} AS t{at}")
    used = {place for maker in file.makers for place in maker.places}
    if file.identity is not None:
        used.add(file.identity)
    listed = ", ".join(f"c{place}" for place in sorted(used))
    try:
        duck.keep_in_order("plain_rows", f"SELECT {listed} FROM {source}")
        duck.write(f"SELECT {', '.join(chosen)} FROM plain_rows", path)
        duck.to.execute("DROP TABLE plain_rows")
    except duck.error:
        return False
    others = f"id IS NULL OR NOT regexp_full_match(id, '{PLAIN_ID}')"
    ((odd,),) = duck.rows(f"SELECT count(*) FROM read_parquet({quoted(str(path))}) WHERE {others}")
    return not odd


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
