"""Gives one thing of a protected person back to work: a custodian's act, since it may tell who she is.

The recruiter's telephone that was taken for hers is needed by the case. Her names, and everything else that is hers
alone, stay behind the code.
"""

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.actions.sealing_originals import digest, keyring
from samakki.entities.actions.unprotecting import Cell, Undone, protection_of, restore, to_undo
from samakki.entities.actions.writing import refresh, tell
from samakki.entities.domain.protection import UndoReason
from samakki.entities.domain.things import ALWAYS, OWN, Belongs
from samakki.entities.models import (
    Entity,
    Place,
    ProtectedCode,
    ProtectedRecord,
    ProtectedThing,
    SealedOriginal,
    Statement,
)
from samakki.entities.queries.things import COLUMN, TABLE
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import seal_text

NOT_FOUND = Refusal("not-found")
NO_TEXTS = ("entities.StoredFile", "entities.ImportKey")  # never rewritten word by word


def release_thing(*, by: Officer, code: str, thing: str, reason: UndoReason) -> Undone:
    """Let a thing of a protected person be read again as it was, because it is not hers alone.

    Args:
        by: a custodian of the desk that owns her identity.
        code: hers.
        thing: its key.
        reason: a code; the log keeps it.

    Raises:
        Refused: what `undo_protection` refuses; "not-found" for a thing that is not behind this code.
    """
    with transaction.atomic():
        kept, reasons = to_undo(by, code)
        row = ProtectedThing.objects.filter(code=kept, key=thing, belongs=Belongs.HERS.value).first() if kept else None
        if not reasons and row is None:
            reasons = (NOT_FOUND,)
        if kept is not None and row is not None and not reasons:
            undone = _release(by, kept, row)
            facts = {"record": kept.code, "reason": reason.value, "count": undone.texts, "size": undone.kept}
            audit.record(by, "release_thing", row.entity, facts=facts)
            return undone
    raise logged_refusal(by, "release_thing", code, reasons)


def _release(by: Officer, kept: ProtectedCode, row: ProtectedThing) -> Undone:
    own = _own_cells(kept, row)
    row.belongs, row.decided_at, row.decided_by = Belongs.SHARED.value, timezone.now(), by.code
    name = f"{kept.code}:{row.key}"
    row.values_sealed = seal_text(json.dumps([]), keyring=keyring(), table=TABLE, row=name, column=COLUMN)
    row.save(update_fields=["belongs", "decided_at", "decided_by", "values_sealed"])
    ring, again = keyring(), protection_of(kept)
    texts = sum(restore(cell, kept, ring) for cell in own)
    others = [cell for cell in _texts(kept) if cell not in own]
    texts += sum(restore(cell, kept, ring, again=again) for cell in others)
    Entity.objects.filter(reference=row.key).update(is_protected=False, protected_code="")
    changed = list(Entity.objects.filter(reference__in=_entities([*own, *others]) | {row.entity}))
    refresh(changed)
    tell([one.reference for one in changed])
    records = frozenset(ProtectedRecord.objects.filter(code=kept).values_list("reference", flat=True))
    for part in registries.protections.values():
        if part.reindex:
            part.reindex(records)
    return Undone(texts, len(own) + len(others) - texts)


def _own_cells(kept: ProtectedCode, row: ProtectedThing) -> list[Cell]:
    """Where the thing itself says what it says; of a thing also its place and its sketches."""
    statements = Statement.objects.filter(pk__in=row.statements)
    if row.key == row.entity:
        statements = Statement.objects.filter(entity__reference=row.entity)
    wanted = {("entities.Statement", str(pk)) for pk in statements.values_list("pk", flat=True)}
    if row.key == row.entity:
        places = Place.objects.filter(entity__reference=row.entity).values_list("pk", flat=True)
        wanted |= {("entities.Place", str(pk)) for pk in places}
    return [cell for cell in _cells(kept) if cell[:2] in wanted]


def _texts(kept: ProtectedCode) -> list[Cell]:
    """Texts in which the code stands for a part.

    Where it stands for everything there is a name or another thing; and what is hers without a question, such as the
    day she was born, is no text in which words were replaced.
    """
    nothing = [digest(one) for one in (kept.code, "", "null")]
    rows = SealedOriginal.objects.filter(code=kept).exclude(written__in=nothing).exclude(kind__in=NO_TEXTS)
    cells = set(rows.exclude(column="original_bytes").values_list("kind", "row", "column"))
    always = Statement.objects.filter(prop__in=[*ALWAYS, *(f"{OWN}{prop}" for prop in ALWAYS)])
    hers = set(always.filter(entity__protected_code=kept.code).values_list("pk", flat=True))
    cells -= {cell for cell in cells if cell[0] == "entities.Statement" and int(cell[1]) in hers}
    return [cell for cell in _cells(kept) if cell in cells]


def _cells(kept: ProtectedCode) -> Sequence[Cell]:
    found = SealedOriginal.objects.filter(code=kept).values_list("kind", "row", "column").order_by("pk")
    return list(dict.fromkeys(found))


def _entities(cells: Sequence[Cell]) -> set[str]:
    numbers = [row for label, row, _column in cells if label == "entities.Statement"]
    return set(Statement.objects.filter(pk__in=numbers).values_list("entity__reference", flat=True))
