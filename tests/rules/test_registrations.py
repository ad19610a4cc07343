from collections.abc import Mapping

import pytest

from samakki.ui import navigation, panels, wording

REGISTRIES: Mapping[str, Mapping[str, object]] = {
    "menu entries": {entry.url_name: entry for entry in navigation.entries()},
    "panels": {f"{slot}: {name}": name for slot, names in panels.registered().items() for name in names},
    "wordings": wording.registered(),
}


def empty(registries: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Registries nobody filled: what the node should have wired is missing without an error anywhere."""
    return [name for name, content in registries.items() if not content]


@pytest.mark.parametrize(
    ("registry", "entry"), [(name, entry) for name, content in REGISTRIES.items() for entry in content]
)
def test_every_registration_is_listed(registry: str, entry: str) -> None:
    """The list is the output of ``pytest -v``: what lower subjects are told by upper ones."""
    assert REGISTRIES[registry][entry] is not None


def test_no_required_registry_is_empty() -> None:
    assert empty(REGISTRIES) == []


def test_an_empty_registry_is_caught() -> None:
    assert empty({"full": {"a": 1}, "menu": {}}) == ["menu"]
