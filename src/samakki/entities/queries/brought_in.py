"""What stands in a record although a file brought it: imports that were accepted into the record."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.models import Import, Source
from samakki.entities.queries.seeing import may_change


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """One import in a record.

    Attributes:
        reference: of the import.
        count: people, things and links it brought.
    """

    reference: str
    count: int


def sources_in(record: str) -> tuple[str, ...]:
    """References of the sources whose people and things belong to a record: its own, then those of imports.

    Asks no policy: who calls has opened the record.
    """
    return (record, *_accepted(record).values_list("reference", flat=True))


def brought_into(by: Officer, record: str) -> tuple[BroughtIn, ...]:
    """Imports that were accepted into a record, as far as `by` may open them."""
    rows = _accepted(record).select_related("source__resource")
    return tuple(
        BroughtIn(row.reference, row.entities_done) for row in rows if may_change(by, row.source.resource.reference)
    )


def page_of_record(record: str) -> str:
    """Address of the page of a record that things were accepted into; empty where its subject shows none."""
    kind = Source.objects.filter(reference=record).values_list("kind", flat=True).first()
    page = registries.source_pages.get(kind or "")
    return page(record) if page else ""


def _accepted(record: str) -> QuerySet[Import]:
    return Import.objects.filter(accepted_into=record, state=ImportState.ACCEPTED.value).order_by("pk")
