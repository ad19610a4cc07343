import pytest

from samakki.access import actions, queries
from samakki.access.models import AuditEntry, Notice, Officer, RoleGrant
from tests.support.people import FIELD, POLICE, SUPPORT, People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def newcomer(people: People) -> Officer:
    return people.officer(desk=FIELD)


def test_a_role_is_in_force_after_a_second_person_confirmed_it(people: People, newcomer: Officer) -> None:
    admin, chief = people.officer("node_administrator"), people.officer("supervisor")

    actions.propose_role(by=admin, officer=newcomer.code, role="investigator")
    assert queries.viewer(newcomer).roles == frozenset()
    assert [one.officer for one in queries.roles_to_confirm(chief)] == [newcomer.code]

    actions.confirm_role(by=chief, officer=newcomer.code, role="investigator")
    assert queries.viewer(newcomer).roles == {"investigator"}
    assert queries.roles_to_confirm(chief) == ()
    assert Notice.objects.get(officer=newcomer).code == "role_confirmed"
    entries = AuditEntry.objects.filter(reference=newcomer.code).order_by("at")
    told = [(one.action, one.actor, one.facts.get("role")) for one in entries if "role" in one.action]
    assert told == [("propose_role", admin.code, "investigator"), ("confirm_role", chief.code, "investigator")]


def test_a_role_must_fit_the_agency_and_those_held(people: People, newcomer: Officer) -> None:
    with refused_attempt("propose_role", "console", "role-not-for-agency", about=newcomer.code):
        actions.propose_role(by="console", officer=newcomer.code, role="judge")
    with refused_attempt("propose_role", "console", "role-unknown"):
        actions.propose_role(by="console", officer=newcomer.code, role="chief")
    with refused_attempt("propose_role", "console", "officer-not-available", about=""):
        actions.propose_role(by="console", officer="O-0", role="judge")
    actions.propose_role(by="console", officer=newcomer.code, role="investigator")
    with refused_attempt("propose_role", "console", "role-there-already"):
        actions.propose_role(by="console", officer=newcomer.code, role="investigator")
    with refused_attempt("propose_role", "console", "roles-exclude-each-other"):
        actions.propose_role(by="console", officer=newcomer.code, role="custodian")


def test_nobody_proposes_or_confirms_for_themself(people: People) -> None:
    admin, chief = people.officer("node_administrator"), people.officer("supervisor")
    actions.propose_role(by="console", officer=chief.code, role="investigator")
    with refused_attempt("propose_role", admin.code, "own-role", "role-not-for-agency"):
        actions.propose_role(by=admin, officer=admin.code, role="judge")
    with refused_attempt("confirm_role", chief.code, "own-role"):
        actions.confirm_role(by=chief, officer=chief.code, role="investigator")


def test_an_administrator_confirms_nothing(people: People, newcomer: Officer) -> None:
    proposer, other = people.officer("node_administrator"), people.officer("node_administrator")
    actions.propose_role(by=proposer, officer=newcomer.code, role="investigator")
    with refused_attempt("confirm_role", other.code, "duty-not-held", "administrator-cannot-confirm", "other-agency"):
        actions.confirm_role(by=other, officer=newcomer.code, role="investigator")
    assert queries.roles_to_confirm(other) == ()


def test_the_console_confirms_the_first_and_then_no_more(people: People, newcomer: Officer) -> None:
    # The first overseer was confirmed by the console, since nobody else was there.
    first = RoleGrant.objects.get(officer=people.overseer)
    assert (first.proposed_by, first.confirmed_by) == ("console", "console")
    actions.propose_role(by="console", officer=newcomer.code, role="investigator")
    with refused_attempt("confirm_role", "console", "console-confirms-first-only"):
        actions.confirm_role(by="console", officer=newcomer.code, role="investigator")


def test_a_role_that_was_not_proposed_cannot_be_confirmed(people: People, newcomer: Officer) -> None:
    with refused_attempt("confirm_role", people.overseer.code, "role-not-proposed", about=newcomer.code):
        actions.confirm_role(by=people.overseer, officer=newcomer.code, role="investigator")
    with refused_attempt("confirm_role", people.overseer.code, "officer-not-available"):
        actions.confirm_role(by=people.overseer, officer="O-0", role="investigator")


def test_one_person_ends_a_role_or_a_proposal(people: People, newcomer: Officer) -> None:
    chief = people.officer("supervisor", desk=POLICE)
    actions.propose_role(by="console", officer=newcomer.code, role="investigator")
    actions.end_role(by=chief, officer=newcomer.code, role="investigator")

    grant = RoleGrant.objects.get(officer=newcomer)
    assert (grant.ended_by, grant.confirmed_at) == (chief.code, None)
    assert Notice.objects.get(officer=newcomer).code == "role_ended"
    assert AuditEntry.objects.get(action="end_role").facts == {"role": "investigator"}
    with refused_attempt("end_role", chief.code, "role-not-held", about=newcomer.code):
        actions.end_role(by=chief, officer=newcomer.code, role="investigator")


def test_a_role_ended_can_be_proposed_anew(people: People, newcomer: Officer) -> None:
    for _ in range(2):
        actions.propose_role(by="console", officer=newcomer.code, role="investigator")
        actions.confirm_role(by=people.overseer, officer=newcomer.code, role="investigator")
        actions.end_role(by="console", officer=newcomer.code, role="investigator")
    assert RoleGrant.objects.filter(officer=newcomer).count() == 2
    assert queries.viewer(newcomer).roles == frozenset()


def test_nobody_ends_a_role_in_another_agency(people: People) -> None:
    chief, worker = people.officer("supervisor"), people.officer("social_worker", desk=SUPPORT)
    with refused_attempt("end_role", chief.code, "duty-not-held"):
        actions.end_role(by=chief, officer=worker.code, role="social_worker")
    with refused_attempt("end_role", chief.code, "officer-not-available", about=""):
        actions.end_role(by=chief, officer="O-0", role="social_worker")


def test_confirmers_of_another_agency_see_no_proposal_of_it(people: People, newcomer: Officer) -> None:
    lead, chief = people.officer("support_lead"), people.officer("supervisor")
    actions.propose_role(by="console", officer=newcomer.code, role="investigator")
    assert queries.roles_to_confirm(lead) == ()
    assert [one.role for one in queries.roles_to_confirm(chief)] == ["investigator"]
