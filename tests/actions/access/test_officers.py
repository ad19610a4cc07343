import pytest
from allauth.mfa.models import Authenticator

from samakki.access import actions, queries
from samakki.access.domain.vocabulary import AgencyKind, Surface
from samakki.access.models import AuditEntry, Membership, Officer, RoleGrant
from samakki.kernel.refusals import InvalidValue
from tests.support.people import POLICE, People, record
from tests.support.refusing import refused_attempt

pytestmark = pytest.mark.django_db


def test_a_new_officer_has_a_code_a_one_time_password_and_no_role(people: People) -> None:
    admin = people.officer("node_administrator")
    made = actions.add_officer(by=admin, username="Dara.Sok", full_name=" សុខ  ដារ៉ា ", desk=POLICE, language="km")

    officer = Officer.objects.get(code=made.code)
    assert officer.check_password(made.password)
    assert officer.must_change_password
    assert (officer.full_name, officer.language) == ("សុខ ដារ៉ា", "km")
    assert queries.viewer(officer).roles == frozenset()
    entry = AuditEntry.objects.get(action="add_officer", reference=made.code)
    assert (entry.actor, entry.facts) == (admin.code, {"desk": POLICE})
    assert made.password not in repr(made)


@pytest.mark.parametrize(
    ("username", "name", "desk", "wrong"),
    [
        ("ab", "Sok Dara", POLICE, "username-form"),
        ("sok dara", "Sok Dara", POLICE, "username-form"),
        ("-sok", "Sok Dara", POLICE, "username-form"),
        ("OFFICER1", "Sok Dara", POLICE, "username-taken"),
        ("sok.dara", " ", POLICE, "name-empty"),
        ("sok.dara", "Sok Dara", "KH/POL/AHTJPD/gone", "desk-unknown"),
    ],
)
def test_an_account_needs_a_user_name_of_its_own_a_name_and_a_desk(
    people: People, username: str, name: str, desk: str, wrong: str
) -> None:
    with pytest.raises(InvalidValue, match=wrong):
        actions.add_officer(by="console", username=username, full_name=name, desk=desk)


def test_a_user_name_may_be_written_in_any_script(people: People) -> None:
    made = actions.add_officer(by="console", username="ดารา.สก", full_name="ดารา", desk=POLICE)
    assert Officer.objects.get_by_natural_key("ดารา.สก").code == made.code


def test_no_officer_before_the_agency_has_signed_the_terms(people: People) -> None:
    actions.add_agency(by="console", code="TH/DSI", name="DSI", kind=AgencyKind.POLICE)
    actions.add_desk(by="console", address="TH/DSI/HQ/duty", name="Duty desk")
    with refused_attempt("add_officer", "console", "agency-terms-missing"):
        actions.add_officer(by="console", username="somchai", full_name="Somchai", desk="TH/DSI/HQ/duty")


def test_only_who_manages_accounts_adds_officers(people: People) -> None:
    chief = people.officer("supervisor")
    with refused_attempt("add_officer", chief.code, "duty-not-held"):
        actions.add_officer(by=chief, username="somchai", full_name="Somchai", desk=POLICE)


def test_an_account_that_closes_takes_roles_ties_and_factors_with_it(people: People) -> None:
    dara, chief = people.officer("investigator"), people.officer("supervisor")
    reference = record(by=dara)
    Authenticator.objects.create(user=dara, type=Authenticator.Type.TOTP, data={})

    actions.close_officer(by=chief, officer=dara.code)

    dara.refresh_from_db()
    assert (dara.is_active, dara.has_usable_password()) == (False, False)
    assert dara.closed_at
    assert not RoleGrant.objects.filter(officer=dara, ended_at__isnull=True).exists()
    assert not Authenticator.objects.filter(user=dara).exists()
    assert Membership.objects.get(officer=dara).ends_at
    assert queries.decide_record(by=dara, reference=reference, purpose=None, surface=Surface.PAGE).view is None
    assert AuditEntry.objects.get(action="close_officer").reference == dara.code
    with refused_attempt("close_officer", chief.code, "officer-closed", about=dara.code):
        actions.close_officer(by=chief, officer=dara.code)


def test_nobody_closes_an_account_of_another_agency_or_their_own(people: People) -> None:
    chief, lead = people.officer("supervisor"), people.officer("support_lead")
    with refused_attempt("close_officer", chief.code, "duty-not-held"):
        actions.close_officer(by=chief, officer=lead.code)
    with refused_attempt("close_officer", chief.code, "own-account"):
        actions.close_officer(by=chief, officer=chief.code)
    with refused_attempt("close_officer", chief.code, "officer-not-available", about=""):
        actions.close_officer(by=chief, officer="Sok Dara")


def test_a_made_up_actor_is_a_mistake_of_the_program(people: People) -> None:
    with pytest.raises(ValueError, match="no actor"):
        actions.close_officer(by="root", officer=people.overseer.code)
