from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.contrib.sessions.backends.db import SessionStore
from django.test import override_settings
from django.utils import timezone
from time_machine import Traveller

from samakki.access import actions, queries
from samakki.access.actions.sessions import ENDED
from samakki.access.models import AuditEntry, Officer, Recovery
from samakki.access.queries.throttle import throttled
from samakki.kernel.refusals import Refused
from samakki.node import sign_in
from tests.support.people import SUPPORT, People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
NEW = "a lantern over seven rivers"


@shared
def worker(people: People) -> Officer:
    return people.officer("social_worker", desk=SUPPORT)


@shared
def lead(people: People) -> Officer:
    return people.officer("support_lead", desk=SUPPORT)


@pytest.fixture
def halves(people: People, lead: Officer, worker: Officer) -> tuple[str, str]:
    first = actions.open_recovery(by=people.overseer, officer=worker.code)
    return first, actions.confirm_recovery(by=lead, officer=worker.code)


def use(officer: Officer, first: str, second: str, password: str = NEW) -> None:
    actions.use_recovery(username=officer.username, first_half=first, second_half=second, new_password=password)


def signed_in_session(officer: Officer) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(officer.pk)
    session.create()
    UserSession.objects.create(user=officer, session_key=session.session_key, ip="127.0.0.1", user_agent="x")
    return session.session_key or ""


def test_two_colleagues_give_an_officer_the_sign_in_back(worker: Officer, halves: tuple[str, str]) -> None:
    Authenticator.objects.create(user=worker, type=Authenticator.Type.TOTP, data={})
    AccessAttempt.objects.create(username=throttled(worker.username), failures_since_start=5, ip_address="127.0.0.1")
    key, before = signed_in_session(worker), worker.get_session_auth_hash()

    use(worker, *halves)

    worker.refresh_from_db()
    assert worker.check_password(NEW)
    assert not worker.must_change_password
    assert worker.get_session_auth_hash() != before
    assert not Authenticator.objects.filter(user=worker).exists()
    assert SessionStore(session_key=key).load().keys() == {ENDED}, "whose it was, and nobody is signed in"
    assert not UserSession.objects.filter(user=worker).exists()
    assert not AccessAttempt.objects.exists()
    assert [row.code for row in queries.notices(worker)][:2] == ["recovery_used", "recovery_opened"]
    entry = AuditEntry.objects.get(action="use_recovery")
    assert (entry.actor, entry.reference, entry.outcome) == (worker.code, worker.code, "done")


def test_the_code_is_typed_as_people_type(worker: Officer, halves: tuple[str, str]) -> None:
    first, second = (half.lower().replace("-", " ").replace("0", "o") for half in halves)
    actions.use_recovery(username=worker.username.upper(), first_half=first, second_half=second, new_password=NEW)
    worker.refresh_from_db()
    assert worker.check_password(NEW)


def test_a_code_works_once(worker: Officer, halves: tuple[str, str]) -> None:
    use(worker, *halves)
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible", about=""):
        use(worker, *halves)


def test_a_code_works_for_an_hour(worker: Officer, halves: tuple[str, str], clock: Traveller) -> None:
    clock.shift(timedelta(minutes=60))
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible"):
        use(worker, *halves)


def test_a_weak_password_costs_no_try_and_says_what_is_wrong(worker: Officer, halves: tuple[str, str]) -> None:
    with refused_attempt("use_recovery", "nobody", "password-too-short", "password-entirely-numeric"):
        use(worker, *halves, "20261121")
    with refused_attempt("use_recovery", "nobody", "password-too-similar"):
        use(worker, *halves, f"{worker.full_name}!!")
    use(worker, *halves)


def test_five_wrong_tries_end_it(worker: Officer, halves: tuple[str, str]) -> None:
    first, second = halves
    for number in range(5):
        with pytest.raises(Refused, match="recovery-not-possible"):
            use(worker, first, first) if number % 2 else use(worker, second, second)
    assert Recovery.objects.get().failed_tries == 5
    assert AuditEntry.objects.filter(action="use_recovery", outcome="refused", actor="nobody").count() == 5
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible"):
        use(worker, first, second)
    worker.refresh_from_db()
    assert not worker.check_password(NEW)


def test_four_wrong_tries_do_not(worker: Officer, halves: tuple[str, str]) -> None:
    for _ in range(4):
        with pytest.raises(Refused):
            use(worker, "wrong", "wrong")
    use(worker, *halves)
    worker.refresh_from_db()
    assert worker.check_password(NEW)


def test_whatever_is_wrong_gets_one_answer_after_the_same_work(
    people: People, worker: Officer, halves: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = people.officer("social_worker", desk=SUPPORT)
    done: list[str] = []
    kind = type(hashers.get_hasher("md5"))
    real = kind.encode

    def counted(hasher: hashers.BasePasswordHasher, password: str, salt: str) -> str:
        done.append("hash")
        return real(hasher, password, salt)

    monkeypatch.setattr(kind, "encode", counted)
    work = []
    for name, first, second in (
        (worker.username, "wrong", halves[1]),
        (worker.username, halves[0], "wrong"),
        (other.username, *halves),
        ("nobody.of.this.name", *halves),
    ):
        done.clear()
        with pytest.raises(Refused, match=r"^recovery-not-possible$"):
            actions.use_recovery(username=name, first_half=first, second_half=second, new_password=NEW)
        work.append(len(done))
    assert work == [2, 2, 2, 2]


@override_settings(PASSWORD_HASHERS=sign_in.PASSWORD_HASHERS)
def test_the_halves_are_kept_as_argon2_and_the_log_holds_none(people: People, lead: Officer, worker: Officer) -> None:
    first = actions.open_recovery(by=lead, officer=worker.code)
    second = actions.confirm_recovery(by=people.overseer, officer=worker.code)
    row = Recovery.objects.get()
    assert row.first_half.startswith("argon2$argon2id$")
    assert row.second_half.startswith("argon2$argon2id$")
    assert first not in str(list(AuditEntry.objects.values_list()))
    assert second not in str(list(AuditEntry.objects.values_list()))


def test_the_second_person_is_another_one(people: People, lead: Officer, worker: Officer) -> None:
    actions.open_recovery(by=lead, officer=worker.code)
    assert queries.recoveries_to_confirm(lead) == ()
    with refused_attempt("confirm_recovery", lead.code, "second-person-needed", about=worker.code):
        actions.confirm_recovery(by=lead, officer=worker.code)
    (waiting,) = queries.recoveries_to_confirm(people.overseer)
    assert (waiting.officer, waiting.opened_by) == (worker.code, lead.code)


def test_nobody_recovers_themself_and_no_two_outsiders_take_an_account(
    people: People, lead: Officer, worker: Officer
) -> None:
    admin, chief = people.officer("node_administrator"), people.officer("supervisor")
    with refused_attempt("open_recovery", lead.code, "own-account", about=lead.code):
        actions.open_recovery(by=lead, officer=lead.code)
    with refused_attempt("open_recovery", chief.code, "other-agency", about=worker.code):
        actions.open_recovery(by=chief, officer=worker.code)
    with refused_attempt("open_recovery", admin.code, "officer-not-available", about=""):
        actions.open_recovery(by=admin, officer="Sok Dara")
    actions.open_recovery(by=admin, officer=worker.code)
    with refused_attempt("confirm_recovery", people.overseer.code, "own-agency-needed", about=worker.code):
        actions.confirm_recovery(by=people.overseer, officer=worker.code)
    actions.confirm_recovery(by=lead, officer=worker.code)


def test_there_must_be_something_to_confirm(people: People, lead: Officer, worker: Officer, clock: Traveller) -> None:
    with refused_attempt("confirm_recovery", lead.code, "recovery-not-open", about=worker.code):
        actions.confirm_recovery(by=lead, officer=worker.code)
    with refused_attempt("confirm_recovery", lead.code, "officer-not-available", "recovery-not-open", about=""):
        actions.confirm_recovery(by=lead, officer="O-0")
    actions.open_recovery(by=people.overseer, officer=worker.code)
    clock.shift(timedelta(minutes=61))
    assert queries.recoveries_to_confirm(lead) == ()


def test_opening_anew_ends_the_one_before(
    people: People, lead: Officer, worker: Officer, halves: tuple[str, str]
) -> None:
    again = actions.open_recovery(by=lead, officer=worker.code)
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible"):
        use(worker, *halves)
    use(worker, again, actions.confirm_recovery(by=people.overseer, officer=worker.code))


def test_an_officer_stops_a_recovery_that_they_did_not_ask_for(worker: Officer, halves: tuple[str, str]) -> None:
    actions.stop_recovery(by=worker)
    assert Recovery.objects.get().ends_at <= timezone.now()
    assert AuditEntry.objects.get(action="stop_recovery").reference == worker.code
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible"):
        use(worker, *halves)
    actions.stop_recovery(by=worker)  # nothing left to stop
    assert AuditEntry.objects.filter(action="stop_recovery").count() == 1


def test_a_closed_account_is_not_recovered(
    people: People, lead: Officer, worker: Officer, halves: tuple[str, str]
) -> None:
    actions.close_officer(by=lead, officer=worker.code)
    with refused_attempt("use_recovery", "nobody", "recovery-not-possible"):
        use(worker, *halves)
