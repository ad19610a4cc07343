"""Agencies, desks, officers and roles through their pages."""

from samakki.access import queries
from samakki.access.models import Agency, AuditEntry, Desk, Officer, RoleGrant
from tests.support.people import POLICE
from tests.web.access.world import World

NEW = {"full_name": "ចាន់ សុភា", "username": "chan.sophea", "desk": POLICE, "language": "km"}


def test_a_new_officer_gets_a_password_that_is_shown_once(world: World) -> None:
    client = world.client("node_administrator")
    answer = client.post("/officers/add/", NEW)
    made = answer.context["made"]
    page = answer.content.decode()
    assert made.password in page
    assert "no-store" in answer.headers["Cache-Control"]
    officer = Officer.objects.get(username="chan.sophea")
    assert officer.check_password(made.password)
    assert officer.must_change_password
    assert made.password not in client.get(f"/officers/{officer.code}/").content.decode()
    assert not any(made.password in str(value) for value in client.session.values())


def test_what_was_typed_stays_beside_its_mistake(world: World) -> None:
    taken = world.officers["investigator"].username
    answer = world.client("node_administrator").post("/officers/add/", {**NEW, "username": taken.upper()})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "ចាន់ សុភា" in page
    assert taken.upper() in page
    assert page.count("Somebody has this user name already.") == 2
    assert 'href="#id_username"' in page


def test_an_agency_a_desk_and_its_terms(world: World) -> None:
    client = world.client("node_administrator")
    agency = {"code": "KH/IMM", "name": "Border police", "kind": "police", "terms_accepted_on": ""}
    assert client.post("/agencies/add/", agency).headers["Location"] == "/desks/"
    desk = {"agency": "KH/IMM", "office": "HQ", "desk": "duty", "name": "Duty"}
    assert client.post("/desks/add/", desk).headers["Location"] == "/desks/"
    early = client.post("/officers/add/", {**NEW, "desk": "KH/IMM/HQ/duty"}).content.decode()
    assert early.count("has not signed the terms of use") == 2
    assert client.post("/agencies/KH/IMM/terms/", {"signed_on": "2026-02-01"}).status_code == 302
    assert client.post("/officers/add/", {**NEW, "desk": "KH/IMM/HQ/duty"}).status_code == 200
    assert Agency.objects.get(code="KH/IMM").terms_accepted_on is not None


def test_a_bad_code_of_an_agency_is_said_beside_it(world: World) -> None:
    client = world.client("node_administrator")
    answer = client.post("/agencies/add/", {"code": "police", "name": "P", "kind": "police"})
    page = answer.content.decode()
    assert 'href="#id_code"' in page
    assert 'value="police"' in page
    assert client.post("/agencies/add/", {"code": "KH/POL", "name": "P", "kind": "police"}).status_code == 400


def test_a_desk_with_officers_stays_and_an_empty_one_closes(world: World) -> None:
    client = world.client("node_administrator")
    page = client.get(f"/desks/{POLICE}/close/").content.decode()
    assert "Close their accounts first" in page
    assert client.post(f"/desks/{POLICE}/close/").status_code == 409
    assert client.post("/desks/KH/COU/PP/bench/close/").headers["Location"] == "/desks/"
    assert Desk.objects.get(address="KH/COU/PP/bench").closed_at is not None


def test_the_list_finds_by_part_of_a_name_or_code(world: World) -> None:
    client = world.client("node_administrator")
    wanted = world.newcomer
    for text in (wanted.code.lower(), wanted.username[:-1] + wanted.username[-1].upper(), wanted.full_name):
        assert wanted.code in client.get("/officers/", {"text": text}).content.decode()
    assert "No officer fits" in client.get("/officers/", {"text": "nobody has this"}).content.decode()


def test_a_supervisor_sees_the_officers_of_their_own_agency_alone(world: World) -> None:
    page = world.client("supervisor").get("/officers/").content.decode()
    assert world.newcomer.code in page
    assert world.officers["support_lead"].code not in page
    assert world.client("supervisor").get(f"/officers/{world.officers['support_lead'].code}/").status_code == 404


def test_a_role_is_in_force_only_after_a_second_person_confirmed_it(world: World) -> None:
    administrator, supervisor = world.client("node_administrator"), world.client("supervisor")
    path = f"/officers/{world.newcomer.code}/roles/match_officer/"
    proposed = administrator.post(f"/officers/{world.newcomer.code}/roles/", {"role": "match_officer"})
    assert proposed.headers["Location"] == f"/officers/{world.newcomer.code}/"
    assert queries.viewer(world.newcomer).roles == frozenset()
    assert administrator.get(path + "confirm/").status_code == 403
    waiting = supervisor.get("/").content.decode()
    assert f"/officers/{world.newcomer.code}/roles/match_officer/confirm/" in waiting
    asked = supervisor.get(path + "confirm/").content.decode()
    assert "says whether two desks should talk" in asked
    assert supervisor.post(path + "confirm/").headers["Location"] == "/"
    assert queries.viewer(world.newcomer).roles == {"match_officer"}


def test_counters_on_my_work_are_the_lengths_of_the_lists(world: World) -> None:
    page = world.client("supervisor").get("/").content.decode()
    assert "To do (3)" in page
    assert page.count('class="govuk-task-list__item') == 3


def test_a_role_that_was_confirmed_meanwhile_is_refused_with_its_reason(world: World) -> None:
    first, second = world.client("supervisor"), world.client("overseer")
    path = f"/officers/{world.newcomer.code}/roles/investigator/confirm/"
    first.post(path)
    answer = second.post(path)
    assert answer.status_code == 409
    assert "was confirmed or ended in the meantime" in answer.content.decode()


def test_one_officer_may_not_hold_roles_that_watch_each_other(world: World) -> None:
    client = world.client("node_administrator")
    investigator = world.officers["investigator"]
    answer = client.post(f"/officers/{investigator.code}/roles/", {"role": "custodian"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "does not hold both" in page
    assert "Custodian of identities" in page


def test_ending_a_role_asks_first(world: World) -> None:
    client = world.client("supervisor")
    path = f"/officers/{world.officers['investigator'].code}/roles/investigator/end/"
    assert "End the role" in client.get(path).content.decode()
    client.post(path)
    assert queries.viewer(world.officers["investigator"]).roles == frozenset()
    assert RoleGrant.objects.get(officer=world.officers["investigator"]).ended_by == world.officers["supervisor"].code


def test_closing_an_account_signs_the_officer_out_at_once(world: World) -> None:
    victim = world.client("investigator")
    assert victim.get("/").status_code == 200
    code = world.officers["investigator"].code
    assert world.client("supervisor").post(f"/officers/{code}/close/").status_code == 302
    assert victim.get("/").headers["Location"].startswith("/accounts/sign-in/")


def test_sessions_of_a_lost_computer_end_at_once(world: World) -> None:
    lost = world.client("investigator")
    code = world.officers["investigator"].code
    world.client("node_administrator").post(f"/officers/{code}/sign-out/")
    assert lost.get("/").headers["Location"].startswith("/accounts/sign-in/")


def test_nobody_closes_their_own_account(world: World) -> None:
    code = world.officers["supervisor"].code
    answer = world.client("supervisor").post(f"/officers/{code}/close/")
    assert answer.status_code == 409
    assert "your own account" in answer.content.decode()


def test_a_page_opened_without_its_duty_is_logged(world: World) -> None:
    world.client("investigator").get("/officers/")
    entry = AuditEntry.objects.get(action="require_duty", actor=world.officers["investigator"].code)
    assert entry.outcome == "refused"
