"""Tables that are linked: CSV as Python reads it and as the compiled loop does; definitions, names of columns."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from samakki.kernel.refusals import InvalidValue
from samakki.matching.bulk import coding, reading
from samakki.matching.bulk.columns import LEAVE, Use, as_toml, guess, told, understood
from samakki.matching.bulk.preparing import maker
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.bulk.raw import File
from samakki.matching.domain.definition import as_json, from_json, shipped
from tools.fuzz.target import Target


@cache
def folder() -> Path:
    """A place for one file, kept for the process."""
    return Path(tempfile.mkdtemp(prefix="fuzz-link-"))


def read_table(data: bytes) -> None:
    """A CSV file, read twice: strictly, and where it is plain by the compiled loop, which must find the same cells."""
    path = folder() / "rows.csv"
    path.write_bytes(data)
    table = reading.open_table(path)
    if len(table.headings) < 2:  # noqa: PLR2004  (a table of one column is not compiled)
        list(reading.rows(table))
        return
    uses = (Use("", LEAVE), understood("", "word town"))
    file = File(path, lambda: reading.rows(table), 0, (maker(uses, "town", None),), table)
    found = coding.coded([file])
    rows = [row for batch in reading.rows(table) for row in batch]
    guess(table.headings, {name: [row[place] for row in rows[:9]] for place, name in enumerate(table.headings)})
    if not found:
        return
    (coded,) = found
    cells = [
        tuple(data[start:end].decode("utf-8") for start, end in zip(coded.starts[at], coded.ends[at], strict=True))
        for at in range(coded.size)
    ]
    assert cells == [(row[0], row[1]) for row in rows], "two readers of one file differ"
    codes, first = coded.encoded(1)
    assert [cells[first[code - 1]][1] if code else "" for code in codes] == [cell for _, cell in cells]


def tables() -> Iterator[bytes]:
    """Plain and quoted ones, with every end of line."""
    yield b"id,name,born\n1,Sok,1990\n2,,\n3,Sok,1991\n"
    yield "id;name\r\na1;ក្រុង\r\na2; x y \r\n".encode()
    yield b'\xef\xbb\xbfid\tname\n1\t"quoted\ntwice"\n2\tplain'
    yield b"id,name\n1,a\n\n2,b\r\n3,c\r"
    yield b"id\n1\n2\n"


def read_definition(data: bytes) -> None:
    """A definition of what is compared, and a file that says what columns mean."""
    if data[:1] == b"{":
        found = from_json(data.decode("utf-8", "replace"))
        assert from_json(as_json(found)) == found
        return
    path = folder() / "columns.toml"
    path.write_bytes(data)
    as_toml(told(path, ("id", "name", "given_name", "soc_sec_id", "born")))


def definitions() -> Iterator[bytes]:
    """The shipped one, and a list of columns."""
    yield as_json(shipped()).encode()
    yield b'[columns]\ngiven_name = "word given"\nsoc_sec_id = "document"\nid = "id"\nborn = "birth"\nname = "leave"\n'


TARGETS = (
    Target(
        "table",
        "tables of samakki link, by both readers",
        read_table,
        (CannotLink,),
        tables,
        ("samakki.matching.bulk.reading", "samakki.matching.bulk.coding", "samakki.matching.bulk.columns"),
        words=(b"\r\n", b"\n", b'"', b",", b";", b"\t", b"id,name\n", b"\xef\xbb\xbf"),
        longest=4096,
    ),
    Target(
        "definition",
        "what tables are compared by",
        read_definition,
        (CannotLink, InvalidValue),
        definitions,
        ("samakki.matching.domain.definition", "samakki.matching.bulk.columns"),
        words=(b"[columns]", b'"word given"', b"nan", b"1e999", b"null"),
        is_json=True,
    ),
)
