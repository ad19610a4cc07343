"""Moves the entities of a draft to the record they will belong to, portion by portion; last it stops being a draft."""

from collections.abc import Callable

from django.db import transaction

from samakki.access.models import Resource
from samakki.entities.actions.writing import tell
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import Entity, Import, Source

PORTION = 500


def rehome(row: Import, goes_on: Callable[[], bool]) -> bool:
    """Move what is left to move. Returns whether all of it is done.

    Until the last portion the source stays a draft, so nobody else sees half of it.
    """
    target = Resource.objects.get(reference=row.counts["record"])
    last = row.rows_done
    while goes_on():
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=row.pk)
            if held.state != ImportState.ACCEPTING.value:
                return False
            some = list(Entity.objects.filter(source=row.source_id, pk__gt=last).order_by("pk")[:PORTION])
            if not some:
                Source.objects.filter(pk=row.source_id).update(resource=target, is_draft=False)
                break
            last = some[-1].pk
            Entity.objects.filter(pk__in=[one.pk for one in some]).update(resource=target)
            tell([one.reference for one in some])
            held.rows_done = last
            held.save(update_fields=["rows_done"])
    else:
        return False
    return _told_again(row)


def _told_again(row: Import) -> bool:
    """What rests on entities may have left drafts out: it is told once more, now that this is none."""
    last = 0
    while some := list(Entity.objects.filter(source=row.source_id, pk__gt=last).order_by("pk")[:PORTION]):
        last = some[-1].pk
        with transaction.atomic():
            tell([one.reference for one in some])
    return True
