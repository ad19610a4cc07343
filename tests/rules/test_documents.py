import re
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.rules.sources import ROOT, contracts, name

ADR = ROOT / "docs" / "adr"
HEADINGS = ("Status", "Context", "Options", "Decision", "Consequences")
HELD_BY = re.compile(r"^\*\*Held by\*\*:?(?P<what>.*(?:\n(?!\n|#).*)*)", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
REPOSITORY_PATH = re.compile(
    r"^(?:src|tests|tools|docs|frontend|\.ci)/[\w./*-]+$|^(?:run\.py|pyproject\.toml|uv\.lock|[A-Z]+\.md)$"
)


def faults_of_record(text: str, contract_names: Collection[str]) -> list[str]:
    """What a decision record lacks: a heading, or something that fails when the decision is forgotten."""
    found = [f"no heading {heading}" for heading in HEADINGS if not re.search(rf"^## {heading}", text, re.MULTILINE)]
    if not re.match(r"# \d{4} ", text):
        found.append("the title does not begin with the number")
    held = HELD_BY.search(text)
    if not held:
        return [*found, "no line **Held by**"]
    holders = CODE.findall(held["what"])
    if not any(is_there(holder) or holder in contract_names for holder in holders):
        found.append("Held by names no file and no contract")
    found += [
        f"Held by names {holder}, which is not there"
        for holder in holders
        if looks_like_path(holder) and not is_there(holder)
    ]
    return found


def looks_like_path(words: str) -> bool:
    """Whether a word in code type is a path of this repository."""
    return bool(REPOSITORY_PATH.match(words.split("::", maxsplit=1)[0]))


def is_there(words: str) -> bool:
    """Whether a path of the repository, with or without ``*``, exists; ``::`` and what follows is a test's name."""
    path, _, test = words.partition("::")
    if not looks_like_path(path):
        return False
    files = list(ROOT.glob(path))
    return bool(files) and (
        not test or any(f"def {test}" in file.read_text("utf-8") for file in files if file.is_file())
    )


def dead_references(document: Path, text: str) -> list[str]:
    """Files that a document names or links to and that are not there."""
    dead = [words for words in CODE.findall(text) if looks_like_path(words) and not is_there(words)]
    return dead + [target for target in LINK.findall(text) if not (document.parent / target).exists()]


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", sorted(ADR.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_every_decision_says_what_holds_it(path: Path) -> None:
    assert faults_of_record(path.read_text("utf-8"), {contract["name"] for contract in contracts()}) == []


def test_every_decision_has_a_number_of_its_own_and_says_it() -> None:
    found = {path.name[:4]: path.read_text("utf-8")[:6] for path in sorted(ADR.glob("*.md"))}
    assert found == {number: f"# {number}" for number in found}
    assert len(found) == len(list(ADR.glob("*.md"))) > 0


@pytest.mark.parametrize("path", documents(), ids=name)
def test_a_document_names_only_what_exists(path: Path) -> None:
    assert dead_references(path, path.read_text("utf-8")) == []


def test_a_wish_is_caught() -> None:
    text = "# 0009 Wish\n\n" + "".join(f"## {heading}\n\nx\n\n" for heading in HEADINGS)
    assert faults_of_record(text, ()) == ["no line **Held by**"]
    assert faults_of_record(text + "**Held by**: good will\n", ()) == ["Held by names no file and no contract"]
    assert faults_of_record(text + "**Held by**: `tests/rules/gone.py`\n", ()) == [
        "Held by names no file and no contract",
        "Held by names tests/rules/gone.py, which is not there",
    ]
    assert faults_of_record(text + "**Held by**: the contract `Domain is pure`\n", {"Domain is pure"}) == []
    assert faults_of_record(text + "**Held by**: `tests/rules/test_documents.py::test_a_wish_is_caught`\n", ()) == []


def test_a_dead_reference_is_caught() -> None:
    text = "See `tests/gone.py`, `run.py`, [here](gone.md), [there](https://example.org) and `tests/rules/*.py`."
    assert dead_references(ROOT / "README.md", text) == ["tests/gone.py", "gone.md"]
