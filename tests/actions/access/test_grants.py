from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from time_machine import Traveller

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.membership import GrantReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import AuditEntry, Membership, Officer
from tests.support.people import OTHER_SUPPORT, SUPPORT, People, record
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
PROSECUTE = Purpose.PROSECUTE


@shared
def lead(people: People) -> Officer:
    return people.officer("support_lead", desk=SUPPORT)


@pytest.fixture
def identity(lead: Officer) -> str:
    return record(
        by=lead,
        compartment=Compartment.VICTIM_IDENTITY,
        purpose=Purpose.PROTECT,
        basis=Basis.CLIENT,
        is_protected=True,
    )


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def view_of(officer: Officer, reference: str, surface: Surface = Surface.PAGE) -> View | None:
    return queries.decide_record(by=officer, reference=reference, purpose=None, surface=surface).view


def test_a_custodian_opens_an_identity_without_reading_it(people: People, identity: str, clock: Traveller) -> None:
    custodian, prosecutor = people.officer("custodian", desk=SUPPORT), people.officer("prosecutor")
    assert view_of(custodian, identity) is View.CODE

    actions.grant_identity(
        by=custodian,
        reference=identity,
        officer=prosecutor.code,
        purpose=PROSECUTE,
        reason=GrantReason.COURT_HEARING,
        ends_at=in_days(2),
    )

    assert view_of(custodian, identity) is View.CODE
    assert view_of(prosecutor, identity) is View.FULL
    assert view_of(prosecutor, identity, Surface.LIST) is None
    assert view_of(prosecutor, identity, Surface.EXPORT) is None
    entry = AuditEntry.objects.get(action="grant_identity")
    assert entry.facts == {"officer": prosecutor.code, "purpose": "prosecute", "reason": "court_hearing"}
    assert Membership.objects.get(officer=prosecutor).reason == "court_hearing"
    assert queries.notices(prosecutor)[0].code == "identity_granted"
    clock.shift(timedelta(days=2))
    assert view_of(prosecutor, identity) is None


@pytest.mark.parametrize(
    ("days", "code"), [(None, "end-needed"), (0, "end-before-start"), (-1, "end-before-start"), (31, "end-too-late")]
)
def test_a_grant_has_an_end_within_a_month(people: People, identity: str, days: int | None, code: str) -> None:
    custodian, prosecutor = people.officer("custodian", desk=SUPPORT), people.officer("prosecutor")
    with refused_attempt("grant_identity", custodian.code, code, about=identity):
        actions.grant_identity(
            by=custodian,
            reference=identity,
            officer=prosecutor.code,
            purpose=PROSECUTE,
            reason=GrantReason.COURT_HEARING,
            ends_at=None if days is None else in_days(days),
        )


def test_a_custodian_of_another_desk_finds_no_identity(people: People, identity: str) -> None:
    elsewhere, prosecutor = people.officer("custodian", desk=OTHER_SUPPORT), people.officer("prosecutor")
    for asked in (identity, actions.new_record_reference("C")):
        with refused_attempt("grant_identity", elsewhere.code, "not-found", about=asked):
            actions.grant_identity(
                by=elsewhere,
                reference=asked,
                officer=prosecutor.code,
                purpose=PROSECUTE,
                reason=GrantReason.FORMAL_REQUEST,
                ends_at=in_days(1),
            )


def test_there_is_no_grant_for_whereabouts(people: People, lead: Officer) -> None:
    custodian, prosecutor = people.officer("custodian", desk=SUPPORT), people.officer("prosecutor")
    place = record(by=lead, compartment=Compartment.WHEREABOUTS, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    with refused_attempt("grant_identity", custodian.code, "not-found", about=place):
        actions.grant_identity(
            by=custodian,
            reference=place,
            officer=prosecutor.code,
            purpose=PROSECUTE,
            reason=GrantReason.PROTECTION_MEASURE,
            ends_at=in_days(1),
        )


def test_nobody_grants_to_themself_and_not_to_whom_the_matrix_leaves_out(people: People, identity: str) -> None:
    custodian, planner = people.officer("custodian", desk=SUPPORT), people.officer("planner")
    excluded = people.officer("prosecutor")
    actions.exclude(
        by=people.overseer, reference=identity, officer=excluded.code, reason=ExclusionReason.CONFLICT_OF_INTEREST
    )
    with refused_attempt("grant_identity", custodian.code, "own-membership"):
        actions.grant_identity(
            by=custodian,
            reference=identity,
            officer=custodian.code,
            purpose=Purpose.PROTECT,
            reason=GrantReason.REPATRIATION,
            ends_at=in_days(1),
        )
    for officer, purpose in ((planner, Purpose.PLAN_RESOURCES), (excluded, PROSECUTE)):
        with refused_attempt("grant_identity", custodian.code, "officer-not-available"):
            actions.grant_identity(
                by=custodian,
                reference=identity,
                officer=officer.code,
                purpose=purpose,
                reason=GrantReason.REPATRIATION,
                ends_at=in_days(1),
            )


def test_who_source_is_opens_to_an_investigator_by_grant_alone(people: People) -> None:
    handler, custodian = people.officer("investigator"), people.officer("custodian", desk="KH/POL/AHTJPD/duty")
    other = people.officer("investigator")
    source = record(by=handler, compartment=Compartment.SOURCE_IDENTITY)
    assert view_of(handler, source) is None  # writing it down once is not reading it for ever
    actions.grant_identity(
        by=custodian,
        reference=source,
        officer=other.code,
        purpose=Purpose.INVESTIGATE_TRAFFICKING,
        reason=GrantReason.SOURCE_REVIEW,
        ends_at=in_days(1),
    )
    assert view_of(other, source) is View.FULL
    assert view_of(other, source, Surface.ATTACHMENT) is None
