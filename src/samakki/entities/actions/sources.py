"""Telling entities of a report, record, import or exhibit that will describe some."""

from django.db import transaction
from django.utils import timezone

from samakki.access.models import Officer, Resource
from samakki.entities.domain.sources import SourceKind
from samakki.entities.models import Source
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade


def open_source(
    *,
    by: Officer,
    reference: str,
    kind: SourceKind,
    resource_reference: str,
    grade: Grade | None = None,
    obtained_on: str = "",
    origin: str = "",
    is_draft: bool = False,
) -> None:
    """Tell entities of a record that will describe some. Part of the record's own action, in its transaction.

    Not checked here: whether `by` may write that record. The action that makes it has asked.

    Args:
        by: who makes the record.
        reference: of the record; what its entities will point to.
        kind: what it is.
        resource_reference: the resource that the policy reads for everything the source describes; often `reference`.
        grade: 4x4, where the record as a whole has one; the grade of an item goes before it.
        obtained_on: partial date on which it was learned, or empty.
        origin: reference of who or what first said it, "S-…"; two records of one origin count as one independent
            source. Empty where the record is its own.
        is_draft: nobody accepted it yet; it is open to `by` alone.

    Raises:
        ValueError: no transaction, or no such resource: mistakes of the calling program.
        InvalidValue: `obtained_on` is no date.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "a source is opened inside the transaction that writes its record"
        raise ValueError(message)
    resource = Resource.objects.filter(reference=resource_reference).first()
    if resource is None:
        message = "a source is opened for a record that access knows"
        raise ValueError(message)
    if obtained_on:
        PartialDate(obtained_on)
    Source.objects.create(
        reference=reference,
        resource=resource,
        kind=kind.value,
        origin=origin,
        source_grade=grade.source.value if grade else "",
        information_grade=grade.information.value if grade else "",
        obtained_on=obtained_on,
        is_draft=is_draft,
        created_at=timezone.now(),
        created_by=by.code,
    )


def accept_source(*, by: Officer, reference: str) -> None:
    """Make a draft source one of the node's: from now on everybody finds it whom the policy lets see its record.

    Part of the record's own action, in its transaction, which also writes the audit entry.
    """
    Source.objects.filter(reference=reference, created_by=by.code, is_draft=True).update(is_draft=False)
