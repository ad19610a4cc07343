"""Closing one file for the protection of a person: what cannot be rewritten is put away with her identity."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.access.queries.records import standing
from samakki.entities.actions.sealing_originals import seal_original
from samakki.entities.domain.protection import Protection, refusals_to_close
from samakki.entities.models import Entity, ProtectedCode, ProtectedRecord, StoredFile


def close_file(*, by: Officer, entity: str, file: str) -> None:
    """Let a custodian's grant alone open a file from now on, because it shows who a protected person is.

    Args:
        by: who sees the file's record and the entity's in full.
        entity: reference of an entity that describes her.
        file: "F-7K3QX".

    Raises:
        Refused: "not-found", for a file or entity that is missing or not theirs alike; "protect-first", where the
            person has no code; "file-closed-already".
    """
    with transaction.atomic():
        found = StoredFile.objects.select_for_update(of=("self",)).select_related("resource")
        row = found.filter(reference=file.replace("\0", " ")).first()
        described = Entity.objects.select_related("resource").filter(reference=entity.replace("\0", " ")).first()
        kept = ProtectedCode.objects.select_related("resource").filter(
            code=described.protected_code if described else "-", undone_at__isnull=True
        )
        identity = kept.first()
        records = (row.resource.reference if row else file, described.resource.reference if described else entity)
        sees_file, sees_her = (_in_full(by, one) for one in records)
        is_closed = row is not None and identity is not None and row.resource_id == identity.resource_id and sees_her
        reasons = refusals_to_close(
            is_open=row is not None and described is not None and sees_file and sees_her,
            has_code=identity is not None,
            is_closed=is_closed,
        )
        if row is not None and identity is not None and not reasons:
            _close(by, row, identity)
            facts = {"record": identity.code}
            audit.record(by, "close_file", row.reference, facts=facts)
            return
    raise logged_refusal(by, "close_file", file, reasons)


def closed_among(references: Sequence[str]) -> frozenset[str]:
    """Those of some files that are put away with an identity, for pages that list files of a record."""
    closed = StoredFile.objects.filter(reference__in=references, resource__compartment="victim_identity")
    return frozenset(closed.values_list("reference", flat=True))


def _close(by: Officer, row: StoredFile, identity: ProtectedCode) -> None:
    record = row.resource.reference
    seal_original(
        protection=Protection(identity.code, (), (), by.code, timezone.now()),
        row=row,
        column="resource_id",
        original=str(row.resource_id),
        written=str(identity.resource_id),
        record=record,
    )
    StoredFile.objects.filter(pk=row.pk).update(resource=identity.resource_id)
    told, _is_new = ProtectedRecord.objects.get_or_create(code=identity, kind="file", reference=record)
    told.closed += 1
    told.save(update_fields=["closed"])


def _in_full(by: Officer, record: str) -> bool:
    decision = standing(by, record).decide(purpose=None, surface=Surface.PAGE, now=timezone.now())
    return decision.view is View.FULL
