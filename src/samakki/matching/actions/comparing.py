"""Comparing entities with what the node holds: asked for when they are written, done in small portions by the worker.

Asking is a row in the transaction that wrote; no task stands for one entity, so an import of a hundred thousand rows
queues one piece of work. A portion and the rows that asked for it are one transaction: a worker that is killed leaves
whole portions behind, and the next one goes on.

Whoever is protected is taken out of every candidate in the transaction that protects them, not by the worker.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.entities.models import Entity
from samakki.matching.domain.blocking import NOT_COMPARED
from samakki.matching.domain.definition import Definition, shipped
from samakki.matching.domain.weighing import Reason, Weighed
from samakki.matching.models import Candidate, Compared
from samakki.matching.queries.finding import FAILED, Looked, look, model_version, node_rarity, of_this_node
from samakki.matching.queries.records import records_of

PORTION = 25
"""Entities of one transaction: on SQLite others wait for it to write."""
PAUSE_SECONDS = 0.02
CHUNK = 500
Goes = Callable[[], bool]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a comparing of everything is.

    Attributes:
        done: entities compared by this model.
        total: entities there are to compare.
    """

    done: int
    total: int


def ask(references: Sequence[str]) -> None:
    """Have entities compared with everything else soon; in the transaction that wrote them.

    Drafts, links and events are left out. Those that are protected now, or in a record that concerns somebody
    protected, are taken out of every candidate at once.
    """
    now = timezone.now()
    for some in _chunks(references):
        rows = Entity.objects.filter(reference__in=some).exclude(schema__in=NOT_COMPARED)
        # Her record is marked a moment later in the same transaction, so it counts as marked already.
        hidden = rows.filter(Q(is_protected=True) | Q(resource__is_protected=True))
        _take_out_of_records(hidden.values_list("resource_id", flat=True))
        _ask_for(rows.filter(source__is_draft=False).values_list("pk", flat=True), now)


def ask_for_all(definition: Definition | None = None) -> Progress:
    """Have every entity compared that was not compared by the present models, or for which that failed.

    Safe to call again: what was done is not asked for twice.
    """
    wanted = model_version(definition or shipped())
    now = timezone.now()
    last = 0
    while some := list(_comparable().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        last = some[-1]
        done = Compared.objects.filter(entity__in=some, model=wanted).values_list("entity_id", flat=True)
        waiting = Compared.objects.filter(entity__in=some, asked_at__isnull=False).values_list("entity_id", flat=True)
        with transaction.atomic():
            _ask_for(sorted(set(some) - set(done) - set(waiting)), now)
    return progress(definition)


def progress(definition: Definition | None = None) -> Progress:
    """How many entities were compared by the present models, of how many."""
    wanted = model_version(definition or shipped())
    total = _comparable().count()
    return Progress(Compared.objects.filter(model=wanted, asked_at__isnull=True).count(), total)


def is_waiting() -> bool:
    """Whether any entity waits to be compared."""
    return Compared.objects.filter(asked_at__isnull=False).exists()


def compare_waiting(goes_on: Goes, *, definition: Definition | None = None) -> int:
    """Compare what waits, portion by portion, the longest waiting first.

    Args:
        goes_on: asked before every portion; when it says no, the rest is left for later.
        definition: the model; the shipped one where left out.

    Returns:
        How many entities were compared.
    """
    model = of_this_node(definition or shipped())
    done = 0
    while goes_on():
        rows = Compared.objects.filter(asked_at__isnull=False).order_by("asked_at", "pk")
        some = list(rows[:PORTION])
        if not some:
            break
        _compare_portion(some, model)
        done += len(some)
        time.sleep(PAUSE_SECONDS)
    return done


def keep(pairs: Sequence[tuple[int, int, Weighed]], *, model: str) -> int:
    """Keep candidates that were found in another way, such as over the whole node at once; known pairs are renewed.

    Drafts and protected people are left out here, whoever calls.

    Args:
        pairs: numbers of two entities each, and what was found.
        model: versions by which it was.

    Returns:
        How many are kept.
    """
    kept = 0
    for start in range(0, len(pairs), CHUNK):
        some = pairs[start : start + CHUNK]
        with transaction.atomic():
            kept += len(_write(some, model))
    return kept


def _compare_portion(rows: Sequence[Compared], definition: Definition) -> None:
    held = records_of([row.entity_id for row in rows])
    rarity = node_rarity(definition)
    found: dict[int, Looked | None] = {}
    for row in rows:
        try:
            found[row.entity_id] = look(held[row.entity_id], definition, rarity) if row.entity_id in held else Looked()
        except Exception:
            # One entity that cannot be compared holds up nobody else; words of the error may name people, so they go
            # to the node's log, which leaves them out.
            log.exception("an entity was not compared", extra={"count": 1})
            found[row.entity_id] = None
    with transaction.atomic():
        _renew(rows, found, model_version(definition))


def _renew(rows: Sequence[Compared], found: dict[int, Looked | None], model: str) -> None:
    numbers = [row.entity_id for row in rows]
    Candidate.objects.filter(Q(first__in=numbers) | Q(second__in=numbers)).exclude(pk__in=_still(found)).delete()
    _write([(pk, pair.other, pair.weighed) for pk, one in found.items() if one for pair in one.pairs], model)
    for row in rows:
        one = found[row.entity_id]
        # What was asked for again meanwhile stays asked for: it is another moment then.
        Compared.objects.filter(pk=row.pk, asked_at=row.asked_at).update(
            asked_at=None, model=FAILED if one is None else model, is_cut=one is not None and one.is_cut
        )


def _still(found: dict[int, Looked | None]) -> list[int]:
    """Candidates that were found again: they keep the moment they were found at."""
    pairs = {frozenset((pk, pair.other)) for pk, one in found.items() if one for pair in one.pairs}
    rows = Candidate.objects.filter(Q(first__in=list(found)) | Q(second__in=list(found)))
    return [pk for pk, first, second in rows.values_list("pk", "first_id", "second_id") if {first, second} in pairs]


def _write(pairs: Sequence[tuple[int, int, Weighed]], model: str) -> list[Candidate]:
    """Write candidates of open entities. Their rows are held, so nobody is protected between the look and the write."""
    numbers = sorted({number for first, second, _ in pairs for number in (first, second)})
    held = Entity.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    is_open = Q(is_protected=False, resource__is_protected=False, source__is_draft=False)
    references = dict(held.filter(is_open).values_list("pk", "reference"))
    now = timezone.now()
    rows = {}
    for one, other, weighed in pairs:
        if one in references and other in references and one != other:
            first, second = sorted((one, other), key=lambda pk: references[pk])
            rows[first, second] = Candidate(
                first_id=first,
                second_id=second,
                weight=weighed.weight,
                model=model,
                reasons=[_kept(reason) for reason in weighed.reasons],
                found_at=now,
            )
    return Candidate.objects.bulk_create(
        rows.values(),
        batch_size=100,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["weight", "model", "reasons"],
    )


def _kept(reason: Reason) -> list[str | float | None]:
    rarity = None if reason.rarity is None else float(f"{reason.rarity:.3g}")
    return [reason.comparison, reason.level, round(reason.weight, 2), rarity]


def _ask_for(numbers: Iterable[int], now: datetime) -> None:
    rows = [Compared(entity_id=pk, asked_at=now) for pk in numbers]
    Compared.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, unique_fields=["entity"], update_fields=["asked_at"]
    )


def _take_out_of_records(records: Iterable[int]) -> None:
    listed = sorted(set(records))
    if listed:
        wanted = Q(first__resource__in=listed) | Q(second__resource__in=listed)
        Candidate.objects.filter(wanted).delete()


def _comparable() -> QuerySet[Entity]:
    return Entity.objects.filter(source__is_draft=False).exclude(schema__in=NOT_COMPARED)


def _chunks(references: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(references), CHUNK):
        yield references[start : start + CHUNK]
