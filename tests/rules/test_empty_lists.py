import re

import pytest

from tests.rules.sources import ROOT

LISTS = (
    "access/audit",
    "access/desks",
    "access/my_records",
    "access/notices",
    "access/officers",
    "access/record_access",
    "access/tokens",
    "cases/cases",
    "cases/events",
    "cases/exhibits",
    "cases/intelligence",
    "cases/my_work",
    "cases/my_work_incoming",
    "cases/my_work_watching",
    "cases/notes",
    "cases/papers",
    "cases/people",
    "cases/plan",
    "cases/team",
    "entities/entities",
    "entities/exports",
    "entities/imports",
    "entities/protected_codes",
    "entities/search",
    "exchange/directory",
    "exchange/mail",
    "exchange/message",
    "exchange/peers",
    "exchange/trust",
    "intelligence/community_reports",
    "intelligence/disclosures",
    "intelligence/report",
    "intelligence/reports",
    "intelligence/sources",
    "matching/possible",
)
"""Pages with a list that may have nothing."""

EMPTY = re.compile(
    r"{% (?:else|empty|elif is_\w*(?:empty|filtered)|if not \w+|block empty) %}(.*?)(?={% e(?:nd|l))", re.DOTALL
)
SAID = re.compile(r"""{% translate "([^"]+)" %}""")
SENTENCES = re.compile(r"[.:?](?:\s|$)")


def lessons(text: str) -> list[str]:
    """What a list says where it has nothing, of two sentences or parts of one at least: what it is, and what to do."""
    said = [words for part in EMPTY.findall(text) for words in SAID.findall(part)]
    return [words for words in said if len(SENTENCES.findall(words)) > 1]


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_will_stand_there_and_what_to_do(name: str) -> None:
    subject = name.partition("/")[0]
    path = ROOT / "src" / "samakki" / subject / "web" / "templates" / f"{name}.html"
    assert lessons(path.read_text("utf-8")) != []


@pytest.mark.parametrize("words", ["", "Nothing yet.", "No entry fits the filter."])
def test_a_list_that_only_says_that_it_is_empty_is_caught(words: str) -> None:
    assert lessons(f'{{% if rows %}}a{{% else %}}<p>{{% translate "{words}" %}}</p>{{% endif %}}') == []
