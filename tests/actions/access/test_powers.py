import pytest

from samakki.access import actions, queries
from samakki.access.domain.breakglass import Finding
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose
from tests.support.people import FIELD, OTHER_SUPPORT, POLICE, SUPPORT, People, record

pytestmark = pytest.mark.django_db
WHY = "Somebody is in danger in the house by the river."


def test_a_page_offers_what_the_action_behind_it_would_do(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    stranger = people.officer("supervisor", desk=POLICE)
    reference = record(by=dara)
    assert queries.powers_on(by=chief, reference=reference) == {Duty.MANAGE_MEMBERS, Duty.EXCLUDE}
    assert queries.powers_on(by=people.overseer, reference=reference) == {Duty.EXCLUDE}
    for who, asked in ((dara, reference), (stranger, reference), (chief, actions.new_record_reference("C"))):
        assert queries.powers_on(by=who, reference=asked) == frozenset()


def test_only_a_custodian_of_the_desk_is_offered_a_grant(people: People) -> None:
    lead = people.officer("support_lead", desk=SUPPORT)
    custodian, elsewhere = people.officer("custodian", desk=SUPPORT), people.officer("custodian", desk=OTHER_SUPPORT)
    identity, care = (
        record(by=lead, compartment=compartment, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
        for compartment in (Compartment.VICTIM_IDENTITY, Compartment.CARE)
    )
    assert queries.powers_on(by=custodian, reference=identity) == {Duty.GRANT_IDENTITY}
    assert queries.powers_on(by=custodian, reference=care) == frozenset()
    assert queries.powers_on(by=elsewhere, reference=identity) == frozenset()


def test_uses_of_urgent_access_are_listed_to_who_may_ask_who_looked(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    vanna, second = people.officer("investigator", desk=POLICE), people.officer("supervisor", desk=FIELD)
    reference = record(by=dara)
    opened = actions.open_break_glass(by=vanna, reference=reference, reason=WHY)
    (waiting,) = queries.break_glasses_of(by=chief, reference=reference)
    assert (waiting.use, waiting.officer, waiting.finding, waiting.reviewed_by) == (opened.use, vanna.code, "", "")

    actions.review_break_glass(by=chief, use=opened.use, finding=Finding.JUSTIFIED)
    actions.exclude(by=chief, reference=reference, officer=second.code, reason=ExclusionReason.RELATED)

    (reviewed,) = queries.break_glasses_of(by=dara, reference=reference)
    assert (reviewed.finding, reviewed.reviewed_by) == ("justified", chief.code)
    for stranger in (second, people.officer("investigator", desk=POLICE)):
        assert queries.break_glasses_of(by=stranger, reference=reference) == ()
