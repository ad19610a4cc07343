"""Takes the entities of an import away, portion by portion, and says what was taken away."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.entities.actions.writing import tell
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import (
    Entity,
    Import,
    ImportKey,
    ImportLater,
    Place,
    ProtectedCode,
    ProtectedRecord,
    ProtectedThing,
    SealedOriginal,
    Statement,
)

PORTION = 300
UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken away.

    Attributes:
        count: entities.
        digest: SHA-256 over their references in the order they were made, each with a line end.
    """

    count: int
    digest: str


def remove(row: Import, goes_on: Callable[[], bool]) -> Receipt | None:
    """Take away what an import brought; None where it was told to stop before the end.

    Of a draft the rows go: nobody but its maker ever saw them. Of an accepted import statements are withdrawn, since
    somebody may have acted on them.
    """
    references = Entity.objects.filter(source=row.source_id).order_by("pk").values_list("reference", flat=True)
    if "receipt" not in row.counts:
        digest = hashlib.sha256()
        count = 0
        for reference in references.iterator():
            digest.update(f"{reference}\n".encode("ascii"))
            count += 1
        row.counts = {**row.counts, "receipt": {"count": count, "digest": digest.hexdigest()}}
        Import.objects.filter(pk=row.pk, state=ImportState.UNDOING.value).update(counts=row.counts)
    receipt = Receipt(row.counts["receipt"]["count"], row.counts["receipt"]["digest"])
    ImportKey.objects.filter(imported=row).delete()
    ImportLater.objects.filter(imported=row).delete()
    if row.counts.get("was_accepted"):
        return receipt if _withdraw(row, goes_on) else None
    return receipt if _delete_statements(row, goes_on) and _delete_entities(row, goes_on) else None


def _withdraw(row: Import, goes_on: Callable[[], bool]) -> bool:
    last = 0
    while some := list(Entity.objects.filter(source=row.source_id, pk__gt=last).order_by("pk")[:PORTION]):
        if not goes_on():
            return False
        last = some[-1].pk
        keys, now = [one.pk for one in some], timezone.now()
        with transaction.atomic():
            Statement.objects.filter(entity__in=keys, withdrawn_at__isnull=True).update(
                withdrawn_at=now, withdrawn_by=row.created_by, withdrawn_reason=UNDONE
            )
            Entity.objects.filter(pk__in=keys).update(properties={}, changed_at=now)
            Entity.objects.filter(pk__in=keys, is_protected=False).update(caption="")
            tell([one.reference for one in some])
    return True


def _delete_statements(row: Import, goes_on: Callable[[], bool]) -> bool:
    """First everything said: statements name entities of the same import in any order."""
    while some := list(
        Entity.objects.filter(source=row.source_id)
        .filter(Q(statements__isnull=False))
        .distinct()
        .order_by("pk")[:PORTION]
    ):
        if not goes_on():
            return False
        keys = [one.pk for one in some]
        with transaction.atomic():
            statements = list(Statement.objects.filter(entity__in=keys).values_list("pk", flat=True))
            _forget_originals(statements)
            Statement.objects.filter(entity__in=keys).delete()
            Place.objects.filter(entity__in=keys).delete()
            Entity.objects.filter(pk__in=keys).update(properties={})
    return True


def _delete_entities(row: Import, goes_on: Callable[[], bool]) -> bool:
    while some := list(Entity.objects.filter(source=row.source_id).order_by("pk")[:PORTION]):
        if not goes_on():
            return False
        with transaction.atomic():
            codes = [one.protected_code for one in some if one.protected_code]
            Place.objects.filter(entity__in=some).delete()
            references = [one.reference for one in some]
            Entity.objects.filter(pk__in=[one.pk for one in some]).delete()
            tell(references)
            _end_codes(row, codes)
    return True


def _forget_originals(statements: list[int]) -> None:
    for start in range(0, len(statements), 500):
        rows = [str(pk) for pk in statements[start : start + 500]]
        SealedOriginal.objects.filter(kind="entities.Statement", row__in=rows).delete()


def _end_codes(row: Import, codes: list[str]) -> None:
    """Codes that this import gave stand for nobody now, and the names behind them go."""
    if not codes:
        return
    still = set(Entity.objects.filter(protected_code__in=codes).values_list("protected_code", flat=True))
    ended = ProtectedCode.objects.filter(code__in=set(codes) - still, undone_at__isnull=True)
    ProtectedRecord.objects.filter(code__in=ended).delete()
    ProtectedThing.objects.filter(code__in=ended).delete()
    ended.update(
        spellings_sealed=b"", undone_at=timezone.now(), undone_by=row.created_by, undone_reason="import_undone"
    )
