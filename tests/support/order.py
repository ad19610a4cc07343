"""The order of a run: what takes longest first, so that no processor waits for another's last test."""

from collections.abc import Iterable

import pytest

from tests.support.shared import REAL_TIME, Recipe, folder_of, has_real_transactions, wanted

LONGEST = (
    "journeys/test_between_countries.py",
    "journeys/test_without_records.py",
    "faults/test_faults.py",
    "faults/test_exchange.py",
    "journeys/test_working_a_case.py",
    "journeys/test_giving_to_another_desk.py",
    "node/test_stored_files.py",
    "web/access/test_in_browser.py",
    "web/cases/test_in_browser.py",
    "web/intelligence/test_in_browser.py",
    "web/cases/test_evidence_in_browser.py",
    "domain/names/test_properties.py",
    "journeys/test_time_and_disclosure.py",
    "journeys/test_custody.py",
)
"""Files with a test of 15 seconds or more, the longest first, as a whole run showed them; only the order needs it."""


def in_good_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Tests that take longest, those that start programs, those that commit; each world's behind each other; the rest.

    A worker that has nothing left takes half of what another has before it, from the end, so what stands there must be
    short. Each world is built once.
    """
    longest: dict[str, list[pytest.Item]] = {name: [] for name in LONGEST}
    programs: list[pytest.Item] = []
    committing: list[pytest.Item] = []
    worlds: dict[tuple[Recipe, ...], list[pytest.Item]] = {}
    for item in items:
        name = item.path.relative_to(item.config.rootpath / "tests").as_posix() if is_test(item) else ""
        if name in longest:
            longest[name].append(item)
        elif starts_programs(item):
            programs.append(item)
        elif has_real_transactions(item):
            committing.append(item)
        else:
            worlds.setdefault(wanted(item), []).append(item)
    rest = worlds.pop((), [])
    some = (*longest.values(), programs, committing, *worlds.values(), rest)
    return [item for group in some for item in group]


def is_test(item: pytest.Item) -> bool:
    """Whether it stands below ``tests``, not beside the code it shows."""
    return item.path.is_relative_to(item.config.rootpath / "tests")


def starts_programs(item: pytest.Item) -> bool:
    """Whether a test works with whole nodes or other programs, and not with the database of the run."""
    has_database = item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())
    return folder_of(item) in REAL_TIME and not has_database
