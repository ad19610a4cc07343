"""What an officer searched for, kept sealed in their session for a while, so that no address ever holds a name.

A search is sent by POST and answered with a redirect to an address with a number drawn at random. That address can be
read again and paged through, and going back to it asks nothing to be sent again. It means something in the session that
made it, to the officer who made it, and for as long as `LASTS`; to everybody else it is an address of nothing.
"""

import json
import secrets
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from samakki.sealing.errors import SealingError
from samakki.sealing.fields import open_text, seal_text
from samakki.sealing.keyring import load_keyring

SEARCHES: Final = "samakki_searches"
MOST: Final = 8
LASTS: Final = timedelta(hours=8)


def keep(session: SessionBase, sent: dict[str, str]) -> str:
    """Keep what was sent, and forget the oldest of too many; the answer is the search's number."""
    number = secrets.token_hex(8)
    kept = {**_fresh(session), number: [timezone.now().timestamp(), _seal(session, number, sent)]}
    session[SEARCHES] = dict(list(kept.items())[-MOST:])
    return number


def kept(session: SessionBase, number: str) -> dict[str, str] | None:
    """What was sent under this number; None where it is not this session's, or no longer."""
    found = _fresh(session).get(number)
    if found is None:
        return None
    try:
        opened: dict[str, str] = json.loads(open_text(bytes.fromhex(found[1]), **_place(session, number)))
    except (SealingError, ValueError):
        return None
    return opened


def _fresh(session: SessionBase) -> dict[str, list[Any]]:
    oldest = (timezone.now() - LASTS).timestamp()
    stored: dict[str, list[Any]] = session.get(SEARCHES, {})
    return {number: one for number, one in stored.items() if one[0] >= oldest}


def _seal(session: SessionBase, number: str, sent: dict[str, str]) -> str:
    return seal_text(json.dumps(sent, ensure_ascii=False), **_place(session, number)).hex()


def _place(session: SessionBase, number: str) -> dict[str, Any]:
    # Bound to the officer and the number; whoever copies it into another session opens nothing.
    keyring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    row = f"{session.get(SESSION_KEY, '')}/{number}"
    return {"keyring": keyring, "table": "django_session", "row": row, "column": SEARCHES}
