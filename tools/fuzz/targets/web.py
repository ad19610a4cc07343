"""The node's own doors, with a database behind them: requests of any form, and calls whose head a true key signed."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.test import Client

from samakki.exchange.actions.calls import NotBelieved, answer
from samakki.exchange.domain.frames import DOCUMENT, Head, NotAFrame, Part, content_of, frame
from samakki.exchange.models import Peer
from samakki.sealing.canonical import canonical
from samakki.sealing.documents import sign_document
from tests.support.people import FIELD, People
from tests.support.programs import Program
from tests.support.sign_in import signed_in
from tests.support.stations import Stations, two_stations
from tools.fuzz.target import Target
from tools.fuzz.targets.calls import members

CHALLENGE = "x" * 32
WORST = 500


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is taken back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@dataclass
class Doors:
    """What inputs meet: a stranger's browser, an officer's, a program's token; and two nodes that know each other."""

    stranger: Client
    officer: Client
    token: str
    stations: Stations


MET: list[Doors] = []


@contextmanager
def doors() -> Iterator[None]:
    """Make them, in the database that is there."""
    people = People()
    officer = people.officer("investigator")
    with (
        TemporaryDirectory(prefix="fuzz-node-") as folder,
        two_stations(Path(folder), officer, people.officer("investigator", desk=FIELD)) as stations,
    ):
        MET.append(Doors(Client(), signed_in(officer), Program(officer).token, stations))
        try:
            yield
        finally:
            MET.clear()


def request(data: bytes) -> None:
    """A request: who, then lines of method and path, of headers, an empty line, a body."""
    (met,) = MET
    who = data[0] % 3 if data else 0
    head, _, body = data[1:].partition(b"\n\n")
    first, *lines = head.decode("latin-1").split("\n")
    method, _, path = first.partition(" ")
    given = dict(line.partition(": ")[::2] for line in lines)
    headers = {name: value for name, value in given.items() if name.isascii() and name.replace("-", "").isalnum()}
    kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")
    if who == 2:  # noqa: PLR2004  (the third door)
        headers["Authorization"] = f"Bearer {met.token}"
    with taken_back():
        client = met.officer if who == 1 else met.stranger
        cookies = copy(client.cookies)
        try:
            found = client.generic(method or "GET", f"/{path.lstrip('/')}", body, kind, headers=headers)
            assert found.status_code < WORST, f"answered {found.status_code}"
            found.close()
        finally:
            client.cookies = cookies


def requests() -> Iterator[bytes]:
    """A few of each door."""
    for who in range(3):
        for line in (
            "GET /",
            "POST /exchange",
            "GET /api/v1/entities?limit=3",
            "GET /search/?q=sok&since=2020",
            "GET /nothing",
            "POST /api/v1/entities",
            "GET /api/v1/cases/C-7K3QX",
            "POST /accounts/login/",
            "GET /reports/new/",
        ):
            yield (
                bytes((who,))
                + line.encode()
                + b"\nAccept-Language: km,en;q=0.5\nCookie: sessionid=abc; csrftoken=d\n\n"
            )
    yield b"\0POST /exchange\nContent-Type: application/octet-stream\n\nSMKX1\0\0\0\x02{}"
    yield b'\2POST /api/v1/reports\nContent-Type: application/json\n\n{"purpose":"investigate_trafficking","text":"x"}'
    yield b"\1GET /search/?q=%E1%9E%80%00\nHost: testserver\nReferer: http://x/\nX-Forwarded-For: 1.2.3.4\n\n"
    part = b'--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\nx\r\n--b--\r\n'
    yield b"\1POST /reports/new/\nContent-Type: multipart/form-data; boundary=b\n\n" + part


def call(data: bytes) -> None:
    """A call that the other node signed: changes of its head, then parts, each with its kind's letter."""
    both = MET[0].stations
    line, _, rest = data.partition(b"\n")
    kinds = {b"e": "envelope", b"r": "receipt", b"t": "trust", b"c": "chunk"}
    parts = [
        Part(kinds[one[:1]], one[1:], "0" * 64 if one[:1] == b"c" else "")  # type: ignore[arg-type]  # (one of those kinds)
        for one in rest.split(b"\0\0")
        if one[:1] in kinds
    ]
    head = Head(sender="TH/POL", receiver="KH/POL", call="c", answers=CHALLENGE)
    content = dict(content_of(head, parts))
    content |= members(line) or {}
    raw = frame(sign_document(content, kind=DOCUMENT, key=both.there.signing), parts)
    with taken_back():
        Peer.objects.update_or_create(node="TH/POL", defaults={"given_challenge": CHALLENGE})
        answered = answer(both.here, raw)
        assert answered.startswith(b"SMKX1")


def calls() -> Iterator[bytes]:
    """With nothing, with parts of each kind, with wishes."""
    yield b"{}\n"
    yield b"{}\nehello\0\0rreceipt\0\0ttrust\0\0cpiece"
    yield canonical({"wants": [["0" * 64, 5, 10]], "got": ["1" * 64], "bad": [["2" * 64, "seal-broken"]]}) + b"\n"
    yield (
        canonical({"later": [["2" * 64, "quota", 60]], "more": True, "trust": "9", "time": "2026-01-01T00:00:00Z"})
        + b"\n"
    )
    yield canonical({"answers": "", "code": "challenge", "challenge": "y"}) + b"\n"


TARGETS = (
    Target(
        "request",
        "HTTP requests of strangers, officers and programs",
        request,
        (),
        requests,
        ("samakki.node", "samakki.ui", "samakki.access.web"),
        around=doors,
        seconds=1.0,
        longest=4096,
        words=(
            b"\n\n",
            b"Cookie: ",
            b"Accept-Language: ",
            b"Host: ",
            b"%00",
            b"application/json",
            b"/api/v1/",
            b"?page=0",
        ),
        is_json=True,
    ),
    Target(
        "call",
        "calls that another node signed",
        call,
        (NotAFrame, NotBelieved),
        calls,
        ("samakki.exchange.actions",),
        around=doors,
        seconds=1.0,
        words=(b'"wants":', b'"got":', b'"later":', b"\0\0e", b"\0\0r", b"\0\0c", b"\0\0t"),
        is_json=True,
    ),
)
