"""Writes people into a node full of an invented crowd, has them compared, and opens their lists of possible matches.

Each person written is somebody of the crowd again, told by another source: another spelling where the crowd knows one,
a year instead of a day of birth. So it is known which record ought to be found.
"""

import resource
import time
from collections.abc import Callable
from functools import partial
from random import Random

from django.db import transaction
from django.template.loader import render_to_string
from django.test import RequestFactory

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.seeing import seen
from samakki.matching.actions import comparing
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries.candidates import possible_matches
from samakki.matching.queries.records import records_of
from samakki.matching.web.panel import same_as
from samakki.matching.web.possible import ON_PAGE, context_of
from samakki.names import romanise
from tools.bench.figure import percentile

SEED = 7
WARM = 10


def measure(each: int) -> dict[str, object]:
    """Everything that is measured on one node.

    Args:
        each: people.
    """
    comparing.PAUSE_SECONDS = 0  # the worker's politeness is no part of what is measured
    by = Officer.objects.get(username="invented.03")
    rng = Random(SEED)  # noqa: S311  (chooses people, not keys)
    numbers = list(Entity.objects.filter(seen(by), schema="Person").order_by("pk").values_list("pk", flat=True))
    chosen = rng.sample(numbers, min(len(numbers), each + WARM))
    saves: list[float] = []
    compares: list[float] = []
    written: list[tuple[str, int]] = []
    worked = 0.0
    for place, pk in enumerate(chosen):
        again = told_again(pk)
        if again is None:
            continue
        reference: list[str] = []
        saved = timed(lambda: reference.append(write(by, again)))  # noqa: B023  (called at once)
        begun = time.process_time()
        compared = timed(partial(comparing.compare_waiting, iter([True, False]).__next__))
        if place >= WARM:  # models of names are loaded once a process
            saves.append(saved)
            compares.append(compared)
            written.append((reference[0], pk))
            worked += time.process_time() - begun
    draw(by, written[0][0])  # templates are read once a process
    request = RequestFactory().get("/")
    request.user = by
    begun = time.process_time()
    opens = [timed(partial(draw, by, reference)) for reference, _ in written]
    drawn = time.process_time() - begun
    panel = [timed(partial(same_as, request, reference)) for reference, _ in written]
    pks = dict(Entity.objects.filter(reference__in=[one for one, _ in written]).values_list("reference", "pk"))
    found = [set(partners(pks[reference])) for reference, _ in written]
    least = [
        timed(partial(records_of, [pks[reference], *some])) for (reference, _), some in zip(written, found, strict=True)
    ]
    return {
        "opens": spread(opens),
        "panel": spread(panel),
        "saves": spread(saves),
        "compares": spread(compares),
        "whole": spread([sum(both) for both in zip(saves, compares, strict=True)]),
        "least": percentile(least, 0.5),
        "processor": {"compares": worked / len(written) * 1_000, "opens": drawn / len(written) * 1_000},
        "found": sum(map(len, found)) / len(found),
        "right": sum(pk in some for (_, pk), some in zip(written, found, strict=True)) / len(found),
        "cut": Compared.objects.filter(entity__in=pks.values(), is_cut=True).count() / len(found),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def told_again(pk: int) -> NewEntity | None:
    """Somebody as another source would tell of them: in Latin letters, and by the year; None without a name."""
    said = Statement.objects.filter(entity=pk, withdrawn_at__isnull=True).order_by("pk")
    rows = list(said.values_list("prop", "value", "language"))
    names = [(value, language) for prop, value, language in rows if prop in {"alias", "name"}]
    if not names:
        return None
    text, language = names[-1]
    latin = romanise(text, language) or text
    others = [NewStatement(prop, value[:4]) for prop, value, _ in rows if prop == "birthDate"]
    others += [NewStatement(prop, value) for prop, value, _ in rows if prop == "gender"]
    return NewEntity("Person", (NewStatement("name", latin), *others))


def write(by: Officer, entity: NewEntity) -> str:
    """Write a person as an officer's report would, in one transaction with its record."""
    reference = access.new_record_reference("R")
    new = access.NewRecord(reference, "entities", Compartment.INTELLIGENCE)
    with transaction.atomic():
        access.register_resource(by=by, record=new, purpose=Purpose.INVESTIGATE_TRAFFICKING, basis=Basis.TEAM)
        entities.open_source(by=by, reference=reference, kind=SourceKind.REPORT, resource_reference=reference)
        (written,) = entities.write_entities(by=by, source=reference, entities=[entity])
    return str(written)


def draw(by: Officer, reference: str) -> str:
    """The list of possible matches in words, without the frame of the page."""
    found = possible_matches(by, reference, most=ON_PAGE)
    assert found is not None  # noqa: S101  (it was written a moment ago by the same officer)
    return render_to_string("matching/possible_list.html", {**context_of(found), "level": 2})


def partners(pk: int) -> list[int]:
    """Those it was put beside."""
    rows = Candidate.objects.filter(first=pk).values_list("second_id", flat=True)
    return [*rows, *Candidate.objects.filter(second=pk).values_list("first_id", flat=True)]


def spread(times: list[float]) -> dict[str, float]:
    """Half and 95 in 100 of them."""
    return {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95)}


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of an act."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000
