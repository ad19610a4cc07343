"""Writes the search index anew, in portions, while the node serves; what was interrupted goes on where it stopped.

Each portion is a transaction of its own and locks what it reads first, so that nobody who is protected in between
comes back into the index with her name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import OperationalError, transaction
from django.utils import timezone

from samakki.entities.actions.indexing import CHUNK, ENTITY, forget_gone, index_entities, write_anew
from samakki.entities.domain.search_version import WANTED
from samakki.entities.models import Entity, SearchEntry, SearchIndex, SearchName

NAMES = 5_000  # rows of the list of names that one portion takes out
TRIES = 5  # a portion that met another writer's lock is done again


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild has come."""

    written: int
    total: int


def rebuild_index() -> int:
    """Write every row anew; returns how many there are now."""
    for _progress in rebuild_in_portions():
        pass
    return SearchEntry.objects.count()


def rebuild_in_portions(*, anew: bool = False) -> Iterator[Progress]:
    """Write the index anew: entities from their statements, other records from what was indexed of them.

    Args:
        anew: begin at the beginning, even where an earlier rebuild was interrupted.

    Yields:
        How far it has come, after each portion.
    """
    _begin(anew=anew)
    while (progress := _portion_again()) is not None:
        yield progress


def _begin(*, anew: bool) -> None:
    with transaction.atomic():
        row = _row()
        is_ours = (row.new_tokens_version, row.new_keys_version) == (WANTED.tokens, WANTED.keys)
        if row.step and is_ours and not anew:
            return
        row.new_tokens_version, row.new_keys_version = WANTED.tokens, WANTED.keys
        row.step, row.last, row.written = "names", 0, 0
        row.total = Entity.objects.count() + SearchEntry.objects.exclude(kind=ENTITY).count()
        row.started_at, row.done_at = timezone.now(), None
        row.save()


def _row() -> SearchIndex:
    row = SearchIndex.objects.select_for_update().order_by("pk").first()
    return row or SearchIndex(tokens_version=0, keys_version=0)


def _portion_again() -> Progress | None:
    for _try in range(TRIES - 1):
        try:
            return _portion()
        except OperationalError:  # two waited for each other, and this one was told to stop
            continue
    return _portion()


def _portion() -> Progress | None:
    """Do one portion; None once everything is done."""
    with transaction.atomic():
        row = _row()
        if not row.step:
            return None
        done = _STEPS[row.step](row)
        if done:
            following = list(_STEPS)[list(_STEPS).index(row.step) + 1 :]
            row.step, row.last = (following[0] if following else ""), 0
        if not row.step:
            row.tokens_version, row.keys_version = row.new_tokens_version or 0, row.new_keys_version or 0
            row.new_tokens_version = row.new_keys_version = None
            row.done_at = timezone.now()
        row.save()
        return Progress(row.written, row.total)


def _drop_names(_row: SearchIndex) -> bool:
    """Names whose keys are of another version would never be written anew: they are known already."""
    some = list(SearchName.objects.order_by("pk").values_list("pk", flat=True)[:NAMES])
    SearchName.objects.filter(pk__in=some).delete()
    return len(some) < NAMES


def _write_entities(row: SearchIndex) -> bool:
    locked = Entity.objects.select_for_update().filter(pk__gt=row.last).order_by("pk")
    some = list(locked.values_list("pk", "reference")[:CHUNK])
    index_entities([reference for _pk, reference in some])
    return _go_on(row, [pk for pk, _reference in some])


def _write_others(row: SearchIndex) -> bool:
    others = SearchEntry.objects.select_for_update().exclude(kind=ENTITY).defer("tokens")
    some = list(others.filter(pk__gt=row.last).order_by("pk")[:CHUNK])
    write_anew(some)
    return _go_on(row, [one.pk for one in some])


def _forget(_row: SearchIndex) -> bool:
    forget_gone()
    return True


def _go_on(row: SearchIndex, numbers: list[int]) -> bool:
    row.last, row.written = (numbers[-1] if numbers else row.last), row.written + len(numbers)
    return len(numbers) < CHUNK


_STEPS: dict[str, Callable[[SearchIndex], bool]] = {
    "names": _drop_names,
    "entities": _write_entities,
    "others": _write_others,
    "forgotten": _forget,
}
