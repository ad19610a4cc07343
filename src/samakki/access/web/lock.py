"""The idle lock: when a session locks, how long it may live at all, and what the session remembers for that.

Everything is counted on the server, so closing the lid or stopping the page's script changes nothing. The page's own
script only makes the screen follow at once.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

BEGAN: Final = "samakki_began"
SEEN: Final = "samakki_seen"
LOCKED: Final = "samakki_locked"
SECOND_FACTOR: Final = "samakki_second_factor"
MARK_EVERY_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class SessionClock:
    """What one session may still do at one moment.

    Args of the constructor:
        session: of a signed-in officer.
        now: seconds since 1970, the same for a whole request.
    """

    session: SessionBase
    now: int

    @property
    def is_over(self) -> bool:
        """Whether the session reached the limit that no activity extends."""
        return self.now - int(self.session.get(BEGAN, 0)) >= int(settings.SAMAKKI_SESSION_HOURS) * 3600

    @property
    def is_locked(self) -> bool:
        """Whether the session was locked by its officer, or nobody used it for too long."""
        idle = self.now - int(self.session.get(SEEN, 0))
        return bool(self.session.get(LOCKED)) or idle >= int(settings.SAMAKKI_IDLE_MINUTES) * 60

    def begin(self) -> None:
        """Start both clocks at sign-in."""
        self.session.update({BEGAN: self.now, SEEN: self.now, LOCKED: False})
        self.session.pop(SECOND_FACTOR, None)

    def lock(self) -> None:
        """Lock until the officer confirms who they are; written once, however many pages ask."""
        if not self.session.get(LOCKED):
            self.session[LOCKED] = True

    def unlock(self) -> None:
        """Let the officer go on; the limit of the whole session stays where it was."""
        self.session.update({LOCKED: False, SEEN: self.now})

    def mark(self) -> bool:
        """Note activity, at most once a minute, so that reading a page does not write to the database each time.

        Returns:
            Whether a mark was written.
        """
        if self.now - int(self.session.get(SEEN, 0)) < MARK_EVERY_SECONDS:
            return False
        self.session[SEEN] = self.now
        return True
