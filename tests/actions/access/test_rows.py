"""What the tables of access give away by themselves."""

import secrets

import pytest
from django.apps import apps
from django.test import override_settings

from samakki.access import actions
from samakki.access.actions import secrets_made
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.models import Officer, Recovery, RoleGrant
from tests.support.people import FIELD, POLICE, People, record

pytestmark = pytest.mark.django_db


def test_no_row_tells_a_name_where_it_is_printed(people: People) -> None:
    chief, vanna = people.officer("supervisor", desk=POLICE), people.officer("investigator", desk=FIELD)
    reference = record(by=people.officer("investigator", desk=POLICE))
    actions.exclude(by=chief, reference=reference, desk=FIELD, reason=ExclusionReason.RELATED)
    actions.open_break_glass(by=vanna, reference=record(by=chief), reason="Somebody is in danger in this very house.")
    actions.open_recovery(by=people.overseer, officer=vanna.code)
    names = {"Sok", "Dara", "officer1", "Agency", "Desk KH"}
    for model in apps.get_app_config("access").get_models():
        for row in model._default_manager.all():
            assert not any(name in str(row) for name in names), model.__name__
    assert RoleGrant.objects.exists()
    assert Recovery.objects.exists()


def test_a_taken_reference_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([bytes([1, 2, 3, 4]), bytes([5, 6, 7, 8])])
    monkeypatch.setattr(secrets, "token_bytes", lambda _size: next(drawn))
    assert secrets_made.free_reference("O", lambda reference: reference == "O-P203F") != "O-P203F"


def test_secrets_are_long_and_differ() -> None:
    assert len(secrets_made.first_password().replace("-", "")) == 16
    assert len(secrets_made.half_of_a_code().replace("-", "")) == 8
    assert len({secrets_made.first_password() for _ in range(50)}) == 50


def test_a_session_outlives_a_change_of_the_nodes_secret_but_not_a_sign_out(people: People) -> None:
    dara = people.officer("investigator")
    before = dara.get_session_auth_hash()
    with override_settings(SECRET_KEY="x" * 60, SECRET_KEY_FALLBACKS=["y" * 60, "z" * 60]):
        assert before not in list(dara.get_session_auth_fallback_hash())
        assert len(set(dara.get_session_auth_fallback_hash())) == 2
        now = dara.get_session_auth_hash()
    with override_settings(SECRET_KEY="n" * 60, SECRET_KEY_FALLBACKS=["x" * 60]):
        assert list(dara.get_session_auth_fallback_hash()) == [now]
        dara.session_epoch += 1
        assert now not in list(dara.get_session_auth_fallback_hash())


def test_an_officer_is_found_whatever_the_letter_case(people: People) -> None:
    dara = people.officer()
    assert Officer.objects.get_by_natural_key(dara.username.upper()) == dara
