"""Files as people hand them over: whole ones are read, others refused with the row and the column."""

from pathlib import Path

import pytest

from samakki.matching.bulk import lines, reading
from samakki.matching.bulk.problems import CannotLink


def read(path: Path) -> list[list[str]]:
    table = reading.open_table(path)
    return [row for batch in reading.rows(table) for row in batch]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_every_delimiter_and_script_are_read(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "people.csv"
    rows = [["id", "name"], ["1", "សុខ សុភា"], ["2", "Nguyễn\nVăn"]]
    path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8-sig")
    assert reading.open_table(path).headings == ("id", "name")
    assert read(path) == rows[1:]


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n\n1,Sok\n\n\n2,Ly\n")
    assert read(path) == [["1", "Sok"], ["2", "Ly"]]


HOSTILE = {
    "file-empty": (b"", {}),
    "file-has-nul": (b"id,name\n1,So\0k\n", {"line": 2, "column": 2}),
    "file-not-utf8": (b"id,name\n1,Sok\n2,\xff\xfe\n", {"line": 3, "column": 2}),
    "heading-missing": (b"id,,name\n1,2,3\n", {"column": 2}),
    "heading-twice": (b"id,name,name\n1,2,3\n", {"column": 3}),
    "row-width": (b"id,name\n1,Sok\n2,Ly,3\n", {"row": 3, "found": 3, "expected": 2}),
    "quote-open": (b'id,name\n1,Sok\n2,"Ly\n', {"row": 3}),
    "cell-too-long": (b"id,name\n1,Sok\n2," + b"x" * 200_000 + b"\n", {"row": 3}),
    "too-many-columns": (b",".join(b"c%d" % n for n in range(501)) + b"\n1\n", {"found": 501, "most": 500}),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, code: str) -> None:
    content, facts = HOSTILE[code]
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(CannotLink) as problem:
        read(path)
    assert problem.value.refusal.code == code
    assert dict(problem.value.refusal.facts) == {"file": "people.csv", **facts}


def test_a_quote_that_swallows_a_gigabyte_is_found_early(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b'id,name\n1,"' + b"x" * 3_000_000)
    with pytest.raises(CannotLink, match="cell-too-long"):
        read(path)


def test_entities_of_a_schema_are_read_and_nationality_is_not(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(
        '{"id": "E-1", "schema": "Person", "properties": {"name": ["Sok"], "nationality": ["kh"]}}\n'
        '{"id": "E-2", "schema": "Company", "properties": {"name": ["Sok Ltd"]}}\n',
        encoding="utf-8",
    )
    found = [row for batch in lines.entities(path, ("Person",), ("name", "birth")) for row in batch]
    assert found == [["E-1", "Sok\x1f", ""]]


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": 1, "schema": "Person", "properties": {}}', '{"id": "1"}'])
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(f'{{"id": "E-1", "schema": "Person", "properties": {{}}}}\n{line}\n')
    with pytest.raises(CannotLink) as problem:
        list(lines.entities(path, ("Person",), ("name",)))
    assert problem.value.refusal.facts["line"] == 2
