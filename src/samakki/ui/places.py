"""Addresses the frame links to but other subjects own: home, sign in, sign out, lock, own settings."""

from typing import Literal

from samakki.ui.addresses import address_of

Place = Literal["home", "sign_in", "sign_out", "lock", "security"]
_url_names: dict[str, str] = {}


def register(place: Place, url_name: str) -> None:
    """Say which URL serves a place of the frame.

    Args:
        place: "home" (my work), "sign_in", "sign_out" (takes POST), "lock" (where a page goes when nobody touched it
            for too long; GET shows the unlock form, POST locks now) or "security" (own sign-in settings).
        url_name: resolved at each use.
    """
    _url_names[place] = url_name


def url_of(place: Place) -> str:
    """Address of a place, "" where none is registered or its address does not exist."""
    name = _url_names.get(place)
    return "" if name is None else address_of(name)
