"""Asks a node full of an invented crowd what officers ask, and what a scan of the same rows costs. Nothing is written.

The mix is drawn from the crowd itself, with a fixed seed, by `queries`: see ``docs/explanation/search.md``.
"""

import json
import resource
import time
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection

from samakki.access.models import Officer
from samakki.demo.crowd import crowd, name
from samakki.demo.crowd_names import COUNTRIES
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.models import SearchEntry
from samakki.entities.queries.search import PAGE, search
from samakki.entities.queries.search.finding import visible_to
from tools.bench.figure import percentile

COMMON = (  # noqa: SIM905  (a list of words reads best as text)
    "សុខ ចាន់ ដា សុ Sok Chan Nguyen Nguyễn Van Tran สม ชาย พร ศรี Somchai chai 王 小 Wang Li အောင် မောင် Aung Khin Islam "
    "ইসলাম Mohammad ບຸນ ທອງ Boun Santos Ma Manpower ang 855 66 LINE Guesthouse ផ្ទះ บ้าน"
).split()
SEED = 7
SCANNED = 12  # queries that the peer is asked; each reads every row
DIGITS = 5  # last ones of a telephone number that are changed for one that nobody holds
ROUNDS = 60
REPEATS = 5
AT_ONCE = 900  # parameters of one statement


def measure(entities: int, each: int) -> dict[str, object]:
    """Everything that is measured on one node.

    Args:
        entities: how many the crowd has.
        each: queries of each class.
    """
    by = Officer.objects.get(username="invented.03")
    visible = visible_to(by, SearchFilters())
    mix = queries(entities, each)
    for text in ("Dara", "ដារ៉ា", "012 345 678"):
        search(by=by, text=text, filters=SearchFilters())  # models of names are loaded once a process
    took: dict[str, list[float]] = {kind: [] for kind, _ in mix}
    begun = time.process_time()
    for kind, text in mix:
        took[kind].append(timed(partial(search, by=by, text=text, filters=SearchFilters())))
    processor = (time.process_time() - begun) / len(mix) * 1_000
    took["all"] = [one for some in took.values() for one in some]
    texts = [text for kind, text in mix if kind != "rare"][:SCANNED]
    hidden, missing = hidden_and_missing(by, visible)
    return {
        "share": share(visible),
        "p50": {kind: percentile(some, 0.5) for kind, some in took.items()},
        "p95": {kind: percentile(some, 0.95) for kind, some in took.items()},
        "scan": percentile([timed(partial(scan, text, visible)) for text in texts], 0.5),
        "least": percentile([timed(read_page) for _ in range(ROUNDS)], 0.5),
        "hidden": hidden,
        "missing": missing,
        "processor": processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": disk(),
    }


def queries(entities: int, each: int) -> list[tuple[str, str]]:
    """The mix: kind and text, shuffled."""
    rng = Random(SEED)  # noqa: S311  (chooses queries, not keys)
    common = list(COMMON)
    rng.shuffle(common)
    rare = []
    for source in crowd(min(entities, 40 * each), seed=1):
        rare += [one.as_written or one.value for entity in source.entities for one in entity.statements
                 if one.prop in {"number", "registrationNumber", "accountNumber", "username"}]  # fmt: skip
    people = [name(rng, rng.choice(COUNTRIES))[0] for _ in range(2 * each)]
    found = [("common", text) for text in common[:each]]
    found += [("rare", text) for text in rng.sample(rare, each)]
    found += [("two-part", rng.choice(person)) for person in people[:each]]
    # What somebody types who knows the name by ear: Latin letters, whatever the record holds.
    found += [("other-spelling", latin.replace("ph", "p").replace("ou", "u")) for _, latin in people[each:]]
    rng.shuffle(found)
    return found


def scan(text: str, visible: Collection[int]) -> None:
    """The same by reading every row that is open: what a search without an index does."""
    if connection.vendor == "postgresql":
        condition = "title ILIKE %s AND resource_id = ANY(%s::bigint[])"
        ids = f"{{{','.join(map(str, sorted(visible)))}}}"
    else:
        condition, ids = (
            "title LIKE %s AND +resource_id IN (SELECT value FROM json_each(%s))",
            json.dumps(sorted(visible)),
        )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM entities_searchentry WHERE {condition} ORDER BY id DESC LIMIT 1001",  # noqa: S608  (constants)
            [f"%{text}%", ids],
        )
        cursor.fetchall()


def share(visible: Collection[int]) -> float:
    """Share of the rows that the officer may see."""
    ids = sorted(visible)
    some = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return sum(SearchEntry.objects.filter(resource_id__in=part).count() for part in some) / SearchEntry.objects.count()


def read_page() -> None:
    """Read as many rows as a page shows by their numbers: no search answers sooner."""
    last = SearchEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    list(SearchEntry.objects.defer("tokens").in_bulk([last - 7 * place for place in range(PAGE)]))


def hidden_and_missing(by: Officer, visible: Collection[int]) -> tuple[float, float]:
    """Median time of a search for something that only others may see, and for something that nobody holds.

    Each is looked for several times in turns and counts with its shortest time, as for somebody who asks often.
    """
    phones = SearchEntry.objects.filter(type="phone").order_by("pk").values_list("title", "resource_id")
    others = [title for title, record in phones[: 4 * ROUNDS] if record not in visible][:ROUNDS]
    times: Mapping[str, list[float]] = {"hidden": [], "missing": []}
    rng = Random(SEED)  # noqa: S311  (invents numbers, not keys)
    for place, phone in enumerate(others):
        # As long and as varied as a number that exists: one that looked odd would cost less for that alone.
        nobody = phone
        while SearchEntry.objects.filter(type="phone", title=nobody).exists():
            nobody = f"{phone[:-DIGITS]}{rng.randrange(10**DIGITS):0{DIGITS}}"
        both = [("hidden", phone), ("missing", nobody)]
        took: Mapping[str, list[float]] = {"hidden": [], "missing": []}
        for turn in range(REPEATS):
            for kind, text in both if (place + turn) % 2 else reversed(both):
                took[kind].append(timed(partial(search, by=by, text=text, filters=SearchFilters())))
        for kind, some in took.items():
            times[kind].append(min(some))
    return percentile(times["hidden"], 0.5), percentile(times["missing"], 0.5)


def disk() -> float:
    """Megabytes of the whole database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0]) / 1e6
    return Path(settings.DATABASES["default"]["NAME"]).stat().st_size / 1e6


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000
