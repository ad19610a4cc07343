"""A visitor's screen: shows one page, follows its addresses and fills its forms, and notes how long each took."""

import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from urllib.parse import urljoin

from tools.trial.visitor import (
    TOTP_SECONDS,
    URL_ENCODED,
    Answer,
    SentFile,
    Unexpected,
    Visitor,
    WebForm,
    form_with,
    forms,
    totp_code,
)

SIGN_IN = "/accounts/sign-in/"
SECOND_STEP = "/accounts/sign-in/second-step/"
ERROR = re.compile(r'govuk-error-(?:message|summary__list)"[^>]*>(.*?)</(?:p|ul)>', re.DOTALL)


class Screen(Visitor):
    """One browser that remembers its page.

    Attributes:
        page: what is shown.
        clicks: seconds of every click so far, from what was clicked to the page that it led to.
        pause: called before each click; somebody reads and types meanwhile.
        fast: seconds by which the clock of the authenticator app is fast, as a node allows.
        sent: sends once more, byte for byte, the form that was sent last.
    """

    def __init__(self, port: int, host: str, *, pause: Callable[[], None] = lambda: None, fast: float = 0.0) -> None:
        super().__init__(port, host)
        self.fast = fast
        self.page = Answer("", 0, {}, "", 0.0)
        self.clicks: list[float] = []
        self.pause = pause
        self.sent: Callable[[], Answer] | None = None
        self._spent = 0.0

    def open(self, path: str) -> Answer:
        """Follow an address of this node.

        Raises:
            Unexpected: it led to no page.
        """
        return self._clicked(lambda: self.get(path))

    def send(self, form: WebForm, **values: str | Sequence[str]) -> Answer:
        """Fill a form of the page and send it.

        Raises:
            Unexpected: it led to no page, or back to the form with something to mend.
        """
        path = urljoin(self.page.path, form.action or self.page.path)
        self.sent = partial(self.post, path, {**form.fields, **values})
        return self._clicked(self.sent)

    def upload(self, form: WebForm, name: str, file: SentFile, **values: str) -> Answer:
        """Fill a form of the page, choose a file for one of its fields, and send it.

        Raises:
            Unexpected: as for `send`.
        """
        path = urljoin(self.page.path, form.action or self.page.path)
        self.sent = partial(self.post_file, path, {**form.fields, **values}, name=name, file=file)
        return self._clicked(self.sent)

    def send_again(self) -> int:
        """Send the last form once more without looking, as an impatient click does; gives the status of the page.

        What the page says is not judged: the form may be refused now, and must have counted once.
        """
        return self.follow(self.sent()).status if self.sent else 0

    def press(self, ending: str, **values: str | Sequence[str]) -> Answer:
        """Send the form whose address ends so.

        Raises:
            Unexpected: as for `send`; or the page has no such form.
        """
        found = self.form(ending)
        if found is None:
            message = f"{self.page.path} has no form that goes to …{ending}"
            raise Unexpected(message)
        return self.send(found, **values)

    def fill(self, name: str, **values: str | Sequence[str]) -> Answer:
        """Send the form that has a field of this name.

        Raises:
            Unexpected: as for `send`; or the page has no such form.
        """
        return self.send(form_with(self.page, name), **values)

    def form(self, ending: str) -> WebForm | None:
        """The first form whose address matches an expression at its end; None where there is none."""
        return next((one for one in forms(self.page) if re.search(f"{ending}$", one.action)), None)

    def found(self, pattern: str) -> list[str]:
        """What an expression finds on the page, once each, in order."""
        return list(dict.fromkeys(re.findall(pattern, self.page.text)))

    def enter(self, username: str, password: str, secret: str) -> None:
        """Sign in by password and code, each on its page.

        Raises:
            Unexpected: the node did not let this officer in.
        """
        self.open(SIGN_IN)
        self.fill("password", login=username, password=password)
        self.fill("code", code=totp_code(secret, time.time() + self.fast))
        if self.page.path.startswith(SECOND_STEP):  # a code is good for one sign-in: that of the next half minute is
            time.sleep(TOTP_SECONDS - time.time() % TOTP_SECONDS)
            self.fill("code", code=totp_code(secret, time.time() + self.fast))
        if self.page.path.startswith("/accounts/"):
            message = f"{username} ended at {self.page.path} instead of signed in"
            raise Unexpected(message)

    def _clicked(self, ask: Callable[[], Answer]) -> Answer:
        self.pause()
        self._spent = 0.0
        page = self.follow(ask())
        if page.status != HTTPStatus.OK:
            told = " ".join(" ".join(ERROR.findall(page.text)).split())
            message = f"{page.path} answered {page.status} {told}"
            raise Unexpected(message)
        self.clicks.append(self._spent)
        self.page = page
        return page

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = URL_ENCODED) -> Answer:
        answer = super()._ask(method, path, body, kind)
        self._spent += answer.seconds
        return answer
