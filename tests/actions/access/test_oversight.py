from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import Traveller

from samakki.access import actions, audit, queries
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface
from samakki.access.models import AuditEntry, Officer
from samakki.kernel.refusals import Refused
from tests.support.people import FIELD, POLICE, People, record

pytestmark = pytest.mark.django_db
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def look(officer: Officer, reference: str) -> None:
    actions.read_record(by=officer, reference=reference, surface=Surface.PAGE)


def looks(by: Officer, reference: str) -> list[tuple[str, str]]:
    return [(row.officer, row.outcome) for row in queries.who_looked(by=by, reference=reference)]


def test_the_owner_sees_who_looked_newest_first(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    reference = record(by=dara)
    look(dara, reference)
    look(chief, reference)
    for reader in (dara, chief, people.overseer):
        assert looks(reader, reference) == [(chief.code, "done"), (dara.code, "done")]
    assert len(queries.who_looked(by=chief, reference=reference, limit=1)) == 1


def test_refused_looks_are_shown_to_who_may_exclude(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    stranger, reference = people.officer("investigator", desk=POLICE), record(by=dara)
    with pytest.raises(Refused):
        look(stranger, reference)
    assert looks(dara, reference) == []
    assert looks(chief, reference) == [(stranger.code, "refused")]
    assert looks(people.overseer, reference) == [(stranger.code, "refused")]


def test_a_member_from_another_desk_does_not_see_who_looked_unless_they_manage_members(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    guest, prosecutor = people.officer("investigator", desk=POLICE), people.officer("prosecutor")
    reference = record(by=dara)
    actions.add_member(by=chief, reference=reference, officer=guest.code, purpose=TRAFFICKING)
    actions.add_member(by=chief, reference=reference, officer=prosecutor.code, purpose=Purpose.PROSECUTE)
    look(dara, reference)
    assert looks(guest, reference) == []
    assert looks(prosecutor, reference) == [(dara.code, "done")]


def test_an_officer_of_the_desk_who_does_not_see_the_record_sees_no_looks(people: People) -> None:
    dara, colleague = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=FIELD)
    reference = record(by=dara)
    look(dara, reference)
    assert looks(colleague, reference) == []
    assert looks(colleague, actions.new_record_reference("C")) == []


def test_a_lead_sees_who_looked_at_a_client(people: People) -> None:
    lead, worker = people.officer("support_lead"), people.officer("social_worker")
    reference = record(by=lead, compartment=Compartment.CARE, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    actions.add_member(by=lead, reference=reference, officer=worker.code, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    look(worker, reference)
    assert looks(lead, reference) == [(worker.code, "done")]
    assert looks(worker, reference) == []


def entries(by: Officer, **asked: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - filters of several types
    return [(row.actor, row.action) for row in queries.audit_entries(by=by, limit=500, **asked).rows]


def test_the_log_is_read_by_overseers_and_administrators_alone(people: People) -> None:
    dara, admin = people.officer("investigator"), people.officer("node_administrator")
    reference = record(by=dara)
    assert entries(dara) == []
    assert queries.audit_entries(by=dara).after == ""
    assert entries(admin, reference=reference) == [(dara.code, "register_resource")]
    assert entries(people.overseer, reference=reference) == [(dara.code, "register_resource")]


def test_an_administrator_reads_metadata_and_an_overseer_the_facts(people: People) -> None:
    dara, admin = people.officer("investigator"), people.officer("node_administrator")
    reference = record(by=dara)
    (of_admin,) = queries.audit_entries(by=admin, reference=reference).rows
    (of_overseer,) = queries.audit_entries(by=people.overseer, reference=reference).rows
    assert of_admin.facts == {}
    assert of_overseer.facts["compartment"] == "case_file"
    assert of_admin.entry == of_overseer.entry


def test_filters_narrow_by_person_action_record_and_time(people: People, clock: Traveller) -> None:
    dara, vanna = people.officer("investigator"), people.officer("investigator")
    early = record(by=dara)
    clock.shift(timedelta(hours=1))
    noon = timezone.now()
    late = record(by=vanna)
    look(vanna, late)
    watch = people.overseer

    assert entries(watch, officer=vanna.code) == [(vanna.code, "read_record"), (vanna.code, "register_resource")]
    assert entries(watch, action="read_record") == [(vanna.code, "read_record")]
    assert entries(watch, reference=early) == [(dara.code, "register_resource")]
    assert entries(watch, action="register_resource", until=noon) == [(dara.code, "register_resource")]
    assert entries(watch, action="register_resource", since=noon) == [(vanna.code, "register_resource")]
    assert entries(watch, officer=dara.code, action="read_record") == []


def test_pages_follow_each_other_without_a_gap_or_a_repetition(people: People, clock: Traveller) -> None:
    clock.move_to(timezone.now(), tick=False)  # many entries of one moment
    for _ in range(7):
        audit.record("console", "test_entry")
    clock.shift(timedelta(seconds=1))
    for _ in range(3):
        audit.record("console", "test_entry")
    seen: list[str] = []
    after = ""
    while True:
        page = queries.audit_entries(by=people.overseer, action="test_entry", after=after, limit=3)
        seen += [row.entry for row in page.rows]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == AuditEntry.objects.filter(action="test_entry").count() == 10


@pytest.mark.parametrize("nonsense", ["x", "2026-03-01", "2026-03-01T00:00:00+00:00 7", " "])
def test_a_page_that_makes_no_sense_starts_at_the_newest(people: People, nonsense: str) -> None:
    watch = people.overseer
    assert queries.audit_entries(by=watch, after=nonsense) == queries.audit_entries(by=watch)


def test_exclusions_are_read_by_overseers_alone_and_never_by_whom_they_concern(people: People) -> None:
    dara, chief, admin = (
        people.officer("investigator"),
        people.officer("supervisor"),
        people.officer("node_administrator"),
    )
    second = people.officer("overseer")
    reference = record(by=dara)
    actions.exclude(by=chief, reference=reference, officer=second.code, reason=ExclusionReason.RELATED)

    assert (chief.code, "exclude") in entries(people.overseer, reference=reference)
    assert entries(admin, action="exclude") == []
    assert entries(admin, reference=reference) == [(dara.code, "register_resource")]
    assert entries(second, reference=reference) == []
    assert entries(second, action="exclude") == []
    assert looks(second, reference) == []
