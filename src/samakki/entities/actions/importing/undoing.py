"""Undoing a whole import with one act."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import CASCADE, ForeignObjectRel, QuerySet

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.actions.importing.moving import begin, import_to_move, move
from samakki.entities.actions.importing.queue import queue_work
from samakki.entities.domain.importing.states import TRANSITIONS, WORKING, Act, ImportState
from samakki.entities.models import Entity, Import, Statement
from samakki.kernel.refusals import Refusal

MOST_NAMED = 5
OWN_TABLES = frozenset({"entities.Statement", "entities.Place", "entities.ImportKey", "entities.ImportLater"})


def undo_import(*, by: Officer, reference: str) -> None:
    """Take back everything an import brought. The file itself stays, sealed as it came.

    A draft is removed with a receipt. Of an accepted import every statement is withdrawn, as long as nothing that was
    made since rests on it.

    Raises:
        Refused: "not-found"; "import-not-now"; "import-pointed-at", or what `registries.pointing` has for what
            rests on its entities.
    """
    with transaction.atomic():
        row, reasons = import_to_move(by, reference, Act.UNDO)
        if row is not None and not reasons:
            reasons = tuple(sorted(_held(row), key=lambda one: one.code))
        if row is not None and not reasons:
            after = TRANSITIONS[ImportState(row.state), Act.UNDO]
            was_accepted = row.state == ImportState.ACCEPTED.value
            row.counts = {**row.counts, "was_accepted": was_accepted}
            audit.record(by, "undo_import", reference, facts={"count": row.entities_done})
            if after in WORKING:
                begin(row, Act.UNDO)
                queue_work(reference)
            else:
                move(row, Act.UNDO)
            return
    raise logged_refusal(by, "undo_import", reference, reasons)


def _held(row: Import) -> list[Refusal]:
    return [held(len(named), ", ".join(sorted(named)[:MOST_NAMED])) for held, named in _resting(row).items() if named]


def _resting(row: Import) -> dict[registries.Because, set[str]]:
    """References of what names entities of an import and is not part of it, by the refusal that they give."""
    found: dict[registries.Because, set[str]] = {registries.pointed_at: set(_pointing(row))}
    own = Entity.objects.filter(source=row.source_id)
    references = list(own.values_list("reference", flat=True))
    for start in range(0, len(references), 500):
        for one in registries.pointing.values():
            found.setdefault(one.held, set()).update(one.points(references[start : start + 500]))
    return found


def _pointing(row: Import) -> Iterator[str]:
    own = Entity.objects.filter(source=row.source_id)
    others = Statement.objects.filter(target__source=row.source_id, withdrawn_at__isnull=True).exclude(
        entity__source=row.source_id
    )
    yield from others.values_list("entity__reference", flat=True)[:MOST_NAMED]
    if row.state == ImportState.ACCEPTED.value:
        # A value that somebody added since is work that would be lost.
        added = Statement.objects.filter(
            entity__source=row.source_id, withdrawn_at__isnull=True, created_at__gt=row.changed_at
        )
        yield from added.values_list("entity__reference", flat=True)[:MOST_NAMED]
    yield from _rows_of_others(own)


def _rows_of_others(own: QuerySet[Entity]) -> Iterator[str]:
    """Rows of other tables that hold an entity, of which no subject says whether they still count."""
    answered = {label for one in registries.pointing.values() for label in one.tables}
    for relation in Entity._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.on_delete is CASCADE:
            continue  # what goes with an entity by itself was worked out from it, and is no work of anybody
        model = relation.related_model
        label = model._meta.label
        if label in OWN_TABLES | answered or "search" in label.lower() or "index" in label.lower():
            continue
        for found in model._default_manager.filter(**{f"{relation.field.name}__in": own})[:MOST_NAMED]:
            yield str(getattr(found, "reference", "") or label)
