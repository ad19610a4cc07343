"""Asks for a newer trust list every hour, in a thread: a slow line must not hold up the keeper's other work."""

import logging
from dataclasses import dataclass
from threading import Thread

from django.db import connections

from samakki.exchange.actions import trust
from samakki.exchange.domain.trust.errors import TrustError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class TrustNews:
    """Where to ask, and whether an answer is being waited for."""

    source: str
    _thread: Thread | None = None

    def tick(self) -> None:
        """Begin to ask, if it is time and nothing is under way. Nothing on a node that follows no list."""
        if not self.source or (self._thread is not None and self._thread.is_alive()) or not trust.is_due():
            return
        self._thread = Thread(target=self._ask_in_thread, daemon=True, name="trust-news")
        self._thread.start()

    def ask(self) -> None:
        """Ask once. What goes wrong is logged; what is known goes on to count."""
        try:
            taken = trust.update(by="node", source=self.source)
        except TrustError as error:
            trust.tried()
            log.warning("no newer trust data", extra={"error": error.code})
        else:
            log.info("asked for trust data", extra={"count": len(taken.problems)})

    def _ask_in_thread(self) -> None:
        try:
            self.ask()
        finally:
            connections.close_all()
