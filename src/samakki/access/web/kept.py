"""What an officer typed when the session locked or ended under their hands: kept sealed, offered again afterwards.

Four ways lead here: a form that an officer sent to a locked session; a page whose script locks the session and then
sends what was typed and not sent; and a form that meets a session past its limit, or one that was ended from elsewhere.
The last goes into the visitor's session, where it opens for the same officer alone. Without script, what was not sent
stays in the page until it is left. Of an account that was closed nothing is kept. The fourth is a form that counted
before and comes again with something else in it (``web.once``); one that counted as it is, is not kept.

Nothing is sent by itself. After unlocking, a page shows what was typed, and the officer sends it or throws it away.
Not kept: files, passwords, codes, and anything longer than `MOST_BYTES`; the page says so.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samakki.access.actions import sending
from samakki.access.web.numbers import FIELD, FORMS, ONCE_MORE, content_of, number_of
from samakki.sealing.errors import SealingError
from samakki.sealing.fields import open_text, seal_text
from samakki.sealing.keyring import load_keyring

KEPT: Final = "samakki_kept"
MOST_BYTES: Final = 100_000
LEFT_OUT: Final = frozenset({"code", "credential", "first_half", "second_half", FIELD, ONCE_MORE})


@dataclass(frozen=True, slots=True)
class Kept:
    """One form that was sent too late."""

    path: str  # where it was going
    fields: tuple[tuple[str, str], ...]  # as sent, without secrets
    is_whole: bool  # False: something had to be left out
    is_other: bool = False  # its form had counted before, with something else in it


def keep(request: HttpRequest) -> bool:
    """Keep the form of a POST that met a locked session; a later one replaces it.

    Returns:
        Whether anything was kept.
    """
    sealed = sealed_form(request)
    if sealed:
        request.session[KEPT] = sealed
    return bool(sealed)


def sealed_form(request: HttpRequest, officer: str = "") -> str:
    """The form of a POST, sealed for the officer whose session this is; empty where there is nothing to keep.

    Args:
        request: with the form.
        officer: key of the officer, where the session says no more whose it is.
    """
    number = number_of(request)
    before = sending.earlier(number) if number else None
    if before is not None and before.content == content_of(request):
        messages.info(request, _("What you sent had been done already. Nothing was done a second time."))
        return ""
    return _sealed(request, officer, is_other=before is not None)


def keep_other(request: HttpRequest) -> bool:
    """Keep what came in a form that had counted before with something else in it; whether anything was kept."""
    sealed = _sealed(request, is_other=True)
    if sealed:
        request.session[KEPT] = sealed
    return bool(sealed)


def _sealed(request: HttpRequest, officer: str = "", *, is_other: bool) -> str:
    if request.content_type not in FORMS:
        return ""
    sent = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    fields = [(name, value) for name, value in sent if name not in LEFT_OUT and "password" not in name]
    if not any(value for _name, value in fields):
        return ""
    left_out = {name for name, _value in sent} - {name for name, _value in fields} - {FIELD, ONCE_MORE}
    is_whole = not left_out and not request.FILES
    text = json.dumps([request.get_full_path(), fields, is_whole, is_other], ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        return ""
    return seal_text(text, **_place(request.session, officer)).hex()


def leave(session: SessionBase, sealed: str) -> None:
    """Leave what was sealed to whoever signs in here; it opens if that is the officer who typed it."""
    session[KEPT] = sealed


def kept(session: SessionBase) -> Kept | None:
    """What is kept in this session, ``None`` if nothing is, or if it does not open any more."""
    sealed = session.get(KEPT)
    if not sealed:
        return None
    try:
        path, fields, is_whole, *other = json.loads(open_text(bytes.fromhex(sealed), **_place(session)))
    except (SealingError, ValueError):
        return None
    return Kept(path, tuple((name, value) for name, value in fields), is_whole, any(other))


def forget(session: SessionBase) -> None:
    """Throw away what is kept."""
    session.pop(KEPT, None)


def forget_sent(request: HttpRequest) -> None:
    """Throw away what is kept if this request sends it; its own page keeps what was typed from here on."""
    found = kept(request.session)
    if found is not None and found.path == request.get_full_path():
        forget(request.session)


def _place(session: SessionBase, officer: str = "") -> dict[str, Any]:
    # Bound to the officer rather than the session, whose key changes at sign-in.
    keyring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    row = officer or str(session.get(SESSION_KEY, ""))
    return {"keyring": keyring, "table": "django_session", "row": row, "column": KEPT}
