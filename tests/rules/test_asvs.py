"""Every requirement of OWASP ASVS 5.0.0 up to level 2 has one state, and what is called met names what holds it."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest

from tests.rules.sources import ROOT
from tests.rules.test_threats import is_test

PAGE = ROOT / "docs" / "explanation" / "asvs.md"
COUNTS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2
8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4
11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1
16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
REQUIREMENTS: Mapping[str, int] = MappingProxyType(  # of levels 1 and 2 in each section; they are its first ones
    {section: int(count) for section, _, count in (one.partition(":") for one in COUNTS.split())}
)
SECTION = re.compile(r"^\| (\d+\.\d+) ")
CODE = re.compile(r"`([^`]+)`")
PRIMITIVE = re.compile(r"from cryptography\.hazmat\.primitives[\w.]* import ([\w, ]+)")
CELLS = 6  # section, met, not applicable, open, proof, remark


def rows(text: str) -> Iterator[list[str]]:
    """Cells of each row that is about a section."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if SECTION.match(line) and len(cells) == CELLS:
            yield cells


def numbers(cell: str) -> list[int]:
    """What "1–3, 5" stands for."""
    found: list[int] = []
    for part in cell.split(", "):
        if part != "–":
            first, _, last = part.partition("–")
            found += range(int(first), int(last or first) + 1)
    return found


def faults_of_row(cells: list[str]) -> list[str]:
    """What is wrong with a row: a requirement twice or nowhere, no proof, a proof that is not there, no reason."""
    section = cells[0].split(" ")[0]
    met, absent, left = map(numbers, cells[1:4])
    stated, found = sorted(met + absent + left), []
    if stated != list(range(1, REQUIREMENTS.get(section, 0) + 1)):
        found.append(f"{section} states {stated}")
    proofs = CODE.findall(cells[4])
    if met and not proofs:
        found.append("met by nothing")
    if (absent or left) and cells[5] == "–":
        found.append("what is not met has its reason")
    for proof in proofs:
        path, _, test = proof.partition("::")
        if not (is_test(path, test) if test else (ROOT / path).exists()):
            found.append(f"{proof} is not there")
    return found


@pytest.mark.parametrize("cells", list(rows(PAGE.read_text("utf-8"))), ids=lambda cells: cells[0][:40])
def test_every_section_is_stated_in_full_and_proved(cells: list[str]) -> None:
    assert faults_of_row(cells) == []


def test_no_section_is_missing_and_the_sums_are_right() -> None:
    text = PAGE.read_text("utf-8")
    found = list(rows(text))
    assert [cells[0].split(" ")[0] for cells in found] == list(REQUIREMENTS)
    sums = [sum(len(numbers(cells[column])) for cells in found) for column in (1, 2, 3)]
    assert f"| {sums[0]} | {sums[1]} | {sums[2]} |" in text
    assert sum(sums) == sum(REQUIREMENTS.values()) == 253


def test_what_is_open_is_told_in_one_place_too() -> None:
    text = PAGE.read_text("utf-8")
    told = set(re.findall(r"\d+\.\d+\.\d+", text.partition("## What is open")[2].partition("\n## ")[0]))
    assert told == {f"{cells[0].split(' ')[0]}.{one}" for cells in rows(text) for one in numbers(cells[3])}


def test_every_primitive_that_is_imported_stands_in_the_inventory() -> None:
    page = (ROOT / "docs" / "reference" / "cryptography.md").read_text("utf-8")
    lines = (line for path in (ROOT / "src").rglob("*.py") for line in path.read_text("utf-8").splitlines())
    found = {name for line in lines if (said := PRIMITIVE.match(line)) for name in said[1].split(", ")}
    assert len(found) > 8
    assert {name for name in found if f"`{name}`" not in page} == set()


@pytest.mark.parametrize(
    "row",
    [
        ["4.2 HTTP", "–", "–", "–", "–", "–"],
        ["4.2 HTTP", "1", "–", "1", "`README.md`", "why"],
        ["4.2 HTTP", "1", "–", "–", "–", "–"],
        ["4.2 HTTP", "–", "1", "–", "–", "–"],
        ["4.2 HTTP", "1", "–", "–", "`tests/rules/test_asvs.py::test_nobody_wrote`", "–"],
        ["9.9 None", "1", "–", "–", "`README.md`", "–"],
    ],
)
def test_a_requirement_that_is_left_out_or_proved_by_nothing_is_caught(row: list[str]) -> None:
    assert faults_of_row(row)
    assert not faults_of_row(["4.2 HTTP", "1", "–", "–", "`README.md`", "–"])
