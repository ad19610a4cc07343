import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

import pytest
from django.utils import translation

from samakki.access.domain.roles import ROLES
from samakki.access.web.wording import vocabulary as words
from samakki.access.web.wording.roles import ROLE_WORDS
from samakki.kernel.codes import PAGE_LANGUAGES
from samakki.kernel.handling import HandlingCode
from samakki.ui.wording import Text
from tests.rules.sources import ROOT

LANGUAGES = [language.tag for language in PAGE_LANGUAGES]
COLUMNS = ["term", "meaning", "source", "not", *LANGUAGES]
SCRIPTS = {"km": "KHMER", "th": "THAI", "lo": "LAO", "my": "MYANMAR", "zh": "CJK", "bn": "BENGALI"}
SAME_EVERYWHERE = re.compile(r"\b(?:API|H[0-3]|X)\b")
VOCABULARY: Mapping[str, Iterable[tuple[Enum, Text]]] = {
    "compartment": words.COMPARTMENTS.items(),
    "purpose": words.PURPOSES.items(),
    "surface": words.SURFACES.items(),
    "view": words.VIEWS.items(),
    "basis": words.BASES.items(),
    "duty": words.DUTIES.items(),
    "agency": words.AGENCY_KINDS.items(),
}


def rows() -> Iterator[dict[str, str]]:
    """Each term of the glossary by column; fails on a table of another shape."""
    for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "term":
            assert cells == COLUMNS
        elif not set(cells[0]) <= {"-"}:
            assert len(cells) == len(COLUMNS), line
            yield dict(zip(COLUMNS, cells, strict=True))


TERMS = {row["term"].strip("`"): row for row in rows()}


def test_each_term_stands_once_with_a_meaning_and_an_english_word() -> None:
    assert len(TERMS) == sum(1 for _ in rows())
    assert [term for term, row in TERMS.items() if "—" in {row["meaning"], row["en"]} or not all(row.values())] == []


def test_the_page_says_that_its_words_are_drafts() -> None:
    opening = (ROOT / "GLOSSARY.md").read_text("utf-8").split("\n## ", maxsplit=1)[0]
    assert re.search(r"not English is a draft, not reviewed.*Author: \w+\. Date: \d{4}-\d\d-\d\d\.", opening)


@pytest.mark.parametrize("group", VOCABULARY)
def test_every_word_of_the_policy_is_in_it_as_the_pages_show_it(group: str) -> None:
    with translation.override("en"):
        shown = {f"{group}.{member.value}": str(text) for member, text in VOCABULARY[group]}
    listed = {term: row["en"] for term, row in TERMS.items() if term.startswith(f"{group}.")}
    assert listed == shown


def test_every_role_is_in_it_as_the_pages_show_it() -> None:
    with translation.override("en"):
        shown = {f"role.{role}": str(ROLE_WORDS[role].name) for role in ROLES}
    assert {term: row["en"] for term, row in TERMS.items() if term.startswith("role.")} == shown


def test_every_handling_code_is_in_it_and_never_translated() -> None:
    for code in HandlingCode:
        row = TERMS[f"handling.{code.value}"]
        assert {row[language] for language in LANGUAGES} == {code.value}


@pytest.mark.parametrize("language", SCRIPTS)
def test_words_are_written_in_the_script_of_their_language(language: str) -> None:
    strange = {
        sign
        for row in TERMS.values()
        for sign in SAME_EVERYWHERE.sub("", row[language])
        if sign.isalpha() and not unicodedata.name(sign).startswith(SCRIPTS[language])
    }
    assert strange == set()


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - set(SCRIPTS)))
def test_words_of_latin_languages_hold_no_other_script(language: str) -> None:
    letters = {sign for row in TERMS.values() for sign in row[language] if sign.isalpha()}
    assert {sign for sign in letters if not unicodedata.name(sign).startswith("LATIN")} == set()
