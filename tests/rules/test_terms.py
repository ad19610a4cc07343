import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from samakki.ui.terms import LINES, TERMS
from tests.rules.sources import ROOT
from tests.rules.test_glossary import TERMS as GLOSSARY

USED = re.compile(r"{% words_here ([^%]+)%}")
TOOLTIP = re.compile(r"<(?!link|iframe)[a-z]+[^>]*\stitle=")
FIRST_MET = {
    "intelligence/reports.html": {"item", "handling_code"},
    "intelligence/report.html": {"item", "grade", "handling_code", "sanitised_text", "second_person"},
    "intelligence/release.html": {"sanitised_text", "second_person", "release", "release_warning"},
    "intelligence/disclosures.html": {"disclosure", "originator", "recall"},
    "intelligence/disclosure_contents.html": {"disclosure", "sanitised_text", "desk"},
    "intelligence/disclosure.html": {"second_person", "hold"},
    "intelligence/received.html": {"originator", "release", "handling_code", "grade"},
    "intelligence/disclosure_holders.html": {"originator", "recall"},
    "entities/entity.html": {"grade"},
    "entities/search.html": {"grade"},
    "matching/pair.html": {"candidate", "judgement"},
    "matching/possible.html": {"candidate", "judgement"},
    "cases/overview.html": {"handling_code"},
    "exchange/mail.html": {"node", "desk", "receipt"},
    "exchange/message.html": {"receipt"},
    "exchange/directory.html": {"desk", "trust_list"},
    "exchange/trust.html": {"trust_list", "node"},
    "access/audit.html": {"checkpoint"},
    "node/node.html": {"node", "checkpoint"},
}
"""Pages on which an officer meets a word of art for the first time, whichever way they come."""


def templates() -> Iterator[tuple[str, str]]:
    """Each template with its text, by the name that a view gives."""
    for path in sorted((ROOT / "src" / "samakki").glob("*/web/templates/**/*.html")):
        yield path.as_posix().partition("/templates/")[2], path.read_text("utf-8")


def explained(text: str) -> set[str]:
    """Terms that a template explains."""
    return {term for found in USED.findall(text) for term in re.findall(r'"(\w+)"', found)}


EXPLAINED = {name: explained(text) for name, text in templates()}


def test_every_explained_term_is_in_the_glossary_with_the_word_of_the_pages() -> None:
    with translation.override("en"):
        shown = {term: str(word).casefold() for term, (word, _meaning) in TERMS.items()}
    assert {term: GLOSSARY[term]["en"].casefold() if term in GLOSSARY else "" for term in TERMS} == shown
    assert set(LINES) <= set(TERMS)


def test_pages_explain_terms_that_there_are_and_every_term_is_explained_somewhere() -> None:
    assert set().union(*EXPLAINED.values()) == set(TERMS)


@pytest.mark.parametrize("page", FIRST_MET)
def test_a_term_is_explained_where_an_officer_first_meets_it(page: str) -> None:
    assert FIRST_MET[page] - EXPLAINED[page] == set()


def test_no_word_is_explained_by_a_tooltip() -> None:
    """A tooltip opens under a mouse alone: neither by touch nor by the keyboard, and is not read on a telephone."""
    assert [name for name, text in templates() if TOOLTIP.search(text)] == []


@pytest.mark.parametrize(
    "text",
    ['<abbr title="usually reliable">B2</abbr>', '<span class="a"\n  title="{{ words }}">B2</span>'],
)
def test_a_tooltip_is_caught(text: str) -> None:
    assert TOOLTIP.search(text)


def test_no_text_says_originator_where_pages_say_owner() -> None:
    """One word a thing: pages say "owner" everywhere else."""
    told = re.compile(r"""(?:_\(|translate )["'][^"']*\boriginator""", re.IGNORECASE)
    files: list[Path] = [*(ROOT / "src" / "samakki").rglob("*.py"), *(ROOT / "src" / "samakki").rglob("*.html")]
    assert [path.as_posix() for path in files if told.search(path.read_text("utf-8"))] == []
