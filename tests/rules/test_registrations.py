import re
from collections.abc import Iterable, Mapping

import pytest

from samakki.access import registries as access_registries
from samakki.cases import registries as case_registries
from samakki.entities import registries
from samakki.exchange import registries as exchange_registries
from samakki.ui import navigation, panels, wording
from tests.rules.sources import templates

SLOT = re.compile(r"""{%\s*panels\s+["']([\w-]+)["']""")
REGISTRIES: Mapping[str, Mapping[str, object]] = {
    "menu entries": {entry.url_name: entry for entry in navigation.entries()},
    "panels": {f"{slot}: {name}": name for slot, names in panels.registered().items() for name in names},
    "wordings": wording.registered(),
    "protecting a person": registries.protections,
    "parts of a case": registries.parts,
    "told of entities in the same transaction": registries.entity_written,
    "left out of prints": registries.withholding,
    "left out of files": registries.withholding_from_files,
    "parts of records": access_registries.companions,
    "told of members": access_registries.membership_changes,
    "checks before leaving": access_registries.vetoes,
    "owners of what other nodes send": exchange_registries.payload_owners,
    "told of teams": case_registries.team_changes,
    "rows of My work": case_registries.work_lists,
    "references in words": case_registries.describers,
}
MAY_BE_EMPTY = {"panels"}  # every page is whole without one


def empty(registries: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Registries nobody filled: what the node should have wired is missing without an error anywhere."""
    return [name for name, content in registries.items() if not content and name not in MAY_BE_EMPTY]


def unshown(slots: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Slots that somebody fills and no template shows."""
    shown = {slot for text in texts for slot in SLOT.findall(text)}
    return sorted(set(slots) - shown)


@pytest.mark.parametrize(
    ("registry", "entry"), [(name, entry) for name, content in REGISTRIES.items() for entry in content]
)
def test_every_registration_is_listed(registry: str, entry: str) -> None:
    """The list is the output of ``pytest -v``: what lower subjects are told by upper ones."""
    assert REGISTRIES[registry][entry] is not None


def test_no_required_registry_is_empty() -> None:
    assert empty(REGISTRIES) == []


def test_every_wanted_check_before_leaving_is_there() -> None:
    assert access_registries.vetoes_wanted - access_registries.vetoes.keys() == set()


def test_every_panel_has_a_page_that_shows_it() -> None:
    assert unshown(panels.registered(), (text for _, text in templates())) == []


def test_an_empty_registry_is_caught() -> None:
    assert empty({"full": {"a": 1}, "menu": {}}) == ["menu"]


def test_a_panel_that_no_page_shows_is_caught() -> None:
    pages = ['{% panels "my-work" %}', "{% panels 'record' value %}"]
    assert unshown(["my-work", "record", "gone"], pages) == ["gone"]
