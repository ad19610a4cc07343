"""Somebody at a browser without a window: cookies, forms, sign-in with a second factor. Standard library only."""

import base64
import hmac
import http.client
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode, urljoin, urlsplit

TIMEOUT_SECONDS = 60
IDLE_SECONDS = 5.0  # a server hangs up on a connection that nobody uses
TOTP_SECONDS = 30
MOST_REDIRECTS = 6
URL_ENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "samakki-trial-7f3a91c05e"


class Unexpected(Exception):
    """The node answered something else than a page in this state should."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    path: str
    status: int
    headers: dict[str, str]
    text: str
    seconds: float  # from the first byte sent to the last byte received

    @property
    def is_done(self) -> bool:
        """Whether a form was accepted: the node then sends the browser to another page."""
        return self.status in {302, 303}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a form."""

    name: str
    content: bytes


@dataclass(slots=True)
class WebForm:
    """One form of a page, with the values it would send."""

    action: str
    method: str
    fields: dict[str, str | list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)  # of selects and radio buttons


class Forms(HTMLParser):
    """Reads the forms out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[WebForm] = []
        self._select = ""
        self._area = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of forms, inputs, text areas and choices."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.found.append(WebForm(given.get("action", ""), given.get("method", "get").lower()))
        elif not self.found:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea" and name:
            self._area, self._text = name, ""
        elif tag == "select" and name:
            self._select = name
            self.found[-1].choices.setdefault(name, [])
        elif tag == "option" and self._select:
            self._choice(self._select, given.get("value", ""), is_chosen="selected" in given)

    def handle_endtag(self, tag: str) -> None:
        """Leave a list of choices, of which a browser shows the first unless the page chose another; leave a text."""
        if tag == "select" and self._select:
            form = self.found[-1]
            if offered := form.choices[self._select]:
                form.fields.setdefault(self._select, offered[0])
            self._select = ""
        elif tag == "textarea" and self._area:
            self.found[-1].fields[self._area] = self._text.removeprefix("\r").removeprefix("\n")  # as HTML says
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Keep what a text area begins with."""
        if self._area:
            self._text += data

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"radio", "checkbox"}:
            is_one_of_many = kind == "checkbox" and name in self.found[-1].fields
            before = self.found[-1].fields.get(name, [])
            self._choice(name, given.get("value", "on"), is_chosen="checked" in given)
            if is_one_of_many and "checked" in given:
                self.found[-1].fields[name] = [*([before] if isinstance(before, str) else before), given["value"]]
        elif kind not in {"submit", "button", "image", "reset", "file"}:
            self.found[-1].fields[name] = given.get("value", "")

    def _choice(self, name: str, value: str, *, is_chosen: bool) -> None:
        self.found[-1].choices.setdefault(name, []).append(value)
        if is_chosen:
            self.found[-1].fields[name] = value


class Visitor:
    """One browser on one node; keeps its connection and its cookies."""

    def __init__(self, port: int, host: str) -> None:
        self.port, self.host = port, f"{host}:{port}"
        self.cookies: dict[str, str] = {}
        self._line: http.client.HTTPConnection | None = None
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()
            self._line = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> Answer:
        """Send fields, some with several values; the token against forged requests is added."""
        body = urlencode({"csrfmiddlewaretoken": self.cookie_ending("csrftoken"), **fields}, doseq=True)
        return self._ask("POST", path, body)

    def post_file(self, path: str, fields: Mapping[str, str | Sequence[str]], *, name: str, file: SentFile) -> Answer:
        """Send fields and a file in one of them, as a browser does."""
        body, kind = multipart({"csrfmiddlewaretoken": self.cookie_ending("csrftoken"), **fields}, name, file)
        return self._ask("POST", path, body, kind)

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer sends the browser, until there is a page."""
        for _ in range(MOST_REDIRECTS):
            if not answer.is_done:
                return answer
            answer = self.get(
                urljoin(answer.path, urlsplit(answer.headers["location"])._replace(scheme="", netloc="").geturl())
            )
        message = f"{answer.path} sends the browser round in circles"
        raise Unexpected(message)

    def submit(self, page: Answer, with_field: str, **values: str) -> Answer:
        """Fill in the form of a page that has the field `with_field`, and send it.

        Raises:
            Unexpected: the page has no such form.
        """
        form = form_with(page, with_field)
        return self.post(urljoin(page.path, form.action or page.path), {**form.fields, **values})

    def sign_in(self, username: str, password: str, secret: str) -> None:
        """Sign in with a password and the code an authenticator app would show now.

        Raises:
            Unexpected: the node did not let this officer in.
        """
        page = self.follow(self.get("/"))
        page = self.follow(self.submit(page, "password", login=username, password=password))
        page = self.follow(self.submit(page, "code", code=totp_code(secret)))
        if page.status != http.client.OK or page.path.startswith("/accounts/"):
            message = f"{username} ended at {page.path} ({page.status}) instead of signed in"
            raise Unexpected(message)

    def cookie_ending(self, name: str) -> str:
        """Value of the cookie whose name ends so: a node puts its own name in front."""
        return next((value for key, value in self.cookies.items() if key.endswith(name)), "")

    def _ask(self, method: str, path: str, body: str | bytes | None = None, kind: str = URL_ENCODED) -> Answer:
        headers = {
            "Host": self.host,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": f"http://{self.host}",
            "Referer": f"http://{self.host}{path}",
            "Accept-Language": "en",
        }
        if body is not None:
            headers["Content-Type"] = kind
        if time.monotonic() - self._used > IDLE_SECONDS:
            self.close()
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        begun = time.perf_counter()
        try:
            self._line.request(method, path, body, headers)
            response = self._line.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        seconds = time.perf_counter() - begun
        self._used = time.monotonic()
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(path, response.status, {k.lower(): v for k, v in response.headers.items()}, text, seconds)


def multipart(fields: Mapping[str, str | Sequence[str]], name: str, file: SentFile) -> tuple[bytes, str]:
    """A form with a file in it, and what its ``Content-Type`` says.

    Source:
        RFC 7578.
    """
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, some in fields.items()
        for value in ([some] if isinstance(some, str) else some)
    ]
    head = f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"\r\nContent-Type: text/csv\r\n\r\n'
    parts.append(f"--{BOUNDARY}\r\n{head}".encode() + file.content + f"\r\n--{BOUNDARY}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}"


def forms(page: Answer) -> list[WebForm]:
    """Every form of a page."""
    parser = Forms()
    parser.feed(page.text)
    return parser.found


def form_with(page: Answer, name: str) -> WebForm:
    """The form of a page that has a field of this name.

    Raises:
        Unexpected: there is none.
    """
    for form in forms(page):
        if name in form.fields or name in form.choices:
            return form
    message = f"{page.path} ({page.status}) has no form with a field {name!r}"
    raise Unexpected(message)


def totp_code(secret: str, at: float | None = None) -> str:
    """Six digits that an authenticator app shows.

    Args:
        secret: base32, as typed into the app.
        at: seconds since 1970; now by default.

    Source:
        RFC 6238, SHA-1, 30 seconds, 6 digits.

    >>> totp_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=59)
    '287082'
    """
    step = struct.pack(">Q", int((time.time() if at is None else at) // TOTP_SECONDS))
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), step, "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
