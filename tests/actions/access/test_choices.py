import pytest

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Purpose
from samakki.access.models import Agency, Officer
from tests.support.people import DESKS, FIELD, OTHER_SUPPORT, POLICE, SUPPORT, People, record

pytestmark = pytest.mark.django_db
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def codes(by: Officer, reference: str, purpose: Purpose | None = None, basis: Basis | None = None) -> set[str]:
    found = queries.officers_to_choose(by=by, reference=reference, purpose=purpose, basis=basis)
    return {one.code for one in found}


def addresses(by: Officer, reference: str | None = None) -> list[str]:
    return [one.address for one in queries.desks_to_choose(by=by, reference=reference)]


def test_closed_desks_and_agencies_drop_out(people: People) -> None:
    dara = people.officer("investigator")
    assert addresses(dara) == sorted(DESKS)
    actions.close_desk(by="console", address=OTHER_SUPPORT)
    Agency.objects.filter(code="KH/COU").update(closed_at=dara.created_at)
    assert set(DESKS) - set(addresses(dara)) == {OTHER_SUPPORT, "KH/COU/PP/bench"}
    assert addresses(dara, record(by=dara)) == addresses(dara)


def test_for_a_record_one_does_not_see_nothing_can_be_chosen(people: People) -> None:
    dara, stranger = people.officer("investigator"), people.officer("investigator")
    for reference in (record(by=dara), actions.new_record_reference("C")):
        assert addresses(stranger, reference) == []
        assert codes(stranger, reference) == set()


def test_officers_are_offered_where_their_role_would_see_something(people: People) -> None:
    dara, chief = people.officer("investigator", desk=FIELD), people.officer("supervisor", desk=FIELD)
    vanna, prosecutor = people.officer("investigator", desk=POLICE), people.officer("prosecutor")
    people.officer("planner"), people.officer("node_administrator"), people.officer()
    closed = people.officer("investigator")
    actions.close_officer(by=chief, officer=closed.code)
    reference = record(by=dara)

    assert codes(chief, reference) >= {dara.code, vanna.code, prosecutor.code}
    assert codes(chief, reference, purpose=TRAFFICKING) == {dara.code, vanna.code}
    assert codes(chief, reference, purpose=Purpose.PROSECUTE, basis=Basis.TEAM) == {prosecutor.code}
    assert chief.code not in codes(chief, reference)
    assert closed.code not in codes(chief, reference)
    assert all(one.full_name and one.desk for one in queries.officers_to_choose(by=chief, reference=reference))


def test_a_custodian_is_offered_those_who_can_be_granted(people: People) -> None:
    lead, custodian = people.officer("support_lead", desk=SUPPORT), people.officer("custodian", desk=SUPPORT)
    prosecutor, people_planner = people.officer("prosecutor"), people.officer("planner")
    identity = record(by=lead, compartment=Compartment.VICTIM_IDENTITY, purpose=Purpose.PROTECT, basis=Basis.CLIENT)
    offered = codes(custodian, identity, basis=Basis.GRANT)
    assert prosecutor.code in offered
    assert not offered & {custodian.code, people_planner.code, lead.code}


def test_accounts_are_shown_within_the_own_agency_or_to_who_serves_all(people: People) -> None:
    admin, chief, dara = (
        people.officer("node_administrator"),
        people.officer("supervisor"),
        people.officer("investigator"),
    )
    worker = people.officer("social_worker")

    assert {one.code for one in queries.agencies(admin)} == {one.code for one in queries.agencies(people.overseer)}
    assert [one.code for one in queries.agencies(chief)] == ["KH/POL"]
    assert queries.agencies(dara) == ()
    assert [one.address for one in queries.desks(chief)] == [POLICE, FIELD]
    assert {one.code for one in queries.officers(chief)} == {chief.code, dara.code}
    assert worker.code in {one.code for one in queries.officers(admin)}
    assert queries.officers(worker) == ()


def test_an_agency_and_a_desk_say_how_they_stand(people: People) -> None:
    admin = people.officer("node_administrator")
    people.officer("supervisor", desk=POLICE)
    actions.add_agency(by=admin, code="TH/DSI", name="DSI", kind=AgencyKind.POLICE)
    actions.close_desk(by=admin, address=OTHER_SUPPORT)
    agencies = {one.code: one for one in queries.agencies(admin)}
    desks = {one.address: one for one in queries.desks(admin)}
    assert (agencies["TH/DSI"].terms_accepted_on, agencies["TH/DSI"].kind) == (None, AgencyKind.POLICE)
    assert not agencies["TH/DSI"].is_closed
    assert (desks[POLICE].officers, desks[POLICE].agency, desks[POLICE].is_closed) == (1, "KH/POL", False)
    assert desks[OTHER_SUPPORT].is_closed


def test_officers_are_found_by_part_of_a_name_or_code_page_by_page(people: People) -> None:
    admin = people.officer("node_administrator")
    made = [people.officer("investigator") for _ in range(3)]
    assert [one.code for one in queries.officers(admin, text="DARA 3")] == [made[0].code]
    assert [one.code for one in queries.officers(admin, text=made[1].code)] == [made[1].code]
    assert len(queries.officers(admin, text="ahtjpd")) == 3
    first = queries.officers(admin, limit=2)
    rest = queries.officers(admin, after=first[-1].code)
    assert len(first) == 2
    assert not {one.code for one in first} & {one.code for one in rest}
    assert len(first) + len(rest) == 5


def test_an_officer_is_shown_with_roles_to_who_may_look_after_them_and_to_themself(people: People) -> None:
    chief, dara, worker = people.officer("supervisor"), people.officer("investigator"), people.officer("social_worker")
    actions.propose_role(by="console", officer=dara.code, role="match_officer")
    for reader in (chief, dara, people.overseer):
        detail = queries.officer(reader, dara.code)
        assert detail is not None
        assert [(one.role, bool(one.confirmed_by)) for one in detail.roles] == [
            ("investigator", True),
            ("match_officer", False),
        ]
        assert (detail.officer.username, detail.officer.is_closed) == (dara.username, False)
    assert queries.officer(chief, worker.code) is None
    assert queries.officer(worker, dara.code) is None
    assert queries.officer(chief, "O-0") is None


def test_names_stand_beside_codes_on_a_page(people: People) -> None:
    dara = people.officer("investigator")
    assert queries.names_of([dara.code, dara.code, "console"]) == {dara.code: dara.full_name}
