"""A live node with people on it, and browser windows for as many officers as a story has."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.fixtures import Settings

from tests.support.people import People

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from pytest_django.live_server_helper import LiveServer

NewWindow = Callable[..., "BrowserContext"]


@pytest.fixture(autouse=True)
def plain_http(settings: Settings) -> None:
    """The live server of the tests speaks HTTP, as a demonstration node does: cookies and passkeys must allow it."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "test-session", "test-form"
    settings.LANGUAGE_COOKIE_NAME = "test-language"
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


@pytest.fixture
def people(transactional_db: None) -> People:
    return People()


@pytest.fixture
def new_window(browser: "Browser", live_server: "LiveServer") -> Iterator[NewWindow]:
    """Opens one browser after another, each with cookies of its own: ``new_window(java_script_enabled=False)``."""
    opened = []

    def open_one(**options: object) -> "BrowserContext":
        context = browser.new_context(base_url=live_server.url, locale="en", **options)  # type: ignore[arg-type]  # passed on as they came
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
