from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access import actions, queries
from samakki.access.actions import retention
from samakki.access.domain.tokens import A_MINUTE, MOST, Scope, refusals_to_make
from samakki.access.models import ApiToken, AuditEntry, Officer
from tests.support.people import People
from tests.support.refusing import refused_attempt
from tests.support.shared import shared
from tests.support.sign_in import past_first_steps

READ = Scope.READ


@shared
def officer(people: People) -> Officer:
    officer = people.officer("investigator")
    past_first_steps(officer)
    officer.refresh_from_db()
    return officer


def made(officer: Officer, scope: Scope = READ, days: int = 30) -> actions.MadeToken:
    return actions.make_token(by=officer, name="chart program", scope=scope, days=days)


def test_a_token_is_shown_once_and_kept_as_a_digest(officer: Officer) -> None:
    new = made(officer)
    row = ApiToken.objects.get()
    assert new.token not in str(list(ApiToken.objects.values_list()))
    assert (row.code, row.scope, row.last_used_at) == (new.code, "read", None)
    assert [one.code for one in queries.tokens(officer)] == [new.code]
    entry = AuditEntry.objects.get(action="make_token")
    assert (entry.reference, entry.facts["what"]) == (new.code, "read")
    assert new.token not in str(entry.facts)


def test_a_token_speaks_for_its_officer_and_notes_the_use(officer: Officer) -> None:
    bearer = actions.use_token(made(officer, Scope.READ_WRITE).token)
    assert bearer is not None
    assert (bearer.officer, bearer.scope, bearer.is_too_often) == (officer, Scope.READ_WRITE, False)
    assert queries.tokens(officer)[0].last_used_at is not None


@pytest.mark.parametrize("token", ["", "samakki_nothing", "\0", "\ud800", "x" * 10_000])
def test_any_other_text_is_no_token(officer: Officer, token: str) -> None:
    made(officer)
    assert actions.use_token(token) is None


def test_an_ended_a_revoked_and_a_closed_account_s_token_are_none(people: People, officer: Officer) -> None:
    ended, revoked, signed_out = (made(officer) for _ in range(3))
    ApiToken.objects.filter(code=ended.code).update(ends_at=timezone.now())
    actions.revoke_token(by=officer, code=revoked.code)
    assert actions.use_token(ended.token) is None
    assert actions.use_token(revoked.token) is None
    assert actions.use_token(signed_out.token) is not None
    actions.sign_out_everywhere(by=officer)
    assert actions.use_token(signed_out.token) is None
    officer.refresh_from_db()
    assert queries.tokens(officer) == ()
    last = made(officer)
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert actions.use_token(last.token) is None


def test_too_many_uses_in_a_minute_are_told(officer: Officer) -> None:
    token = made(officer).token
    ApiToken.objects.update(minute=int(timezone.now().timestamp()) // 60, in_minute=A_MINUTE - 1)
    first, second = actions.use_token(token), actions.use_token(token)
    assert first is not None
    assert second is not None
    assert (first.is_too_often, second.is_too_often) == (False, True)
    ApiToken.objects.update(minute=1)
    third = actions.use_token(token)
    assert third is not None
    assert not third.is_too_often


def test_without_a_second_factor_there_is_none(people: People) -> None:
    officer = people.officer("investigator")
    with refused_attempt("make_token", officer.code, "token-needs-second-factor"):
        made(officer)


def test_a_token_needs_a_name_and_an_end_within_ninety_days(officer: Officer) -> None:
    for name, days, code in (
        ("", 30, "token-name"),
        ("x" * 61, 30, "token-name"),
        ("x", 0, "token-days"),
        ("x", 91, "token-days"),
    ):
        with refused_attempt("make_token", officer.code, code):
            actions.make_token(by=officer, name=name, scope=READ, days=days)
    assert refusals_to_make(name="x", days=90, has_second_factor=True, in_force=MOST)[0].code == "tokens-many"
    assert ApiToken.objects.count() == 0
    assert made(officer, days=90).code
    row = ApiToken.objects.get()
    assert row.ends_at - row.made_at == timedelta(days=90)


def test_nobody_ends_the_token_of_another(people: People, officer: Officer) -> None:
    other = people.officer("investigator")
    token = made(officer)
    with refused_attempt("revoke_token", other.code, "not-found"):
        actions.revoke_token(by=other, code=token.code)
    with refused_attempt("revoke_token", officer.code, "not-found"):
        actions.revoke_token(by=officer, code="K-00000")
    assert actions.use_token(token.token) is not None


def test_ended_tokens_are_forgotten_after_their_time(officer: Officer) -> None:
    made(officer)
    ended = ApiToken.objects.get().ends_at
    assert retention.clear_tokens(ended_before=ended) == 0
    assert retention.clear_tokens(ended_before=ended + timedelta(seconds=1)) == 1
    assert AuditEntry.objects.get(action="clear_tokens").facts == {"count": 1}
