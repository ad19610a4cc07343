"""Who a source is: sealed, granted, never in another agency."""

from datetime import timedelta

from django.utils import timezone

from samakki.access import actions as access
from samakki.access.domain.membership import GrantReason
from samakki.access.domain.vocabulary import Purpose, Surface, View
from samakki.access.queries import decide_record
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.models import SourceIdentity
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import TRAFFICKING, a_report
from tests.support.people import POLICE, SUPPORT
from tests.support.refusing import refused_attempt

DETAILS = SourceDetails(names=("Prak Vanna", "ប្រាក់ វណ្ណា"), phones=("012 345 678",), contact="Through her aunt.")


def a_source(by: object, purpose: Purpose = TRAFFICKING) -> str:
    return actions.register_source(by=by, kind=SourceKind.PERSON, details=DETAILS, purpose=purpose)  # type: ignore[arg-type]  # an officer


def test_a_source_is_sealed_and_closed_to_whoever_wrote_it(desk: Desk) -> None:
    source = a_source(desk.writer)
    assert b"Vanna" not in bytes(SourceIdentity.objects.get().details_sealed)
    assert decide_record(by=desk.writer, reference=source, purpose=None, surface=Surface.PAGE).view is None
    assert [row.reference for row in queries.sources(desk.writer)] == [source]


def test_a_custodian_opens_it_to_one_officer_for_a_time(desk: Desk) -> None:
    source = a_source(desk.writer)
    custodian = desk.people.officer("custodian", desk=POLICE)
    access.grant_identity(
        by=custodian,
        reference=source,
        officer=desk.writer.code,
        purpose=TRAFFICKING,
        reason=GrantReason.SOURCE_REVIEW,
        ends_at=timezone.now() + timedelta(days=1),
    )
    assert decide_record(by=desk.writer, reference=source, purpose=None, surface=Surface.PAGE).view is View.FULL
    assert decide_record(by=custodian, reference=source, purpose=None, surface=Surface.PAGE).view is View.CODE
    assert queries.source_details(source) == DETAILS


def test_who_told_a_support_agency_is_never_granted_to_police(desk: Desk) -> None:
    source = a_source(desk.worker, Purpose.PROTECT)
    custodian = desk.people.officer("custodian", desk=SUPPORT)
    with refused_attempt("grant_identity", custodian.code, "officer-not-available"):
        access.grant_identity(
            by=custodian,
            reference=source,
            officer=desk.writer.code,
            purpose=TRAFFICKING,
            reason=GrantReason.SOURCE_REVIEW,
            ends_at=timezone.now() + timedelta(days=1),
        )
    access.grant_identity(
        by=custodian,
        reference=source,
        officer=desk.support_lead.code,
        purpose=Purpose.PROTECT,
        reason=GrantReason.SOURCE_REVIEW,
        ends_at=timezone.now() + timedelta(days=1),
    )


def test_a_colleague_knows_the_number_once_they_read_a_report_of_it(desk: Desk) -> None:
    source = a_source(desk.writer)
    report = a_report(desk.writer, source_reference=source)
    assert queries.sources(desk.colleague) == ()
    access.add_member(by=desk.supervisor, reference=report, officer=desk.colleague.code, purpose=TRAFFICKING)
    assert [row.reference for row in queries.sources(desk.colleague)] == [source]


def test_sources_are_refused(desk: Desk) -> None:
    with refused_attempt("register_source", desk.supervisor.code, "compartment-not-written-by-role"):
        a_source(desk.supervisor)
    with refused_attempt("register_source", desk.writer.code, "source-empty"):
        actions.register_source(
            by=desk.writer, kind=SourceKind.PERSON, details=SourceDetails(notes="x"), purpose=TRAFFICKING
        )
    assert not SourceIdentity.objects.exists()


def test_sources_are_sealed_again_with_the_active_key(desk: Desk) -> None:
    source = a_source(desk.writer)
    assert actions.reseal_sources() == 1
    assert queries.source_details(source) == DETAILS
