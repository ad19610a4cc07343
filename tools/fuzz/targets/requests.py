"""Requests at every address of a node, with records behind it: forms as its pages show them, changed where inputs say.

An input begins with five bytes: who asks, two for the address, how, and which of the page's forms. Then come lines:
a byte that says which field, and what stands in it. So a few bytes make a request that is right but for one place; what
is beside every form is sent word for word where the fourth byte says so.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.test import Client

from tests.support.people import People
from tests.support.programs import Program
from tests.support.two_agencies import both
from tools.fuzz.forms import BOUNDARY, Form, encoded, forms_of, in_parts
from tools.fuzz.pages import PARTS, URLENCODED, addresses, as_it_was, readers
from tools.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 5
WHO = ("writer", "supervisor", "abroad", "prosecutor", "node_administrator", "overseer", "stranger", "program")
HOW = ("query", "form", "form, each field twice", "parts", "JSON", "as written")
API = ("entities", "search", "cases", "reports", "imports", "links")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
FAULT = 500


@dataclass
class Doors:
    """What inputs meet.

    Attributes:
        clients: by who asks.
        token: of a program.
        places: addresses, those of the API last.
        forms: of each page that was asked for; looked at once.
    """

    clients: Mapping[str, Client]
    token: str
    places: "Sequence[str]"
    forms: dict[tuple[str, str], list[Form]] = field(default_factory=dict)

    def forms_at(self, who: str, address: str) -> list[Form]:
        """What a page shows to be filled in; a form of no field where it shows none."""
        if (who, address) not in self.forms:
            client = self.clients[who]
            with as_it_was(client):
                answer = client.get(address)
                is_page = "html" in answer.headers.get("Content-Type", "") and not answer.streaming
                page = answer.content.decode("utf-8", "replace") if is_page else ""
            found, names = forms_of(page, address)
            asked = Form(address, tuple((name, "text", "") for name in sorted(names)))
            self.forms[who, address] = [*found, asked]
        return self.forms[who, address]


MET: list[Doors] = []


@contextmanager
def doors() -> Iterator[None]:
    """Two agencies with records of every kind, a desk abroad, and a program of the police."""
    people = People()
    world = both(people)
    officer = people.officer("investigator")
    api = (f"/api/v1/{one}" for one in API)
    things = (f"/api/v1/{kind}/{world.police[one]}" for kind, one in (("entities", "person"), ("cases", "case")))
    MET.append(Doors(readers(world), Program(officer).token, [*addresses(world), *api, *things]))
    try:
        yield
    finally:
        MET.clear()


def request(data: bytes) -> None:
    """One request; a form that was taken is followed to where it leads."""
    (met,) = MET
    who, far, near, how, which = data[:HEAD].ljust(HEAD, b"\0")
    name = WHO[who % len(WHO)]
    address = met.places[(far << 8 | near) % len(met.places)]
    client = met.clients["stranger" if name == "program" else name]
    with as_it_was(client):
        kind = HOW[how % len(HOW)]
        headers = {"Authorization": f"Bearer {met.token}"} if name == "program" else {}
        if kind == "as written":
            answer = written(client, address, data[HEAD:], headers)
        else:
            form = chosen(met, "stranger" if name == "program" else name, address, which)
            answer = sent(client, form, kind, changed(form, data[HEAD:]), headers)
        body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # (one of two)
        assert answer.status_code < FAULT, f"answered {answer.status_code} {body[:80]!r}"


def chosen(met: Doors, who: str, address: str, which: int) -> Form:
    """One of the forms that a page shows."""
    found = met.forms_at(who, address)
    return found[which % len(found)]


def changed(form: Form, lines: bytes) -> list[tuple[str, bytes]]:
    """The fields of a form as they stand there, but for those that lines name; one of no form beside them."""
    pairs = [(name, value.encode("utf-8", "surrogatepass") or b"a") for name, _, value in form.fields]
    for line in lines.split(b"\n"):
        if line and pairs:
            at = line[0] % len(pairs)
            pairs[at] = (pairs[at][0], line[1:])
        elif line:
            pairs.append(("q", line[1:]))
    return pairs


def sent(
    client: Client, form: Form, how: str, pairs: list[tuple[str, bytes]], headers: Mapping[str, str]
) -> HttpResponseBase:
    """In the way that is said; to where the form goes."""
    if how == "query":
        return client.generic("GET", f"{form.action.partition('?')[0]}?{encoded(pairs).decode()}", headers=headers)
    if how == "parts":
        return client.generic("POST", form.action, in_parts(pairs, form.files), PARTS, headers=headers)
    if how == "JSON":
        body = b"{" + b",".join(b'"%b":%b' % (name.encode(), value) for name, value in pairs) + b"}"
        return client.generic("POST", form.action, body, "application/json", headers=headers)
    doubled = [*pairs, *pairs] if how.endswith("twice") else pairs
    answer = client.generic("POST", form.action, encoded(doubled), URLENCODED, headers=headers)
    return client.get(answer.headers["Location"]) if answer.headers.get("Location", "").startswith("/") else answer


def written(client: Client, address: str, text: bytes, given: Mapping[str, str]) -> HttpResponseBase:
    """Word for word: a byte for the method, lines of what follows the address and of headers, an empty line, a body."""
    head, _, body = text.partition(b"\n\n")
    first, *lines = head.decode("latin-1").split("\n")
    method, path = METHODS[ord(first[0]) % len(METHODS)] if first else "GET", address + first[1:]
    said = dict(line.partition(": ")[::2] for line in lines)
    headers = {name: value for name, value in said.items() if name.isascii() and name.replace("-", "").isalnum()}
    kind = headers.pop("Content-Type", URLENCODED)
    answer: HttpResponseBase = client.generic(method, path, body, kind, headers={**headers, **given})
    return answer


def requests() -> Iterator[bytes]:
    """Each way at a few addresses, as each asks; forms as they are, and with something odd in a field."""
    for near in range(0, 256, 11):
        for how in range(3):
            yield bytes((near % 7, 0, near, how, 0))
    for near in range(5):
        yield bytes((7, 1, near + 9, 0, 0)) + b"\x00sok"
        yield bytes((7, 1, near + 9, 4, 0)) + b'\x00"x"\n\x01{"a":[1]}'
    yield b"\0\0\x09\1\0\0\0\n\1\xed\xa0\x80\n\2" + b"9" * 40
    yield b"\0\0\x30\3\0\0x\n\1--" + BOUNDARY
    yield b"\6\0\0\5\0\1exchange\nContent-Type: application/octet-stream\n\nSMKX1\0\0\0\x02{}"
    yield b"\0\0\2\5\0\0?page=0&row=%00\nAccept-Language: km,en;q=0.5\nX-Forwarded-For: 1.2.3.4\n\n"


TARGETS = (
    Target(
        "request",
        "HTTP requests of strangers, officers and programs",
        request,
        (),
        requests,
        (
            "samakki.node.requests",
            "samakki.node.api",
            "samakki.ui",
            "samakki.access.web",
            "samakki.entities.web",
            "samakki.cases.web",
            "samakki.intelligence.web",
            "samakki.exchange.web",
            "samakki.matching.web",
        ),
        around=doors,
        seconds=3.0,
        longest=2048,
        words=(b"%00", b"\xed\xa0\x80", b"2026-02-30", b"KH/POL/AHTJPD/duty", b"..", b"-1", b"?page=0", b"true", b"[]"),
    ),
)
