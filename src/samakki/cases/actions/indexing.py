"""Puts a case into the search index, inside the transaction that changes it."""

from samakki.cases.models import Case
from samakki.entities.actions import index_text


def index_case(row: Case) -> None:
    """Index what a search may find a case by. Who finds it is decided by its resource.

    The index must hold no more than the case file says, so notes and task titles are in it and people are not: each of
    them is indexed by ``entities`` under the folder that guards them.
    """
    corrected = row.notes.filter(corrects__isnull=False).values("corrects_id")
    notes = row.notes.exclude(pk__in=corrected).order_by("pk").values_list("text", flat=True)
    titles = row.tasks.exclude(title="").order_by("pk").values_list("title", flat=True)
    words = row.element_findings.exclude(words="").order_by("pk").values_list("words", flat=True)
    index_text(
        kind="case",
        reference=row.reference,
        resource_id=row.resource_id,
        title=row.nickname,
        texts=[row.reference, *notes, *titles, *words],
        identifiers=[row.reference],
        on=row.opened_at.date().isoformat(),
        case=row.reference,
    )
