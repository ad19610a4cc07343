from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import Traveller

from samakki.access import actions, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import AuditEntry, Membership, Notice, Officer
from samakki.kernel.handling import HandlingCode
from tests.support.people import FIELD, POLICE, PROSECUTION, SUPPORT, People, record
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def view_of(officer: Officer, reference: str) -> View | None:
    return queries.decide_record(by=officer, reference=reference, purpose=None, surface=Surface.PAGE).view


def test_who_registers_a_record_is_its_first_member_and_their_desk_owns_it(people: People) -> None:
    dara = people.officer("investigator", desk=FIELD)
    reference = record(by=dara, handling=frozenset({HandlingCode.H2, HandlingCode.H1}))

    entry = AuditEntry.objects.get(action="register_resource")
    assert (entry.reference, entry.actor, entry.facts["desk"]) == (reference, dara.code, FIELD)
    assert view_of(dara, reference) is View.FULL


def test_a_record_may_belong_to_another_desk(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=POLICE)
    assert view_of(chief, record(by=dara, owner_desk=POLICE)) is View.SUMMARY
    assert view_of(chief, record(by=dara)) is None


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ({"reference": "Sok Dara"}, "reference"),
        ({"handling": frozenset()}, "handling code"),
    ],
)
def test_a_subject_that_registers_nonsense_hears_of_it(people: People, mistake: dict[str, Any], message: str) -> None:
    dara = people.officer("investigator")
    given: dict[str, Any] = {
        "reference": actions.new_record_reference("C"),
        "subject": "cases",
        "compartment": Compartment.CASE_FILE,
    }
    with pytest.raises(ValueError, match=message):
        actions.register_resource(by=dara, record=actions.NewRecord(**{**given, **mistake}), purpose=TRAFFICKING)


@pytest.mark.parametrize(("basis", "message"), [(Basis.GRANT, "not one for members"), (Basis.SESSION, "another end")])
def test_the_first_membership_obeys_the_rules_of_all(people: People, basis: Basis, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        record(by=people.officer("investigator"), basis=basis)


@pytest.mark.django_db(transaction=True)
def test_a_record_is_registered_only_with_its_content(db: None) -> None:
    dara = People().officer("investigator")
    new = actions.NewRecord(actions.new_record_reference("C"), "cases", Compartment.CASE_FILE)
    with pytest.raises(ValueError, match="transaction"):
        actions.register_resource(by=dara, record=new, purpose=TRAFFICKING)


def test_a_supervisor_of_the_desk_adds_a_member_who_is_told(people: People) -> None:
    dara, vanna, chief = people.officer("investigator"), people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    assert view_of(vanna, reference) is None

    actions.add_member(by=chief, reference=reference, officer=vanna.code, purpose=TRAFFICKING)

    assert view_of(vanna, reference) is View.FULL
    assert next((row.code, row.reference) for row in queries.notices(vanna)) == ("member_added", reference)
    entry = AuditEntry.objects.get(action="add_member")
    assert (entry.reference, entry.facts["officer"], entry.facts["basis"]) == (reference, vanna.code, "team")


def test_a_prosecutor_who_reads_it_in_full_adds_one_of_theirs(people: People) -> None:
    chief, dara = people.officer("supervisor"), people.officer("investigator")
    first, second = people.officer("prosecutor"), people.officer("prosecutor")
    reference = record(by=dara)
    actions.add_member(by=chief, reference=reference, officer=first.code, purpose=Purpose.PROSECUTE)
    actions.add_member(by=first, reference=reference, officer=second.code, purpose=Purpose.PROSECUTE)
    assert view_of(second, reference) is View.FULL


def test_a_member_without_the_duty_adds_nobody(people: People) -> None:
    dara, vanna = people.officer("investigator"), people.officer("investigator")
    reference = record(by=dara)
    with refused_attempt("add_member", dara.code, "duty-not-held", about=reference):
        actions.add_member(by=dara, reference=reference, officer=vanna.code, purpose=TRAFFICKING)


def test_nobody_adds_themself(people: People) -> None:
    dara, chief = people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    with refused_attempt("add_member", chief.code, "own-membership", about=reference):
        actions.add_member(by=chief, reference=reference, officer=chief.code, purpose=TRAFFICKING)


def test_a_record_of_another_desk_is_not_there_for_a_supervisor(people: People) -> None:
    dara, vanna = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=FIELD)
    chief = people.officer("supervisor", desk=POLICE)
    reference = record(by=dara)
    for asked in (reference, actions.new_record_reference("C")):
        with refused_attempt("add_member", chief.code, "not-found", about=asked):
            actions.add_member(by=chief, reference=asked, officer=vanna.code, purpose=TRAFFICKING)


def test_an_officer_who_cannot_be_tied_gets_one_answer_whatever_the_reason(people: People) -> None:
    dara, chief = people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    closed, excluded = people.officer("investigator"), people.officer("investigator")
    desk_excluded, no_role = people.officer("investigator", desk=FIELD), people.officer("planner")
    actions.close_officer(by=chief, officer=closed.code)
    actions.exclude(by=chief, reference=reference, officer=excluded.code, reason=ExclusionReason.SUSPECTED)
    actions.exclude(by=chief, reference=reference, desk=FIELD, reason=ExclusionReason.RELATED)

    for code in (closed.code, excluded.code, desk_excluded.code, no_role.code, "O-0"):
        with refused_attempt("add_member", chief.code, "officer-not-available", about=reference):
            actions.add_member(by=chief, reference=reference, officer=code, purpose=TRAFFICKING)


def test_a_purpose_that_is_not_the_members_own_ties_nobody(people: People) -> None:
    dara, vanna, chief = people.officer("investigator"), people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    with refused_attempt("add_member", chief.code, "officer-not-available"):
        actions.add_member(by=chief, reference=reference, officer=vanna.code, purpose=Purpose.PROSECUTE)


def test_ties_that_must_end_are_not_given_without_an_end(people: People) -> None:
    lead = people.officer("support_lead")
    worker, interpreter = people.officer("social_worker"), people.officer("interpreter", desk=SUPPORT)
    reference = record(by=lead, compartment=Compartment.STATEMENT, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    actions.add_member(by=lead, reference=reference, officer=worker.code, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    with refused_attempt("add_member", lead.code, "end-needed"):
        actions.add_member(
            by=lead, reference=reference, officer=interpreter.code, purpose=Purpose.INTERPRET, basis=Basis.SESSION
        )
    ends = timezone.now() + timedelta(hours=2)
    actions.add_member(
        by=lead,
        reference=reference,
        officer=interpreter.code,
        purpose=Purpose.INTERPRET,
        basis=Basis.SESSION,
        ends_at=ends,
    )
    assert view_of(interpreter, reference) is View.READ_BACK


def test_a_session_is_over_when_its_time_is(people: People, clock: Traveller) -> None:
    lead, interpreter = people.officer("support_lead"), people.officer("interpreter", desk=SUPPORT)
    reference = record(by=lead, compartment=Compartment.STATEMENT, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    ends = timezone.now() + timedelta(hours=2)
    actions.add_member(
        by=lead,
        reference=reference,
        officer=interpreter.code,
        purpose=Purpose.INTERPRET,
        basis=Basis.SESSION,
        ends_at=ends,
    )
    clock.shift(timedelta(hours=2))
    assert view_of(interpreter, reference) is None


def test_a_membership_ends_at_once_and_quietly(people: People) -> None:
    dara, vanna, chief = people.officer("investigator"), people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    actions.add_member(by=chief, reference=reference, officer=vanna.code, purpose=TRAFFICKING)
    told = Notice.objects.filter(officer=vanna).count()

    actions.end_membership(by=chief, reference=reference, officer=vanna.code)

    assert view_of(vanna, reference) is None
    assert Notice.objects.filter(officer=vanna).count() == told
    assert AuditEntry.objects.get(action="end_membership").facts == {"officer": vanna.code}
    with refused_attempt("end_membership", chief.code, "officer-not-available", about=reference):
        actions.end_membership(by=chief, reference=reference, officer=vanna.code)


def test_officers_leave_a_record_by_themselves(people: People) -> None:
    dara = people.officer("investigator")
    reference = record(by=dara)
    actions.end_membership(by=dara, reference=reference, officer=dara.code)
    assert view_of(dara, reference) is None


def test_who_was_never_tied_learns_nothing_by_trying_to_leave(people: People) -> None:
    dara, stranger = people.officer("investigator"), people.officer("investigator")
    for asked in (record(by=dara), actions.new_record_reference("C")):
        with refused_attempt("end_membership", stranger.code, "duty-not-held", "not-found", about=asked):
            actions.end_membership(by=stranger, reference=asked, officer=stranger.code)


def test_a_tie_that_has_not_begun_ends_where_it_would_begin(people: People) -> None:
    dara, chief = people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    later = timezone.now() + timedelta(days=3)
    Membership.objects.update(starts_at=later)
    actions.end_membership(by=chief, reference=reference, officer=dara.code)
    assert Membership.objects.get().ends_at == later


def test_members_are_listed_to_who_sees_the_record(people: People) -> None:
    dara, chief = people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    for reader in (dara, chief):
        (member,) = queries.members_of(by=reader, reference=reference)
        assert (member.officer.code, member.officer.full_name) == (dara.code, dara.full_name)
        assert (member.basis, member.purpose, member.ends_at) == (Basis.TEAM, TRAFFICKING, None)
    for stranger in (people.officer("investigator"), people.officer("prosecutor", desk=PROSECUTION)):
        assert queries.members_of(by=stranger, reference=reference) == ()


def test_a_lead_manages_the_members_of_a_record_that_the_lead_does_not_read(people: People) -> None:
    worker, lead, other = (
        people.officer("social_worker"),
        people.officer("support_lead"),
        people.officer("social_worker"),
    )
    reference = record(by=worker, compartment=Compartment.CARE, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    assert view_of(lead, reference) is None
    assert [member.officer.code for member in queries.members_of(by=lead, reference=reference)] == [worker.code]
    actions.add_member(by=lead, reference=reference, officer=other.code, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    assert view_of(other, reference) is View.FULL
