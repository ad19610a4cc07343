"""The threat model names a test for every threat on a node and between nodes, and each of those tests is there."""

import re
from collections.abc import Iterator

import pytest

from tests.rules.sources import ROOT

PAGE, HEADINGS = ROOT / "docs" / "explanation" / "threat-model.md", ("## On one node", "## Between nodes")
TEST = re.compile(r"`(tests/[\w./]+\.py)::(test_\w+)`")
CELLS = 4  # threat, control, default, tests


def rows(text: str) -> Iterator[list[str]]:
    """Cells of each row of the tables under the headings, without their heads."""
    for heading in HEADINGS:
        section = text.partition(f"{heading}\n")[2].partition("\n## ")[0]
        lines = [line for line in section.splitlines() if line.startswith("|")]
        for line in lines[2:]:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def faults_of_row(cells: list[str]) -> list[str]:
    """What a row lacks: a cell, a test, or a test that is really there."""
    if len(cells) != CELLS or not all(cells):
        return ["a threat needs its control, its default and its test"]
    tests = TEST.findall(cells[-1])
    if not tests or TEST.sub("", cells[-1]).strip(" ,"):
        return ["the last cell names tests, and nothing else"]
    return [f"{path}::{name} is not there" for path, name in tests if not is_test(path, name)]


def is_test(path: str, name: str) -> bool:
    """Whether a file has a test of exactly this name."""
    file = ROOT / path
    return file.is_file() and re.search(rf"^def {name}\(", file.read_text("utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("cells", list(rows(PAGE.read_text("utf-8"))), ids=lambda cells: cells[0][:60])
def test_every_threat_names_the_test_that_proves_its_control(cells: list[str]) -> None:
    assert faults_of_row(cells) == []


def test_the_tables_are_found() -> None:
    assert len(list(rows(PAGE.read_text("utf-8")))) > 40


@pytest.mark.parametrize(
    "row",
    [
        ["a threat", "a control", "refused", ""],
        ["a threat", "a control", "refused"],
        ["a threat", "a control", "refused", "looked at by hand"],
        ["a threat", "a control", "refused", "`tests/rules/test_threats.py::test_that_nobody_wrote`"],
        ["a threat", "a control", "refused", "`tests/rules/test_threats.py::test_the_table`"],
        ["a threat", "a control", "refused", "`tests/rules/test_threats.py::test_the_tables_are_found` and care"],
    ],
)
def test_a_threat_without_its_proof_is_caught(row: list[str]) -> None:
    assert faults_of_row(row)
