from datetime import date

import pytest

from samakki.access import actions
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Agency, AuditEntry, Desk
from samakki.kernel.refusals import InvalidValue
from tests.support.people import POLICE, SIGNED, People
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("at")


def test_an_agency_is_added_in_the_country_its_code_names(people: People) -> None:
    admin = people.officer("node_administrator")
    actions.add_agency(by=admin, code="TH/DSI", name="  Special   Investigation ", kind=AgencyKind.POLICE)

    agency = Agency.objects.get(code="TH/DSI")
    assert (agency.country, agency.name, agency.terms_accepted_on) == ("TH", "Special Investigation", None)
    assert (last_entry().action, last_entry().reference, last_entry().actor) == ("add_agency", "TH/DSI", admin.code)


def test_only_who_manages_accounts_adds_agencies_and_desks(people: People) -> None:
    dara = people.officer("supervisor")
    with refused_attempt("add_agency", dara.code, "duty-not-held"):
        actions.add_agency(by=dara, code="TH/DSI", name="x", kind=AgencyKind.POLICE)
    with refused_attempt("accept_terms", dara.code, "duty-not-held"):
        actions.accept_terms(by=dara, agency="KH/POL", on=SIGNED)
    with refused_attempt("add_desk", dara.code, "duty-not-held"):
        actions.add_desk(by=dara, address="KH/POL/AHTJPD/new", name="x")
    with refused_attempt("close_desk", dara.code, "duty-not-held"):
        actions.close_desk(by=dara, address=POLICE)


@pytest.mark.parametrize(
    ("code", "name", "wrong"),
    [("police", "x", "address-form"), ("KH/POL", "x", "agency-there-already"), ("TH/DSI", "  ", "name-empty")],
)
def test_what_has_no_meaning_is_refused_as_input(people: People, code: str, name: str, wrong: str) -> None:
    with pytest.raises(InvalidValue, match=wrong):
        actions.add_agency(by="console", code=code, name=name, kind=AgencyKind.POLICE)


def test_terms_are_signed_once_the_date_is_known(people: People) -> None:
    actions.add_agency(by="console", code="TH/DSI", name="DSI", kind=AgencyKind.POLICE)
    actions.accept_terms(by="console", agency="TH/DSI", on=date(2026, 2, 1))
    assert Agency.objects.get(code="TH/DSI").terms_accepted_on == date(2026, 2, 1)
    assert (last_entry().action, last_entry().reference) == ("accept_terms", "TH/DSI")
    with pytest.raises(InvalidValue, match="agency-unknown"):
        actions.accept_terms(by="console", agency="TH/NO", on=SIGNED)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("KH/POL", "address-form"),
        ("TH/DSI/HQ/duty", "agency-unknown"),
        (POLICE, "desk-there-already"),
    ],
)
def test_a_desk_needs_an_address_of_a_known_agency(people: People, address: str, wrong: str) -> None:
    with pytest.raises(InvalidValue, match=wrong):
        actions.add_desk(by="console", address=address, name="x")


def test_a_closed_agency_gets_no_desk(people: People) -> None:
    Agency.objects.filter(code="KH/POL").update(closed_at=people.overseer.created_at)
    with refused_attempt("add_desk", "console", "agency-closed"):
        actions.add_desk(by="console", address="KH/POL/AHTJPD/new", name="x")


def test_a_desk_is_closed_when_nobody_works_there_any_more(people: People) -> None:
    dara = people.officer("investigator", desk=POLICE)
    with refused_attempt("close_desk", "console", "desk-has-officers"):
        actions.close_desk(by="console", address=POLICE)

    actions.close_officer(by="console", officer=dara.code)
    actions.close_desk(by="console", address=POLICE)

    assert Desk.objects.get(address=POLICE).closed_at
    assert (last_entry().action, last_entry().reference) == ("close_desk", POLICE)
    with refused_attempt("close_desk", "console", "desk-closed"):
        actions.close_desk(by="console", address=POLICE)


def test_a_desk_that_is_not_there_cannot_be_closed(people: People) -> None:
    with pytest.raises(InvalidValue, match="desk-unknown"):
        actions.close_desk(by="console", address="KH/POL/AHTJPD/gone")
