"""The node's sender, as one of the keeper's tasks: of all processes of a node, also on two machines, one is the keeper.

A tick starts calls in threads and does not wait for them, so a slow line holds up none of the keeper's other work.
"""

import sys
from dataclasses import dataclass, field
from threading import Event

from django.conf import settings

from samakki.exchange.actions.https_line import HttpsLine
from samakki.exchange.actions.own_keys import has_keys
from samakki.exchange.actions.sender import Sender
from samakki.exchange.actions.station import NotInExchange, station

SWITCH_SECONDS = 0.0005
"""How long a thread of the sender computes while another one wants to. With Python's own 5 ms, the thread that calls
waits so long behind the one that seals each time the database answers it, twenty times a call; the other node idles."""


@dataclass(slots=True)
class Post:
    """Sends what waits, once the node takes part in the exchange."""

    stopping: Event = field(default_factory=Event)
    _sender: Sender | None = None

    def tick(self) -> None:
        """Do what is due; nothing on a node that takes no part."""
        if not settings.SAMAKKI_EXCHANGE_NAME or not has_keys():
            return
        try:
            if self._sender is None:
                sender = Sender(station, HttpsLine, self.stopping.is_set)
                sys.setswitchinterval(SWITCH_SECONDS)
                sender.begin()
                self._sender = sender
            self._sender.tick()
        except NotInExchange:
            return  # the page of the trust list says what is missing

    def next_in(self) -> float | None:
        """Seconds until the next hold ends, so that what was held leaves then and not a tick later; None for none."""
        return None if self._sender is None else self._sender.next_in()

    def end(self) -> None:
        """End after the calls at hand."""
        self.stopping.set()
        if self._sender is not None:
            self._sender.end()
