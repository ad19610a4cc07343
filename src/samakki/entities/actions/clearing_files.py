"""Deletes the content of stored files that must go. What is evidence, or held for another reason, never does.

The row stays: reference, digest, when it came and when it went. The content was sealed; its bytes are given back to the
disk and not written over, since neither a file system nor a flash drive would promise to.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ForeignObjectRel, Q
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain.clearing import ABANDONED, DRAFTS_KEPT, MAY_GO, UNDER_WAY, ClearReason, Going
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import Import, StoredFile
from samakki.entities.queries.files import path_of

OWN_ROW = "entities.Import"


def files_to_clear() -> tuple[Going, ...]:
    """What would go now, by reference."""
    wanted = dict(_wanted())
    rows = StoredFile.objects.filter(reference__in=wanted, cleared_at=None, kind__in=[one.value for one in MAY_GO])
    held = _held(rows)
    found = [Going(row.reference, wanted[row.reference], row.size) for row in rows if row.reference not in held]
    return (*sorted(found, key=lambda one: one.reference), *_without_row())


def clear_files(*, by: Officer | str) -> tuple[Going, ...]:
    """Delete what must go, each file in a transaction of its own, and return what went.

    Args:
        by: who clears; "console" or "node" for the node itself.
    """
    return tuple(one for one in files_to_clear() if _clear(by, one))


def _clear(by: Officer | str, going: Going) -> bool:
    if going.reason is ClearReason.NO_RECORD:
        path_of(going.reference).unlink(missing_ok=True)
        audit.record(by, "clear_file", facts={"reason": going.reason.value, "size": going.size})
        return True
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(reference=going.reference, cleared_at=None).first()
        if row is None or _held([row]):
            return False  # somebody made it an exhibit in this very moment
        row.cleared_at, row.cleared_reason, row.name_sealed = timezone.now(), going.reason.value, None
        row.save(update_fields=["cleared_at", "cleared_reason", "name_sealed"])
        Import.objects.filter(file=row).update(state=ImportState.UNDONE.value)  # there is nothing left to go on with
        facts = {"reason": going.reason.value, "digest": row.sha256, "size": row.size}
        audit.record(by, "clear_file", row.reference, facts=facts)
        path = path_of(row.stored_as)
        # Only then: a row without its content would be a fault, a content without its row goes the next time.
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return True


def _wanted() -> Iterator[tuple[str, ClearReason]]:
    before = timezone.now() - DRAFTS_KEPT
    old = Import.objects.filter(changed_at__lt=before).select_related("file")
    for row in old.filter(state=ImportState.UNDONE.value):
        if not row.counts.get("was_accepted"):  # of an accepted one somebody may still have to answer for a value
            yield row.file.reference, ClearReason.IMPORT_UNDONE
    for row in old.filter(state__in=[one.value for one in ABANDONED]):
        yield row.file.reference, ClearReason.UPLOAD_ABANDONED
    for wants in registries.files_to_clear.values():
        for reference in wants():
            yield reference, ClearReason.REPORT_DESTROYED


def _held(rows: Iterable[StoredFile]) -> frozenset[str]:
    """Those of some files that some other row of any table rests on."""
    found = list(rows)
    keys = {row.pk: row.reference for row in found}
    held: set[str] = set()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            others = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": list(keys)})
            if relation.related_model._meta.label == OWN_ROW:
                gone = Q(state__in=[ImportState.UNDONE.value, *(one.value for one in ABANDONED)])
                others = others.exclude(gone)
            held |= {keys[pk] for pk in others.values_list(relation.field.attname, flat=True)}
    references: Sequence[str] = list(keys.values())
    return frozenset(held) | {one for holds in registries.file_holds.values() for one in holds(references)}


def _without_row() -> Iterator[Going]:
    known = set(StoredFile.objects.filter(cleared_at=None).values_list("stored_as", flat=True))
    before = time.time() - UNDER_WAY.total_seconds()
    for path in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/" + "[0-9a-f]" * 32)):
        about = path.stat()
        if path.name not in known and about.st_mtime < before:
            yield Going(path.name, ClearReason.NO_RECORD, about.st_size)
