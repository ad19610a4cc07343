"""The frame alone: its own addresses, a menu, places, and no database behind them."""

import pytest
from pytest_django import Settings

from samakki.ui import navigation, places
from samakki.ui.languages import language_chosen


@pytest.fixture(autouse=True)
def frame_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of the gallery, only the middleware the frame needs, and nothing that other subjects registered."""
    settings.ROOT_URLCONF = "tests.ui.gallery.urls"
    settings.MIDDLEWARE = [
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "samakki.ui.errors.RefusalMiddleware",
    ]
    settings.TIME_ZONE = "Asia/Phnom_Penh"
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(places, "_url_names", {})
    monkeypatch.setattr(language_chosen, "receivers", [])
    navigation.register("⟦My work⟧", "gallery-home", lambda _request: True, order=1)
    navigation.register("⟦Officers⟧", "gallery-officers", lambda _request: True, order=2)
    places.register("home", "gallery-home")
    places.register("lock", "gallery-lock")
    places.register("sign_out", "gallery-out")
