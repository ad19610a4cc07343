"""Screens that say when a request leaves, so that a kill comes while a node works at it."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tools.trial.screen import Screen
from tools.trial.visitor import URL_ENCODED, Answer


@dataclass(slots=True)
class Watch:
    """Requests of one step.

    Attributes:
        killed_at: when a kill began, on the monotonic clock; 0 before.
        cut: forms and pages that were on their way when the kill came, and whose answer never came.
        cut_form: the screen of such a form.
    """

    killed_at: float = 0.0
    cut: list[str] = field(default_factory=list)
    cut_form: "WatchedScreen | None" = None
    _forms: int = 0
    _news: threading.Condition = field(default_factory=threading.Condition)

    def anew(self) -> None:
        """Forget the step before."""
        with self._news:
            self.killed_at, self.cut, self.cut_form, self._forms = 0.0, [], None, 0

    def left(self, method: str) -> None:
        """A request leaves."""
        with self._news:
            self._forms += method == "POST"
            self._news.notify_all()

    def broke(self, screen: "WatchedScreen", method: str, began: float) -> None:
        """No answer came."""
        if began < self.killed_at:
            self.cut.append("form" if method == "POST" else "page")
            self.cut_form = screen if method == "POST" else self.cut_form

    def wait_for_form(self, number: int, *, goes_on: Callable[[], bool], seconds: float) -> bool:
        """Whether so many forms were sent; at once when the last of them leaves."""
        limit = time.monotonic() + seconds
        with self._news:
            while self._forms < number and goes_on() and time.monotonic() < limit:
                self._news.wait(0.05)
            return self._forms >= number


class WatchedScreen(Screen):
    """A screen that tells its watch of every request."""

    def __init__(self, port: int, host: str, watch: Watch) -> None:
        super().__init__(port, host)
        self.watch = watch

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = URL_ENCODED) -> Answer:
        began = time.monotonic()
        self.watch.left(method)
        try:
            return super()._ask(method, path, body, kind)
        except (OSError, http.client.HTTPException):
            self.watch.broke(self, method, began)
            raise
