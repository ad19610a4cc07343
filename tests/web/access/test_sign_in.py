"""Signing in, from the first page to the second factor, as a browser without script does it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, reverse
from time_machine import Traveller

from samakki.access import actions
from samakki.access.models import AuditEntry
from tests.support.people import People
from tests.support.sign_in import PASSWORD, code_of, past_first_steps, signed_in

SIGN_IN = "/accounts/sign-in/"
ONE_TIME = "one-time words for once"


def acts(action: str) -> list[tuple[str, str, dict[str, str | int]]]:
    return [(row.actor, row.outcome, row.facts) for row in AuditEntry.objects.filter(action=action).order_by("at")]


def test_user_name_password_and_code_open_my_work(people: People, client: Client) -> None:
    officer = people.officer("investigator")
    secret = past_first_steps(officer)
    answer = client.post(SIGN_IN, {"login": officer.username.upper(), "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/sign-in/second-step/"
    assert client.get("/").headers["Location"].startswith(SIGN_IN)
    answer = client.post("/accounts/sign-in/second-step/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert acts("sign_in") == [(officer.code, "done", {"method": "totp"})]


def test_a_code_works_once(people: People) -> None:
    officer = people.officer("investigator")
    code = code_of(past_first_steps(officer))
    for expected in (302, 200):
        client = Client()
        client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD})
        assert client.post("/accounts/sign-in/second-step/", {"code": code}).status_code == expected


def test_a_wrong_password_keeps_the_user_name_and_never_the_password(people: People, client: Client) -> None:
    officer = people.officer()
    past_first_steps(officer)
    answer = client.post(SIGN_IN, {"login": officer.username, "password": "not this one"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert officer.username in text
    assert "not this one" not in text
    assert text.count("is not right") == 2  # in the summary and beside the field
    assert acts("sign_in") == [("nobody", "failed", {"method": "password", "officer": officer.code})]


def test_an_unknown_user_name_gets_the_same_words_and_leaves_no_trace_of_itself(people: People, client: Client) -> None:
    known = people.officer()
    past_first_steps(known)
    pages = []
    for name in (known.username, "mypassword"):
        text = client.post(SIGN_IN, {"login": name, "password": "wrong"}).content.decode()
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text.replace(name, "")))
    assert pages[0] == pages[1]
    assert acts("sign_in")[1] == ("nobody", "failed", {"method": "password"})


def test_empty_fields_say_what_is_missing(client: Client, db: None) -> None:
    text = client.post(SIGN_IN, {}).content.decode()
    assert text.count("Type your user name") == 2
    assert text.count("Type your password") == 2


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "mfa_download_recovery_codes",
        "mfa_trust",
        "usersessions_list",
    ],
)
def test_pages_that_have_no_business_here_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_five_wrong_passwords_close_user_name_and_address_together_for_fifteen_minutes(
    people: People, client: Client, clock: Traveller
) -> None:
    officer = people.officer()
    secret = past_first_steps(officer)
    wrong = {"login": officer.username, "password": "wrong"}
    right = {"login": officer.username, "password": PASSWORD}
    statuses = [client.post(SIGN_IN, wrong).status_code for _try in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    locked = client.post(SIGN_IN, right)
    assert locked.status_code == 429
    assert "15 minutes" in locked.content.decode()
    elsewhere = client.post(SIGN_IN, right, REMOTE_ADDR="10.9.8.7")
    assert elsewhere.status_code == 302, "a stranger must not lock the officer out from everywhere"
    clock.shift(15 * 60 + 1)
    assert client.post(SIGN_IN, right).status_code == 302
    assert client.post("/accounts/sign-in/second-step/", {"code": code_of(secret)}).status_code == 302


def test_a_colleague_with_wrong_passwords_does_not_close_the_shared_address(people: People) -> None:
    clumsy, other = people.officer(), people.officer()
    past_first_steps(clumsy)
    past_first_steps(other)
    for _try in range(6):
        Client().post(SIGN_IN, {"login": clumsy.username, "password": "wrong"})
    assert Client().post(SIGN_IN, {"login": other.username, "password": PASSWORD}).status_code == 302


def test_wrong_codes_are_slowed_down_by_officer(people: People, clock: Traveller) -> None:
    officer = people.officer()
    secret = past_first_steps(officer)
    client = Client()
    client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD})
    for _try in range(5):
        client.post("/accounts/sign-in/second-step/", {"code": "000000"})
    text = client.post("/accounts/sign-in/second-step/", {"code": code_of(secret)}).content.decode()
    assert "Too many wrong tries" in text
    clock.shift(5 * 60 + 1)
    assert client.post("/accounts/sign-in/second-step/", {"code": code_of(secret)}).status_code == 302


def test_the_secret_of_an_app_is_sealed_in_the_database_and_in_the_session(people: People) -> None:
    officer = people.officer()
    secret = past_first_steps(officer)
    assert secret not in str(Authenticator.objects.get(user=officer).data)
    newcomer = people.officer()
    actions.change_own_password(by=newcomer, password=PASSWORD)
    client = signed_in(newcomer, confirmed=True, has_first_steps=True)
    shown = client.get("/security/app/").context["form"].secret
    assert shown not in str(dict(client.session.items()))


def test_a_first_sign_in_leads_through_password_and_second_factor(people: People, client: Client) -> None:
    officer = people.officer("investigator")
    officer.set_password(ONE_TIME)
    officer.save()
    client.post(SIGN_IN, {"login": officer.username, "password": ONE_TIME})
    for path in ("/", "/security/", "/security/app/", "/officers/"):
        assert client.get(path).headers["Location"] == "/security/password/"
    new = {"oldpassword": ONE_TIME, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/security/password/", new).status_code == 302
    for path in ("/", "/security/", "/my-records/"):
        assert client.get(path).headers["Location"] == "/security/second-factor/"
    secret = client.get("/security/app/").context["form"].secret  # no third question for the password
    answer = client.post("/security/app/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/security/recovery-codes/"
    codes = client.get("/security/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert "****" not in codes.content.decode()
    again = client.get("/security/recovery-codes/").content.decode()
    assert codes.context["unused_codes"][0] not in again
    assert client.get("/").status_code == 200
    assert acts("add_second_factor")[0] == (officer.code, "done", {"method": "totp"})


def test_the_one_time_password_cannot_be_chosen_again(people: People) -> None:
    officer = people.officer()
    officer.set_password(ONE_TIME)
    officer.save()
    client = signed_in(officer, has_first_steps=True)
    again = {"oldpassword": ONE_TIME, "password1": ONE_TIME, "password2": ONE_TIME}
    text = client.post("/security/password/", again).content.decode()
    assert text.count("Choose another one") == 2
    officer.refresh_from_db()
    assert officer.must_change_password


def test_a_wrong_first_code_keeps_the_secret_that_was_scanned(people: People) -> None:
    officer = people.officer()
    actions.change_own_password(by=officer, password=PASSWORD)
    client = signed_in(officer, confirmed=True, has_first_steps=True)
    secret = client.get("/security/app/").context["form"].secret
    assert client.post("/security/app/", {"code": "000000"}).context["form"].secret == secret
    assert client.post("/security/app/", {"code": code_of(secret)}).status_code == 302


def test_settings_of_sign_in_ask_for_the_password_again(people: People) -> None:
    client = signed_in(people.officer())
    answer = client.get("/security/passkeys/add/")
    assert answer.headers["Location"].startswith("/accounts/confirm/?next=")
    answer = client.post(answer.headers["Location"], {"password": PASSWORD})
    assert answer.headers["Location"] == "/security/passkeys/add/"


def test_the_last_second_factor_stays(people: People) -> None:
    officer = people.officer()
    client = signed_in(officer, confirmed=True)
    text = client.get("/security/app/remove/").content.decode()
    assert "last second factor" in text
    client.post("/security/app/remove/")
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_a_recovery_code_replaces_the_phone_once(people: People) -> None:
    officer = people.officer()
    client = signed_in(officer, confirmed=True)
    client.post("/security/recovery-codes/new/")
    code = client.get("/security/recovery-codes/").context["unused_codes"][0]
    for expected in (302, 200):
        visitor = Client()
        visitor.post(SIGN_IN, {"login": officer.username, "password": PASSWORD})
        assert visitor.post("/accounts/sign-in/second-step/", {"code": code}).status_code == expected
    assert ("recovery_code",) in {tuple(facts.values()) for _by, _outcome, facts in acts("sign_in")}


def test_changing_the_password_signs_other_browsers_out(people: People) -> None:
    officer = people.officer()
    here, elsewhere = signed_in(officer), signed_in(officer)
    new = "another four quiet words"
    here.post("/security/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").headers["Location"].startswith(SIGN_IN)


def test_signing_out_everywhere_ends_this_session_too(people: People) -> None:
    officer = people.officer()
    here, elsewhere = signed_in(officer), signed_in(officer)
    assert here.post("/security/sign-out-everywhere/").headers["Location"] == SIGN_IN
    for client in (here, elsewhere):
        assert client.get("/").headers["Location"].startswith(SIGN_IN)


def test_a_closed_officer_cannot_sign_in(people: People, client: Client) -> None:
    officer = people.officer()
    past_first_steps(officer)
    actions.close_officer(by="console", officer=officer.code)
    answer = client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD})
    assert "is not right" in answer.content.decode()


def test_a_link_back_to_another_site_is_not_followed(people: People, client: Client) -> None:
    officer = people.officer()
    secret = past_first_steps(officer)
    client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD, "next": "https://evil.example/"})
    answer = client.post("/accounts/sign-in/second-step/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("page", [SIGN_IN, "/accounts/sign-out/", "/accounts/confirm/"])
def test_a_link_back_that_is_no_address_leads_nowhere(people: People, page: str) -> None:
    client, sent = signed_in(people.officer()), {"next": "//[::1/", "login": "a", "password": PASSWORD}
    assert client.get(page, sent).status_code < 500
    answer = client.post(page, sent)
    assert answer.status_code < 500
    assert "[" not in answer.headers.get("Location", "")


def test_no_page_of_an_officer_is_kept_in_a_cache(people: People) -> None:
    client = signed_in(people.officer())
    for path in ("/", "/security/", "/roles/", "/no-such-page/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_signing_out_is_logged(people: People) -> None:
    officer = people.officer()
    signed_in(officer).post("/accounts/sign-out/")
    assert acts("sign_out") == [(officer.code, "done", {})]
