"""Reading one record: what is logged, and that a missing record and another's take the same work."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import AuditEntry, Officer
from samakki.kernel.refusals import Refused
from tests.support.people import FIELD, POLICE, People, record
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def test_a_member_reads_in_full_and_the_look_is_logged(people: People) -> None:
    dara = people.officer("investigator")
    reference = record(by=dara)

    decision = actions.read_record(by=dara, reference=reference, surface=Surface.PAGE)

    assert (decision.view, decision.basis) == (View.FULL, Basis.TEAM)
    entry = AuditEntry.objects.get(action="read_record")
    assert (entry.actor, entry.reference, entry.outcome) == (dara.code, reference, "done")
    assert entry.facts == {
        "surface": "page",
        "view": "full",
        "basis": "team",
        "purpose": "investigate_trafficking",
    }


def test_a_look_at_what_holds_no_person_is_not_logged(people: People) -> None:
    analyst, planner = people.officer("secretariat_analyst"), people.officer("planner")
    numbers = record(by=analyst, compartment=Compartment.AGGREGATES, purpose=Purpose.RUN_PROGRAMME)
    assert actions.read_record(by=planner, reference=numbers, surface=Surface.PAGE).view is View.FULL
    assert not AuditEntry.objects.filter(action="read_record").exists()


def test_a_refused_look_is_logged_with_the_reason_that_the_officer_is_not_told(people: People) -> None:
    dara, stranger, chief = people.officer("investigator"), people.officer("investigator"), people.officer("supervisor")
    reference, missing = record(by=dara), actions.new_record_reference("C")
    with refused_attempt("read_record", stranger.code, "not-found", about=reference):
        actions.read_record(by=stranger, reference=reference, surface=Surface.PAGE)
    with refused_attempt("read_record", stranger.code, "not-found", about=missing):
        actions.read_record(by=stranger, reference=missing, surface=Surface.PAGE)
    actions.exclude(by=chief, reference=reference, officer=dara.code, reason=ExclusionReason.RELATED)
    with refused_attempt("read_record", dara.code, "not-found", about=reference):
        actions.read_record(by=dara, reference=reference, surface=Surface.PAGE, purpose=TRAFFICKING)
    told = [entry.facts["reasons"] for entry in AuditEntry.objects.filter(action="read_record").order_by("at")]
    assert told == ["no-tie,not-found", "missing,not-found", "excluded,no-tie,not-found"]


@pytest.mark.parametrize("typed", ["Sok Dara", "C-1", "", "c-7k3q", "C-7K3Q' OR 1=1", "x" * 500, "\x00"])
def test_what_is_not_written_like_a_reference_does_not_reach_the_log(people: People, typed: str) -> None:
    dara = people.officer("investigator")
    with refused_attempt("read_record", dara.code, "not-found", about=""):
        actions.read_record(by=dara, reference=typed, surface=Surface.PAGE)


def statements(officer: Officer, reference: str) -> list[str]:
    """The statements of one refused look, with the values of this look taken out."""
    fresh = Officer.objects.select_related("desk").get(pk=officer.pk)
    with CaptureQueriesContext(connection) as captured, pytest.raises(Refused):
        actions.read_record(by=fresh, reference=reference, surface=Surface.PAGE)
    shapes = [one["sql"].replace(reference, "REFERENCE") for one in captured]
    return [re.sub(r"'[^']*'|\\x[0-9a-f]*|\"s\d+_x\d+\"|\b\d+\b", "VALUE", shape) for shape in shapes]


def test_a_missing_record_and_one_that_is_not_theirs_take_the_same_statements(people: People) -> None:
    dara, stranger = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=POLICE)
    chief, lead = people.officer("supervisor", desk=FIELD), people.officer("support_lead")
    member = people.officer("investigator", desk=FIELD)
    theirs = record(by=dara)
    identity = record(by=lead, compartment=Compartment.VICTIM_IDENTITY, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    actions.add_member(by=chief, reference=theirs, officer=member.code, purpose=TRAFFICKING)
    actions.exclude(by=chief, reference=theirs, officer=member.code, reason=ExclusionReason.SUSPECTED)

    missing = statements(stranger, actions.new_record_reference("C"))
    assert len(missing) > 5
    assert statements(stranger, theirs) == missing
    assert statements(stranger, identity) == missing
    assert statements(member, theirs) == statements(member, actions.new_record_reference("C"))


def test_deciding_alone_takes_the_same_statements_too(people: People) -> None:
    dara, stranger = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=POLICE)
    counted, answers = [], []
    for reference in (record(by=dara), actions.new_record_reference("C")):
        fresh = Officer.objects.select_related("desk").get(pk=stranger.pk)
        with CaptureQueriesContext(connection) as captured:
            decision = queries.decide_record(by=fresh, reference=reference, purpose=None, surface=Surface.PAGE)
        counted.append([one["sql"].replace(reference, "REFERENCE") for one in captured])
        answers.append((decision.view, decision.basis, decision.purpose, decision.reasons))
    assert counted[0] == counted[1]
    assert answers[0] == answers[1]


@override_settings(SAMAKKI_TIGHTEN={"investigator": {"permits": {"case_file": []}}})
def test_what_the_deployment_took_away_is_gone(people: People) -> None:
    dara = people.officer("investigator")
    reference = record(by=dara)
    assert queries.decide_record(by=dara, reference=reference, purpose=None, surface=Surface.PAGE).view is None
    assert queries.visible(by=dara, surface=Surface.LIST) == ()


@override_settings(SAMAKKI_TIGHTEN={"planner": {"permits": {"case_file": ["full by team"]}}})
def test_a_deployment_that_widens_a_role_answers_nothing_at_all() -> None:
    with pytest.raises(Refused, match="tighten-widens"):
        queries.roles()
