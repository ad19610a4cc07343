"""Sessions in the database: what could be no key of one is none, and a database in trouble is a fault of the node."""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import OperationalError

_LEAST = 8  # letters, as Django has it


class SessionStore(DatabaseSessions):
    """Django's own, except that it tells a full disk from a session that was ended meanwhile."""

    def _validate_session_key(self, key: str | None) -> bool:
        """Whether Django could have made the key.

        Anybody can send a cookie with a zero byte in it, which PostgreSQL takes in no text.
        """
        return key is not None and len(key) >= _LEAST and key.isascii() and key.isalnum()

    def save(self, must_create: bool = False) -> None:
        """Write the session.

        Django takes every error of an update for a session that is gone, and answers 400. A full disk or a locked
        database must answer as what it is, with a reference number for the log.

        Raises:
            UpdateError: the session was ended while the request ran.
            OperationalError: the database could not write.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise
