"""Signs of many lists are asked for at once: written once for a set of roles, and true at the moment they are asked."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
import time_machine as travelling
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.access.models import Desk, Membership, Officer
from samakki.access.queries import signs
from samakki.access.queries.prepared import ADDRESS, CODE, DESK, NOW, OFFICER
from tests.support.people import FIELD, POLICE, People, record


def files(by: Officer) -> Iterable[QuerySet[Any, Any]]:
    shown = queries.visible_filter(
        by=by, surface=Surface.LIST, compartments=(Compartment.CASE_FILE,), column="resource"
    )
    return [Membership.objects.filter(shown)]


def of_the_desk(by: Officer) -> Iterable[QuerySet[Any, Any]]:
    mine = Officer.objects.filter(pk=by.pk, code=by.code)
    return [Desk.objects.filter(pk=by.desk_id, address=by.desk.address, officers__in=mine)]


def nothing(_by: Officer) -> Iterable[QuerySet[Any, Any]]:
    return [Desk.objects.none()]


SIGNS = {"files": files, "desk": of_the_desk, "nothing": nothing}


def found(by: Officer) -> set[str]:
    return set(queries.signs_found(by, SIGNS))


def test_what_is_found_is_of_who_asks_and_written_once_for_a_role(people: People) -> None:
    first, second = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=POLICE)
    assert found(first) == {"desk"}
    written = signs._written.cache_info().misses
    record(by=second)
    assert found(second) == {"desk", "files"}
    assert found(first) == {"desk"}
    assert signs._written.cache_info().misses == written


def test_all_are_asked_for_by_one_statement_and_nothing_in_it_stands_for_another_value(people: People) -> None:
    officer = people.officer("investigator")
    found(officer)
    with queries.viewers_kept(), CaptureQueriesContext(connection) as captured:
        queries.viewer(officer)
        found(officer)
    (asked,) = [one["sql"] for one in captured if "EXISTS" in one["sql"]]
    assert not [one for one in (NOW.isoformat(" ")[:10], str(OFFICER), str(DESK), CODE, ADDRESS) if one in asked]


def test_it_is_true_at_the_moment_of_each_time(people: People) -> None:
    officer, supervisor = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=POLICE)
    reference = record(by=officer, owner_desk=POLICE, ends_at=timezone.now() + timedelta(hours=1))
    assert "files" in found(officer)
    with travelling.travel(timezone.now() + timedelta(hours=2)):
        assert "files" not in found(officer)
    assert "files" in found(officer)
    actions.exclude(by=supervisor, reference=reference, reason=ExclusionReason.SUSPECTED, officer=officer.code)
    assert "files" not in found(officer)


def test_what_the_deployment_takes_away_counts_at_once(people: People) -> None:
    officer = people.officer("investigator", desk=FIELD)
    record(by=officer)
    assert "files" in found(officer)
    with override_settings(SAMAKKI_TIGHTEN={"investigator": {"permits": {"case_file": []}}}):
        assert found(officer) == {"desk"}


def test_a_sign_cannot_ask_for_what_differs_between_officers_of_one_role(people: People) -> None:
    def by_agency(by: Officer) -> Iterable[QuerySet[Any, Any]]:
        return [Desk.objects.filter(agency__code=by.desk.agency.code)]

    with pytest.raises(ObjectDoesNotExist):
        queries.signs_found(people.officer("investigator"), {"agency": by_agency})
