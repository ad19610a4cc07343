"""What a page test asks: is every string translated, is it accessible, how much does it weigh.

``pseudo_language()`` wraps every translated string in ⟦…⟧, so that ``assert_every_string_translated`` can point at
words that never went through gettext. Data (names, codes, references) stand in ``<bdi>``, ``<time>``, ``<textarea>``
or under ``translate="no"`` or ``data-as-is``; nothing else is let off.
"""

import gettext
import gzip
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import trans_real

from samakki.ui.security import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

AXE = Path(__file__).parent / "axe.min.js"
# A rule's own impact stands above that of its checks, so these rules can find nothing that is called serious. They are
# left out because they take three quarters of the time ("region" compares every element with every landmark). What is
# right stays in the page: a line for every rule and element that passed is a hundred times what anybody reads.
RUN_AXE = """async () => {
  const never = axe._audit.rules.filter((rule) => ["minor", "moderate"].includes(rule.impact));
  const found = await axe.run(document, {
    resultTypes: ["violations", "incomplete"],
    selectors: false,
    rules: Object.fromEntries(never.map((rule) => [rule.id, { enabled: false }])),
  });
  const told = ({ id, impact, help, nodes }) => ({
    id, impact, help,
    nodes: nodes.map(({ html, any }) => ({ html, keys: any.map(({ data }) => data?.messageKey ?? "") })),
  });
  return { violations: found.violations.map(told), incomplete: found.incomplete.map(told) };
}"""
ORIGIN = "http://gallery.localhost"
FIRST_VISIT_BYTES = 100_000
STATIC = "/static/"

OPEN, CLOSE = "⟦", "⟧"
ACCENTS = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuWwYyZz", "ÅåßƀÇçÐđÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþŔŕŠšŢţÛûŴŵÝýŽž"
)
KEPT = re.compile(r"%\([^)]*\)[sd]|%[sd%]|\{[^}]*\}|<[^>]*>|&[a-z]+;|&#\d+;")


class PseudoTranslation(gettext.NullTranslations):
    """A catalogue that has every message: itself, accented and in brackets."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def language(self) -> str:
        return self._language

    def to_language(self) -> str:
        return self._language

    def plural(self, number: int) -> int:
        return int(number != 1)

    def gettext(self, message: str) -> str:
        return accented(message.rpartition("\x04")[2])

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return accented((singular if number == 1 else plural).rpartition("\x04")[2])


def accented(message: str) -> str:
    """The message as the pseudo-language has it: brackets around, accents inside, placeholders and markup untouched."""
    parts = KEPT.split(message)
    kept = [*KEPT.findall(message), ""]
    words = "".join(part.translate(ACCENTS) + placeholder for part, placeholder in zip(parts, kept, strict=True))
    return f"{OPEN}{words}{CLOSE}" if message.strip() else message


@contextmanager
def pseudo_language(stand_in: str = "en") -> Iterator[None]:
    """Answer every translation with its pseudo-language form, in this thread and in a live server's.

    Args:
        stand_in: the language whose catalogue is replaced; requests reach it as usual, by cookie or browser.
    """
    get_resolver().url_patterns  # noqa: B018  (loads every view and form now: words made while loading are a mistake)
    pseudo = PseudoTranslation(stand_in)
    before = translation.get_language()
    caches: Any = trans_real  # what Django keeps there has no public name
    real, default = caches._translations, caches._default
    caches._translations = {**real, stand_in: pseudo}
    caches._default = pseudo if stand_in == settings.LANGUAGE_CODE else default
    translation.activate(stand_in)
    try:
        yield
    finally:
        caches._translations, caches._default = real, default
        if before:
            translation.activate(before)  # after the caches are back, or the pseudo-language would stay active
        else:
            translation.deactivate_all()


SPOKEN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "aria-roledescription", "data-label", "label"}
UNSPOKEN_ELEMENTS = {"script", "style", "bdi", "time", "textarea", "code", "svg"}
OF_RECORD = re.compile(r" · (?:[A-Z]{1,3}-[0-9A-Z]{2,17}|[A-Z]{2}(?:/[A-Za-z0-9-]+){2,3}|\d+)")
"""What a title says after its words: which record the page is about (``samakki.ui.titles``)."""

VOID_ELEMENTS = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col"}


@dataclass
class _Reader(HTMLParser):
    """Walks a page and collects letters that stand outside brackets."""

    as_is: tuple[str, ...]
    missed: list[str] = field(default_factory=list)
    _stack: list[tuple[str, bool]] = field(default_factory=list)  # element, and whether its words are data
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = (
            tag in UNSPOKEN_ELEMENTS
            or given.get("translate") == "no"
            or "data-as-is" in given
            or bool(self._stack and self._stack[-1][1])
        )
        if not is_data:
            for name, value in given.items():
                if name in SPOKEN_ATTRIBUTES or name.startswith("data-i18n."):
                    self._check_alone(value or "", f"{name} of <{tag}>")
            if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
                self._check_alone(given.get("value") or "", f"value of <{tag}>")
        if tag not in VOID_ELEMENTS:
            self._stack.append((tag, is_data))

    def handle_endtag(self, tag: str) -> None:
        while self._stack:
            element, _is_data = self._stack.pop()
            if element == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._stack and self._stack[-1][1]:
            return
        if self._stack and self._stack[-1][0] == "title":
            data = OF_RECORD.sub("", data)
        left = self._outside(data)
        if any(letter.isalpha() for letter in left):
            self.missed.append(" ".join(left.split()))

    def _check_alone(self, text: str, where: str) -> None:
        depth, self._depth = self._depth, 0
        left = self._outside(text)
        self._depth = depth
        if any(letter.isalpha() for letter in left):
            self.missed.append(f"{where}: {' '.join(left.split())}")

    def _outside(self, text: str) -> str:
        for data in self.as_is:
            text = text.replace(data, "")
        left = []
        for letter in text:
            self._depth += (letter == OPEN) - (letter == CLOSE)
            if not self._depth and letter not in {OPEN, CLOSE}:
                left.append(letter)
        return "".join(left)


def untranslated(html: str, *, as_is: tuple[str, ...] = ()) -> list[str]:
    """Words of a page rendered in the pseudo-language that never went through gettext.

    Args:
        html: a whole page or a fragment.
        as_is: exact texts that are data but stand where no element can mark them, such as in ``<title>``; the node's
            own title is always among them.
    """
    reader = _Reader(as_is=(str(getattr(settings, "SAMAKKI_TITLE", "Samakki")), *as_is))
    reader.feed(html)
    reader.close()
    return reader.missed


def assert_every_string_translated(html: str, *, as_is: tuple[str, ...] = ()) -> None:
    """Fail with the list of words that a translator never gets to see. Arguments as for ``untranslated``."""
    missed = untranslated(html, as_is=as_is)
    assert OPEN in html, "nothing on this page is translated: was it rendered inside pseudo_language()?"
    assert missed == [], "never translated:\n" + "\n".join(missed)


@dataclass(frozen=True)
class Weight:
    """Compressed bytes of a first visit, fonts and pictures left out, by what was fetched."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of it together."""
        return sum(self.parts.values())


def page_weight(html: str) -> Weight:
    """Weigh a page with the styles and scripts it names, as a browser that never was here fetches them."""
    parts = {"page": _compressed(html.encode())}
    for address in re.findall(r'<(?:link rel="stylesheet"|script)[^>]*?(?:href|src)="([^"]+)"', html):
        name = address.removeprefix(STATIC)
        found = finders.find(name)
        assert isinstance(found, str), f"{address} is named by the page and is no static file"
        parts[name] = _compressed(Path(found).read_bytes())
    return Weight(parts)


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@dataclass(frozen=True)
class Answer:
    """What a pretended server says to one request."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def show(page: "Page", html: str, path: str = "/", answers: Mapping[str, Answer] | None = None) -> list[str]:
    """Open a rendered page in the browser without a server, under the content security policy of a node.

    Args:
        page: a browser window.
        html: the page at ``path``.
        path: its address, query included.
        answers: what else is there, by method and address: ``{"POST /lock/": Answer(status=302)}``. Static files
            come from disk; everything else is 404.

    Returns:
        A list that grows: every request as ``POST /lock/``, requests of static files by their name alone, and
        ``console: …`` for each complaint of the browser.
    """
    seen: list[str] = []
    given = {f"GET {path}": Answer(html), **(answers or {})}

    def answer(route: "Route") -> None:
        request = route.request
        address = request.url.removeprefix(ORIGIN)
        found = finders.find(address.removeprefix(STATIC)) if address.startswith(STATIC) else None
        if isinstance(found, str):
            seen.append(Path(found).name)
            route.fulfill(path=found)
            return
        seen.append(f"{request.method} {address}")
        said = given.get(f"{request.method} {address}", Answer(status=404))
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy(), **said.headers}
        route.fulfill(body=said.body, status=said.status, headers=headers)

    page.on("console", lambda message: seen.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(f"console: {error}"))
    page.route("**/*", answer)
    page.goto(ORIGIN + path)
    return seen


def policy() -> str:
    """The node's content security policy as a header."""
    directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(map(str, sources))}" for name, sources in directives.items())


def axe(page: "Page") -> list[str]:
    """What axe-core finds serious or critical on the page shown, one line each, with the element.

    Words in the very colour of their ground count too: axe-core only calls them undecided.
    """
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(RUN_AXE)
    serious = [rule for rule in found["violations"] if rule["impact"] in {"serious", "critical"}]
    unseen = [rule | {"nodes": [node for node in rule["nodes"] if _is_unseen(node)]} for rule in found["incomplete"]]
    return [
        f"{rule['impact']}: {rule['id']}: {rule['help']}: {node['html'][:160]}"
        for rule in [*serious, *unseen]
        for node in rule["nodes"]
    ]


def _is_unseen(node: dict[str, Any]) -> bool:
    return "equalRatio" in node["keys"]
