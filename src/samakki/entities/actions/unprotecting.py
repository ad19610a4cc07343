"""Taking a protection back: a custodian's act with a reason, over everything that carries the code.

Of one text several people may have been protected. Then what was sealed of it stands in a chain, and one link is taken
out: the names that come back are replaced by the codes of the others before anybody can read them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_duty
from samakki.access.domain.vocabulary import Duty, Surface
from samakki.access.models import Officer, Resource
from samakki.access.queries import roles
from samakki.access.queries.records import standing
from samakki.entities import registries
from samakki.entities.actions.protecting_things import numbers
from samakki.entities.actions.sealing_originals import COLUMN, TABLE, as_bytes, digest, keyring, rewritten, stored
from samakki.entities.actions.writing import refresh, tell
from samakki.entities.domain.protection import Protection, UndoReason, refusals_to_undo
from samakki.entities.models import Entity, ProtectedCode, ProtectedRecord, SealedOriginal, Statement
from samakki.entities.queries.protection import spellings_of
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import open_field, seal_field
from samakki.sealing.keyring import Keyring

Cell = tuple[str, str, str]
"""Model label, row and column."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came back.

    Attributes:
        texts: that hold what they held before.
        kept: texts that somebody changed since; they keep the code, and their originals stay sealed.
    """

    texts: int
    kept: int


def undo_protection(*, by: Officer, code: str, reason: UndoReason) -> Undone:
    """Give back what stood where a code stands.

    Args:
        by: a custodian of the desk that owns the identity. They do not read it, and what comes back is read by those
            who may read the records it comes back to.
        code: "P-7K3QX".
        reason: a code; the log keeps it.

    Raises:
        Refused: "duty-not-held"; "not-found", for a code of another desk and for none alike; "protect-undone-already".
    """
    with transaction.atomic():
        kept, reasons = to_undo(by, code)
        if kept is not None and not reasons:
            undone = _give_back(kept)
            kept.undone_at, kept.undone_by, kept.undone_reason = timezone.now(), by.code, reason.value
            kept.save(update_fields=["undone_at", "undone_by", "undone_reason"])
            facts = {"reason": reason.value, "count": undone.texts, "size": undone.kept}
            audit.record(by, "undo_protection", code, facts=facts)
            return undone
    raise logged_refusal(by, "undo_protection", code, reasons)


def to_undo(by: Officer, code: str) -> tuple[ProtectedCode | None, Sequence[Refusal]]:
    """A code, held until the transaction ends, and why the officer cannot take anything of it back."""
    kept = ProtectedCode.objects.select_for_update().filter(code=code.replace("\0", " ")).first()
    seen = standing(by, code)
    decision = seen.decide(purpose=None, surface=Surface.PAGE, now=timezone.now())
    is_own = seen.resource is not None and seen.resource.owner_desk == seen.viewer.desk and decision.view is not None
    return kept, refusals_to_undo(
        decide_duty(seen.viewer, Duty.GRANT_IDENTITY, roles=roles()),
        is_own=is_own and kept is not None,
        is_undone=kept is not None and kept.undone_at is not None,
    )


def _give_back(kept: ProtectedCode) -> Undone:
    ring, texts, left = keyring(), 0, 0
    own = list(Entity.objects.filter(protected_code=kept.code))
    cells = dict.fromkeys(SealedOriginal.objects.filter(code=kept).values_list("kind", "row", "column").order_by("pk"))
    changed: set[str] = set()
    for cell in cells:
        if restore(cell, kept, ring):
            texts += 1
            changed.update(_entity_of(cell))
        else:
            left += 1
    for one in own:
        one.is_protected, one.protected_code = False, ""
    Entity.objects.bulk_update(own, ["is_protected", "protected_code"])
    rows = Entity.objects.filter(reference__in=changed | {one.reference for one in own})
    refresh(list(rows))
    tell([row.reference for row in rows])
    records = frozenset(ProtectedRecord.objects.filter(code=kept).values_list("reference", flat=True))
    for part in registries.protections.values():
        if part.reindex:
            part.reindex(records)
    _unmark(kept)
    return Undone(texts, left)


def restore(cell: Cell, kept: ProtectedCode, ring: Keyring, *, again: Protection | None = None) -> bool:
    """Take the links of one code out of the chain of a cell; False where somebody changed the text since.

    Args:
        cell: which.
        kept: the code.
        ring: keys.
        again: what the code replaces from now on, where it stays in force for other things; None where it ends.
    """
    label, pk, column = cell
    row = apps.get_model(label)._default_manager.filter(pk=pk).first()
    chain = list(SealedOriginal.objects.filter(kind=label, row=pk, column=column).select_related("code").order_by("pk"))
    if row is None or digest(stored(_value(row, column))) != chain[-1].written:
        return False
    field = row._meta.get_field(column)
    place = next(number for number, link in enumerate(chain) if link.code_id == kept.pk)
    others = _others_in(kept, chain[place].record)
    if isinstance(field, models.BinaryField | models.ForeignKey) and others:
        # A file or original bytes that concern somebody else who is protected stay closed, under the other's code.
        return _hand_over(chain[place], others[0], row, column)
    content: Any = _read(field, _open(chain[place], ring))
    if again is None or (after := rewritten(content, again)) == content:
        chain[place].delete()
    else:
        content, chain[place].written = after, digest(stored(after))
        chain[place].save(update_fields=["written"])
    for link in chain[place + 1 :]:
        if link.code_id == kept.pk:
            link.delete()
            continue
        link.sealed = _seal(link, stored(content), ring)
        content = rewritten(content, protection_of(link.code))
        link.written = digest(stored(content))
        link.save(update_fields=["sealed", "written"])
    setattr(row, column, content)
    row.save(update_fields=[field.name])
    return True


def _hand_over(link: SealedOriginal, other: ProtectedCode, row: models.Model, column: str) -> bool:
    if column == "resource_id":
        setattr(row, column, other.resource_id)
        row.save(update_fields=["resource"])
        link.written = digest(str(other.resource_id))
    link.code = other
    link.save(update_fields=["code", "written"])
    return True


def _others_in(kept: ProtectedCode, record: str) -> list[ProtectedCode]:
    """Other codes in force of people whom the same record concerns."""
    found = ProtectedCode.objects.filter(undone_at__isnull=True, concerned__reference=record).exclude(pk=kept.pk)
    return list(found.distinct().order_by("pk"))


def _unmark(kept: ProtectedCode) -> None:
    for one in ProtectedRecord.objects.filter(code=kept, was_marked=True):
        if _others_in(kept, one.reference):
            continue
        Resource.objects.filter(reference=one.reference).update(is_protected=False)


def _entity_of(cell: Cell) -> Sequence[str]:
    label, pk, _column = cell
    if label != "entities.Statement":
        return ()
    return list(Statement.objects.filter(pk=pk).values_list("entity__reference", flat=True))


def _value(row: models.Model, column: str) -> Any:  # noqa: ANN401  (whatever the column holds)
    value = getattr(row, column)
    return str(value) if column.endswith("_id") else value


def _read(field: "models.Field[Any, Any]", content: bytes) -> Any:  # noqa: ANN401  (as above)
    if isinstance(field, models.BinaryField):
        return content
    text = content.decode("utf-8", "surrogatepass")
    return json.loads(text) if isinstance(field, models.JSONField) else field.to_python(text)


def _open(link: SealedOriginal, ring: Keyring) -> bytes:
    return open_field(bytes(link.sealed), keyring=ring, table=TABLE, row=str(link.key), column=COLUMN)


def _seal(link: SealedOriginal, content: str | bytes, ring: Keyring) -> bytes:
    return seal_field(as_bytes(content), keyring=ring, table=TABLE, row=str(link.key), column=COLUMN)


def protection_of(kept: ProtectedCode) -> Protection:
    """What a code replaces now."""
    return Protection(kept.code, spellings_of(kept), (), "", timezone.now(), numbers=numbers(kept))
