"""Officers who are past their first steps, and clients and browsers that are signed in as them."""

import time
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from samakki.access import actions
from samakki.access.models import Officer

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "quiet river brass lantern"
STEP_SECONDS = 30


def past_first_steps(officer: Officer, password: str = PASSWORD) -> str:
    """Give an officer a password of their own and an authenticator app, through the real verbs. Returns its secret."""
    actions.change_own_password(by=officer, password=password)
    secret: str = generate_totp_secret()
    TOTP.activate(officer, secret)
    return secret


def code_of(secret: str, *, step: int = 0) -> str:
    """What an authenticator app shows now, or `step` codes later; each works once."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // STEP_SECONDS + step))
    return shown


def signed_in(officer: Officer, *, confirmed: bool = False, has_first_steps: bool = False) -> Client:
    """A client whose session is this officer's.

    Args:
        officer: past the first steps afterwards, unless `has_first_steps`.
        confirmed: the password was typed again just now.
        has_first_steps: leave the one-time password and the missing second factor as they are.
    """
    if not has_first_steps and officer.must_change_password:
        past_first_steps(officer)
    client = Client()
    client.force_login(officer)
    if confirmed:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(officer)
        session.save()
    return client


def sign_in_by_page(page: "Page", officer: Officer, secret: str, *, password: str = PASSWORD) -> None:
    """Sign in as a person does: user name, password, code."""
    page.goto("/accounts/sign-in/")
    page.get_by_label("User name").fill(officer.username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/")
