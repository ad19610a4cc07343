"""Screens of officers whose requests stay within the process of a test."""

from urllib.parse import urlsplit

from django.test import Client

from samakki.access.models import AuditEntry
from tools.trial.screen import Screen
from tools.trial.visitor import URL_ENCODED, Answer


class ScreenWithin(Screen):
    """A screen whose requests stay in this process; tokens against forged requests are asked for as elsewhere."""

    def __init__(self) -> None:
        super().__init__(0, "testserver")
        self.client = Client(enforce_csrf_checks=True)

    def cookie_ending(self, name: str) -> str:
        """Value of the cookie whose name ends so."""
        return next((one.value for key, one in self.client.cookies.items() if key.endswith(name)), "")

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = URL_ENCODED) -> Answer:
        got = self.client.get(path) if body is None else self.client.post(path, body, content_type=kind)
        headers = {name.lower(): value for name, value in got.headers.items()}
        text = "" if got.streaming else got.content.decode()
        self._spent += 0.001
        return Answer(urlsplit(path).path, got.status_code, headers, text, 0.001)


class TwiceWithin(ScreenWithin):
    """One whose officer clicks twice: each form that did something comes again, and is led to the same page.

    Attributes:
        twice: forms that came twice.
    """

    def __init__(self) -> None:
        super().__init__()
        self.twice = 0

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = URL_ENCODED) -> Answer:
        answer = super()._ask(method, path, body, kind)
        if body is not None and answer.is_done:
            before, self.twice = AuditEntry.objects.count(), self.twice + 1
            again = super()._ask(method, path, body, kind)
            assert (again.status, again.headers["location"]) == (answer.status, answer.headers["location"]), path
            assert AuditEntry.objects.count() == before, path
        return answer
