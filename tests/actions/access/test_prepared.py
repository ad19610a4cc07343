"""What an officer may see is written as SQL once, and asked with the officer, the desk and the moment of each time."""

from datetime import timedelta

import pytest
import time_machine as travelling
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from samakki.access import queries
from samakki.access.domain.vocabulary import Basis, Compartment, Surface
from samakki.access.models import Membership, Officer
from samakki.access.queries import listing
from samakki.access.queries.prepared import DESK, NOW, OFFICER, prepared
from tests.support.people import FIELD, POLICE, People, record


def seen(by: Officer) -> set[str]:
    return set(Membership.objects.filter(condition(by)).values_list("resource__reference", flat=True))


def condition(by: Officer) -> Q:
    return queries.visible_filter(by=by, surface=Surface.LIST, compartments=(Compartment.CASE_FILE,), column="resource")


@pytest.fixture
def asked_before(people: People) -> Officer:
    """Somebody of the same role, for whom it was written."""
    first = people.officer("investigator", desk=FIELD)
    record(by=first)
    assert len(seen(first)) == 1
    return first


def test_it_is_written_once_for_everybody_of_a_role(people: People, asked_before: Officer) -> None:
    written = listing._ids.cache_info().misses
    other = people.officer("investigator", desk=POLICE)
    reference = record(by=other)
    assert seen(other) == {reference}
    assert reference not in seen(asked_before)
    assert listing._ids.cache_info().misses == written


def test_nothing_that_stands_for_another_value_is_ever_asked_for(people: People, asked_before: Officer) -> None:
    with CaptureQueriesContext(connection) as captured:
        seen(people.officer("investigator"))
    asked = " ".join(one["sql"] for one in captured)
    assert "access_membership" in asked
    assert not [one for one in (NOW.isoformat(" ")[:10], str(OFFICER), str(DESK)) if one in asked]


def test_a_membership_ends_by_the_clock_of_each_time(people: People, asked_before: Officer) -> None:
    other = people.officer("investigator", desk=FIELD)
    reference = record(by=other, owner_desk=POLICE, ends_at=timezone.now() + timedelta(hours=1))
    assert reference in seen(other)
    with travelling.travel(timezone.now() + timedelta(hours=2)):
        assert reference not in seen(other)


def test_what_the_deployment_takes_away_counts_at_once(asked_before: Officer) -> None:
    with override_settings(SAMAKKI_TIGHTEN={"investigator": {"permits": {"case_file": []}}}):
        assert seen(asked_before) == set()
    assert len(seen(asked_before)) == 1


@pytest.mark.parametrize("closed", [(Basis.DESK,), (Basis.TEAM,), (Basis.TEAM, Basis.DESK)])
def test_a_role_whose_condition_can_find_nothing_opens_nothing_by_it(
    people: People, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, closed: tuple[Basis, ...]
) -> None:
    by = people.officer("supervisor", desk=POLICE)
    references = {
        Basis.TEAM: record(by=by, owner_desk=FIELD),
        Basis.DESK: record(by=people.officer("investigator", desk=FIELD), owner_desk=POLICE),
    }
    assert seen(by) == set(references.values())
    written = listing._Group.condition

    def nothing(group: listing._Group, prefix: str = "") -> Q:
        return Q(**{f"{prefix}compartment__in": []}) if group.basis in closed else written(group, prefix)

    monkeypatch.setattr(listing._Group, "condition", nothing)
    listing._ids.cache_clear()
    request.addfinalizer(listing._ids.cache_clear)
    wanted = {reference for basis, reference in references.items() if basis not in closed}
    assert seen(by) == wanted
    assert {one.reference for one in queries.visible(by=by, surface=Surface.LIST)} == wanted
    others = Membership.objects.exclude(condition(by)).values_list("resource__reference", flat=True)
    assert set(others) == set(references.values()) - wanted


def test_a_query_that_can_find_nothing_is_asked_and_finds_nothing(people: People) -> None:
    nothing = prepared(Membership.objects.filter(pk__in=[]).values_list("resource_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(*nothing.given_to({}))
        assert cursor.fetchall() == []
