"""What entities do when the record that describes them is graded anew or destroyed, in that record's transaction."""

from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities.actions.writing import refresh, tell
from samakki.entities.models import Entity, Place, Statement
from samakki.entities.queries.brought_in import sources_in
from samakki.kernel.grades import Grade


def grade_statements(*, source: str, item: str, grade: Grade | None, basis: str) -> None:
    """Give every statement that comes from one item of a source the item's grade and basis.

    No audit entry of its own: the act is that on the item.

    Args:
        source: reference of the report.
        item: reference of the item.
        grade: in 4x4; None where the item has none (any more).
        basis: "fact" or "assessment".
    """
    rows = Statement.objects.filter(entity__source__reference=source, item=item)
    rows.update(
        source_grade=grade.source.value if grade else "",
        information_grade=grade.information.value if grade else "",
        basis=basis,
    )
    tell(sorted(set(rows.values_list("entity__reference", flat=True))))


def empty_source(*, by: Officer, source: str) -> int:
    """Take out everything that a source said, because the source itself is destroyed. References stay.

    What files brought into it goes with it.

    Returns:
        How many entities were emptied.
    """
    now = timezone.now()
    entities = list(Entity.objects.filter(source__reference__in=sources_in(source)))
    Statement.objects.filter(entity__in=entities).update(
        value="", as_written="", withdrawn_at=now, withdrawn_by=by.code, withdrawn_reason="destroyed"
    )
    Place.objects.filter(entity__in=entities).update(
        words="", province="", district="", latitude=None, longitude=None, radius_m=None
    )
    refresh(entities)
    tell([one.reference for one in entities])
    return len(entities)
