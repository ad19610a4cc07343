"""The forms of a page as a browser would send them, and the ways in which none would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from random import Random
from urllib.parse import parse_qsl, quote_from_bytes, urlsplit

Pair = tuple[str, bytes]
ODD: tuple[bytes, ...] = (
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe\xc0\xaf",
    b"x" * 20_000,
    b"9" * 400,
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"0001-01-01",
    b"9999-12-31",
    b"2026-02-30T25:61",
    "٣".encode(),
    "²".encode(),
    b"\xe2\x80\xae",
    b"[]",
    b"{{ 7 }}%s%(x)s{0}",
    b"' OR 1=1 --",
    b"../../etc/passwd",
    b"//[::1/",
    b"E-7K3QX",
    b"KH/POL/AHTJPD/duty",
    b"   ",
    b"\r\n\r\nX: y",
)
"""What is sent in place of a value."""
NAMES = (
    "page", "after", "before", "show", "what", "next", "from", "row", "reference", "e", "kind", "list", "agency", "q",
    "\0", "%s", "__proto__", "csrfmiddlewaretoken",
)  # fmt: skip
"""Names in queries that some page knows, and a few that none does."""
TEXTS = frozenset({"text", "textarea", "search", "email", "tel", "url", "password", "number", "date", "time", "file"})
LONGEST_IN_QUERY = 3000
MOST_FIELDS = 6
"""Of a form, spoilt alone, in one round."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is sent by POST.

    Attributes:
        action: where it goes.
        fields: name, kind and value of each, as a browser would send it untouched.
    """

    action: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def files(self) -> frozenset[str]:
        """Names of fields that take a file."""
        return frozenset(name for name, kind, _ in self.fields if kind == "file")


class Reader(HTMLParser):
    """Collects the forms of a page, and the names in its queries."""

    def __init__(self, address: str) -> None:
        """Begin a page that has this address."""
        super().__init__()
        self.address, self.found, self.names = address, list[Form](), set[str]()
        self._open: list[tuple[str, str, str]] | None = None
        self._action, self._select, self._is_post = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form, a field of it, or a link."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.names |= {name for name, _ in parse_qsl(urlsplit(given.get("href", "")).query)}
        elif tag == "form":
            self._open, self._action = [], given.get("action") or self.address
            self._is_post = given.get("method", "get").lower() == "post"
        elif self._open is not None:
            self._field(tag, given, self._open)

    def _field(self, tag: str, given: dict[str, str], fields: list[tuple[str, str, str]]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        kind = given.get("type", "text") if tag == "input" else tag
        if tag == "option" and self._select and ("selected" in given or not fields[-1][2]):
            fields[-1] = (*fields[-1][:2], value)
        if not name:
            return
        if tag == "select":
            self._select = name
        if tag in {"select", "textarea", "button"} or (tag == "input" and (kind != "checkbox" or "checked" in given)):
            fields.append((name, kind, value))

    def handle_endtag(self, tag: str) -> None:
        """The end of a form or a list of choices."""
        if tag == "select":
            self._select = ""
        if tag == "form" and self._open is not None:
            if self._is_post:
                once = {name: (name, kind, value) for name, kind, value in self._open}
                self.found.append(Form(self._action, tuple(once.values())))
            else:
                self.names |= {name for name, _, _ in self._open}
            self._open = None


def accidents(seed: object) -> Random:
    """The same accidents from the same seed."""
    return Random(str(seed))  # noqa: S311  (nothing is kept secret by them)


def forms_of(page: str, address: str) -> tuple[list[Form], set[str]]:
    """The forms of a page, and the names its queries have."""
    reader = Reader(address)
    reader.feed(page)
    return reader.found, reader.names


def queries(names: Sequence[str], source: Random, rounds: int) -> Iterator[str]:
    """Spoilt queries: names with something odd, one of them twice; and a zero byte in each."""
    for _ in range(rounds):
        chosen = source.sample(names, min(len(names), 4))
        pairs = [(name, source.choice(ODD)[:LONGEST_IN_QUERY]) for name in (*chosen, chosen[0])]
        yield encoded(pairs).decode()
    yield encoded([(name, b"\0") for name in names]).decode()


def bodies(form: Form, source: Random, rounds: int) -> Iterator[list[Pair]]:
    """Spoilt ways to send a form: one field odd, all of them, each twice, none."""
    likely = [(name, value.encode("utf-8", "surrogatepass") or b"a") for name, _, value in form.fields]
    texts = {name for name, kind, _ in form.fields if kind in TEXTS}
    own = [name for name, _ in likely if name != "csrfmiddlewaretoken"]
    for _ in range(rounds):
        for spoilt in source.sample(own, min(len(own), MOST_FIELDS)):
            odd = source.choice(ODD)
            yield [(name, odd if name == spoilt else value) for name, value in likely]
        odd = source.choice(ODD)
        yield [(name, odd if name in texts else value) for name, value in likely]
        yield [(name, source.choice(ODD)) for name, _ in likely]
        yield [pair for name, value in likely for pair in ((name, value), (name, source.choice(ODD)))]
    yield [(name, b"\0" if name in texts else value) for name, value in likely]
    yield [(name, b"\0") for name, _ in likely]
    yield []


def encoded(pairs: Sequence[Pair]) -> bytes:
    """As a browser writes it, of any bytes."""
    return "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in pairs).encode()


BOUNDARY = b"b"


def in_parts(pairs: Sequence[Pair], files: frozenset[str]) -> bytes:
    """As a browser sends a form with files."""
    told = b""
    for name, value in pairs:
        more = b'; filename="a\\"b.csv"' if name in files else b""
        head = b'Content-Disposition: form-data; name="%b"%b' % (name.encode(), more)
        told += b"--%b\r\n%b\r\n\r\n%b\r\n" % (BOUNDARY, head, value)
    return told + b"--%b--\r\n" % BOUNDARY
