"""``samakki link``: needs no node, says what it does, and what is wrong with a file."""

import argparse
import csv
import sys
from pathlib import Path

import pytest

from samakki.matching.bulk import running
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.domain.definition import from_json
from samakki.node.commands import link_command, link_wording
from samakki.node.commands.console import Stopped

ROWS = [
    ["id", "ชื่อ-สกุล", "dob", "passport", "nationality"],
    ["1", "សុខ សុភា", "1987-05-31", "N0123456", "KH"],
    ["2", "Sok Sophea", "31/5/1987", "N0123456", "TH"],
    ["3", "Nguyễn Văn Hùng", "1990", "", "VN"],
]


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    link_command.arguments(parser)
    return link_command.run(parser.parse_args(list(map(str, words))), Path("nowhere"))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(ROWS)
    return path


def test_matches_are_written_with_reasons_chart_and_weights(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chart, weights = tmp_path / "m.csv", tmp_path / "m.svg", tmp_path / "m.json"
    assert run(people, "--out", out, "--explain", "--chart", chart, "--save-definition", weights, "--threads", "1") == 0
    heads, *rows = csv.reader(out.read_text("utf-8-sig").splitlines())
    assert heads == ["left_id", "right_id", "score", "weight", "name", "birth", "document"]
    assert [(row[0], row[1], row[5], row[6]) for row in rows] == [("1", "2", "day", "same")]
    assert chart.read_text("utf-8").startswith("<svg")
    assert from_json(weights.read_text("utf-8")).version == "shipped"
    said = capsys.readouterr()
    assert "1 pairs of 3 records" in said.out
    assert "a possibility, not evidence of identity" in said.out
    assert "nationality: leave" in said.err
    assert "Choosing which pairs to look at" in said.err
    assert not any(name in said.err + said.out for name in ("Sok", "សុខ", "N0123456"))
    assert {one.name for one in tmp_path.iterdir()} == {"people.csv", "m.csv", "m.svg", "m.json"}


def test_columns_are_shown_as_a_file_that_can_be_given_back(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(people, "--show-columns") == 0
    columns = tmp_path / "columns.toml"
    columns.write_text(capsys.readouterr().out, encoding="utf-8")
    assert [use.words() for use in running.uses_of(people, columns)] == [
        "id",
        "name",
        "birth",
        "document passport",
        "leave",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "No file was named."),
        (("a", "b", "c"), "3 files were named."),
        (("nowhere.csv",), "Add --out"),
        (("nowhere.csv", "--out", "m.csv"), "nowhere.csv"),
    ],
)
def test_words_that_do_not_do_are_answered_in_words(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(Stopped) as stopped:
        run(*words)
    assert why in f"{stopped.value.why} {stopped.value.now}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"id,name\n1,Sok\n2,\xff\n", "bad.csv, line 3, column 2: the letters are not in UTF-8."),
        (b"id,name\n1,Sok\n1,Ly\n", "bad.csv, row 3: an earlier row has the same identifier."),
        (b"id,name\n1,Sok\n2,Ly,x\n", "bad.csv, row 3: 3 cells, and 2 headings."),
        (b"x\n1\n1\n", "No column is one"),
    ],
)
def test_a_bad_file_is_named_with_its_row_and_nothing_is_written(tmp_path: Path, content: bytes, why: str) -> None:
    path, out = tmp_path / "bad.csv", tmp_path / "m.csv"
    path.write_bytes(content)
    columns = tmp_path / "columns.toml"
    columns.write_text('[columns]\nid = "id"\nname = "name"\n' if b"name" in content else '[columns]\nx = "leave"\n')
    with pytest.raises(Stopped) as stopped:
        run(path, "--out", out, "--columns", columns)
    assert why in stopped.value.why
    assert not out.exists()


def test_a_definition_that_compares_what_nobody_is_compared_by_is_refused(people: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    levels = '[{"code": "same", "m": 0.9, "u": 0.1}, {"code": "differs", "m": 0.1, "u": 0.9}]'
    weights.write_text(
        f'{{"version": "x", "prior": 0.1, "comparisons": [{{"code": "religion", "kind": "sex", "levels": {levels}}}]}}'
    )
    with pytest.raises(Stopped, match="Nothing was linked") as stopped:
        run(people, "--out", tmp_path / "m.csv", "--definition", weights)
    assert "religion" in stopped.value.why


def test_every_problem_of_linking_has_its_words() -> None:
    folder = Path(running.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    source += Path(link_command.__file__).read_text("utf-8")
    codes = {part.partition('"')[0] for part in source.split('CannotLink("')[1:]} | {"cell-too-long", "quote-open"}
    assert codes <= link_wording.PROBLEMS.keys()
    assert link_wording.worded(CannotLink("definition-sum", comparison="name").refusal).why.endswith("comparison name.")


def test_without_duckdb_the_command_that_installs_it_is_said(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Stopped) as stopped:
        run(people, "--out", tmp_path / "m.csv")
    assert "pip install 'samakki[bulk]'" in stopped.value.now
