"""Every page of a node, sent what no browser sends: in its address, its query, its cookies and each field of its forms.

The forms are those that the pages show, filled in as they stand there, so that one spoilt field meets a form that is
right otherwise. An answer must come in bounded time and never be a fault; a form that is refused must leave nothing
behind, and what one that was taken leads to must be shown. ``python3 run.py fuzz pages`` is the long form;
``tests/fuzz/test_pages.py`` the short one.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from tools.fuzz.api import taken_back
from tools.fuzz.forms import BOUNDARY, NAMES, ODD, Form, accidents, bodies, encoded, forms_of, in_parts, queries
from tools.fuzz.target import place_of

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.two_agencies import TwoAgencies

MOST_SECONDS = 3.0
"""Of a processor, for one answer."""
OK, FOUND, NOT_BY_GET, FAULT = 200, 302, 405, 500
URLENCODED, PARTS = "application/x-www-form-urlencoded", f"multipart/form-data; boundary={BOUNDARY.decode()}"
LEFT_OUT = ("api/", "static", "health/")
"""The API has a target of its own; a node without its processes says that it is not well."""
SHOWN_ONCE = ("/tokens/make/", "/officers/add/", "/recovery-codes/", "/recovery/")
"""What these made is on the answer itself, and on no page after it."""
KEPT_FOR_ITSELF = (
    "access_audit",
    "access_read",
    "django_session",
    "django_tasks",
    "axes_",
    "usersessions",
    "node_cache",
)
"""Tables that a refused request may write to: logs, sessions, counts of attempts."""
USUAL_SECONDS = 300.0


@dataclass
class Asked:
    """What was asked and what was wrong.

    Attributes:
        requests: how many.
        pages: addresses that showed a page.
        forms: forms that were sent, by address and fields.
        wrong: each fault once, with the first request that met it.
    """

    requests: int = 0
    pages: set[str] = field(default_factory=set)
    forms: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)

    def send(self, client: "Client", method: str, address: str, body: bytes = b"", kind: str = URLENCODED) -> Any:  # noqa: ANN401  (the client's answers)
        """Ask once, and note what is wrong; the answer, or nothing."""
        self.requests += 1
        begun, label = time.process_time(), f"{method} {address[:200]} {body[:300]!r}"
        try:
            answer: Any = client.generic(method, address, body, kind)
            if answer.streaming:
                b"".join(answer.streaming_content)
        except Exception as error:  # noqa: BLE001  (each would be a fault of the node)
            self.wrong.setdefault(f"{type(error).__name__} {place_of(error)}: {str(error)[:200]}", label)
            return None
        where = address.partition("?")[0]
        if answer.status_code >= FAULT:
            self.wrong.setdefault(f"answered {answer.status_code} at {where}", label)
        if (taken := time.process_time() - begun) > MOST_SECONDS:
            self.wrong.setdefault(f"slow at {where}", f"{taken:.1f} s: {label}")
        return answer


@contextmanager
def as_it_was(client: "Client") -> Iterator[None]:
    """What is written within is taken back, and so is what the browser was told to remember: both say who it is."""
    cookies = copy(client.cookies)
    try:
        with taken_back():
            yield
    finally:
        client.cookies = cookies


def play_page(client: "Client", asked: Asked, address: str, source: Random, rounds: int) -> None:
    """One page as one reader has it: spoilt queries, then each of its forms that was not sent yet."""
    with as_it_was(client):
        answer = asked.send(client, "GET", address)
    if answer is None:
        return
    is_page = answer.status_code == OK and "html" in answer.headers.get("Content-Type", "")
    found, names = forms_of(answer.content.decode("utf-8", "replace"), address) if is_page else ([], set())
    asked.pages |= {address} if is_page else set()
    for query in queries([*sorted(names), *source.sample(NAMES, 4)], source, rounds):
        with as_it_was(client):
            asked.send(client, "GET", f"{address.partition('?')[0]}?{query}")
    if answer.status_code == NOT_BY_GET:
        found = [Form(address, tuple((name, "text", "a") for name in source.sample(NAMES, 5)))]
    for form in found:
        label = (form.action, tuple(name for name, _, _ in form.fields))
        if label not in asked.forms and "sign-out" not in form.action:
            asked.forms.add(label)
            for pairs in bodies(form, source, rounds):
                with as_it_was(client):
                    play_form(client, asked, form, pairs)


def play_form(client: "Client", asked: Asked, form: Form, pairs: Sequence[tuple[str, bytes]]) -> None:
    """Send a form once, look that nothing is left of it if it was refused, and at where it leads if it was taken."""
    before = rows()
    body = in_parts(pairs, form.files) if form.files else encoded(pairs)
    answer = asked.send(client, "POST", form.action, body, PARTS if form.files else URLENCODED)
    if answer is None:
        return
    if answer.status_code == FOUND:
        asked.send(client, "GET", answer.headers["Location"])
    elif not form.action.endswith(SHOWN_ONCE) and (grown := {one for one, n in rows().items() if n != before[one]}):
        asked.wrong.setdefault(f"{answer.status_code} at {form.action} left {sorted(grown)}", repr(body[:300]))


def rows() -> Mapping[str, int]:
    """How many rows each table has that a refused request has no business in."""
    from django.db import connection  # noqa: PLC0415  (needs the settings)

    names = [one for one in connection.introspection.table_names() if not one.startswith(KEPT_FOR_ITSELF)]
    counts = " UNION ALL ".join(f"SELECT '{one}', (SELECT count(*) FROM \"{one}\")" for one in names)  # noqa: S608  (names of tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def play_cookies(asked: Asked, source: Random) -> None:
    """Cookies of every name that this node reads, in the quoted form in which a zero byte may stand."""
    from django.conf import settings  # noqa: PLC0415  (needs the settings)
    from django.test import Client  # noqa: PLC0415  (as above)

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"):
        for value in (
            '"\\000aaaaaaaaaaaaaaaa"',
            '"\\355\\240\\200aaaaaaaaaaaaa"',
            "x" * 3000,
            source.choice(ODD).hex(),
        ):
            for address in ("/", "/accounts/sign-in/"):
                client = Client(headers={"Cookie": f"{name}={value}"})
                with taken_back():
                    asked.send(client, "GET", address)
                    asked.send(client, "POST", address, b"login=a&password=b")


def addresses(world: "TwoAgencies") -> Iterator[str]:
    """Every address of a node, with things of the police in its places."""
    from django.urls import get_resolver  # noqa: PLC0415  (needs the settings)

    from tests.rules import test_access_decisions as table  # noqa: PLC0415  (as above)
    from tests.web.access import test_other_agency as places  # noqa: PLC0415  (as above)

    known: dict[str, str] = {**places.WORDS, **world.police, "code": world.police["member"]}
    for route, _name, _view in table.addresses(get_resolver().url_patterns):
        if route.startswith(LEFT_OUT):
            continue
        kept = (kinds for begins, kinds in places.KEPT if route.startswith(begins))
        there = (
            known if route.startswith(places.NOT_OF_THE_POLICE) else {**known, **things(next(kept, {}), world.police)}
        )
        yield "/" + places.PLACE.sub(lambda found, there=there: there.get(found[1], "a"), route)  # type: ignore[misc]  # (bound at once)


def things(kinds: Mapping[str, str], police: Mapping[str, str]) -> Mapping[str, str]:
    """What stands in the places of an address, by the places' names."""
    return {place: police[kind] for place, kind in kinds.items()}


def readers(world: "TwoAgencies") -> Mapping[str, "Client"]:
    """Who looks: officers of the police, of a desk abroad and of the prosecution, who runs the node, a stranger."""
    from django.test import Client  # noqa: PLC0415  (needs the settings)

    from tests.support.sign_in import signed_in  # noqa: PLC0415  (as above)

    people = world.abroad.desk.people
    few = {one: signed_in(people.officer(one), confirmed=True) for one in ("node_administrator", "overseer")}
    writer, supervisor, abroad = world.police_clients()
    return {"writer": writer, "supervisor": supervisor, "abroad": abroad, "prosecutor": world.prosecutor(), **few,
        "stranger": Client()}  # fmt: skip


def signed_out(met: Mapping[str, "Client"]) -> Iterator[str]:
    """Readers who would see the page of signing in from here on, which is no test of any other page."""
    for who, client in met.items():
        with as_it_was(client):
            if who != "stranger" and "sign-in" in client.get("/locked/").headers.get("Location", ""):
                yield who


def play(seconds: float | None) -> int:
    """The long form, on a database of its own; how many things were wrong."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import logging  # noqa: PLC0415  (settings are read when Django is loaded)

    import django  # noqa: PLC0415  (as above)
    import time_machine  # noqa: PLC0415  (as above)
    from django.db import connection  # noqa: PLC0415  (as above)
    from django.test.utils import setup_test_environment  # noqa: PLC0415  (as above)

    django.setup()
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, serialize=False)
    from samakki.entities.domain import gazetteer  # noqa: PLC0415  (as above)
    from tests.support.people import People  # noqa: PLC0415  (as above)
    from tests.support.shared import NOW  # noqa: PLC0415  (as above)
    from tests.support.two_agencies import both  # noqa: PLC0415  (as above)

    gazetteer.find("nowhere at all")  # loads the models of names: once for a process, and nobody's fault
    asked, told, begun, seed = Asked(), 0, time.monotonic(), 0
    until = begun + (USUAL_SECONDS if seconds is None else seconds)
    with time_machine.travel(NOW, tick=False):  # no session locks meanwhile
        world = both(People())
        while seed == 0 or time.monotonic() < until:
            play_cookies(asked, accidents(seed))
            asked.forms.clear()
            met = readers(world)
            for address in addresses(world):
                for client in met.values():
                    play_page(client, asked, address, accidents(f"{seed} {address}"), 1)
                asked.wrong |= {f"{who} is signed out after {address}": "" for who in signed_out(met)}
                for one in list(asked.wrong)[told:]:
                    print(f"  {one}\n    {asked.wrong[one]}", flush=True)
                told = len(asked.wrong)
                if time.monotonic() > until:
                    break
            print(tell(asked, begun), flush=True)
            seed += 1
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    return len(asked.wrong)


def tell(asked: Asked, begun: float) -> str:
    """How much was asked."""
    each = asked.requests / max(time.monotonic() - begun, 1)
    forms = f"{len(asked.pages)} pages {len(asked.forms)} forms"
    return f"pages             {asked.requests:>9} requests   {each:>7.1f}/s  {forms}"
