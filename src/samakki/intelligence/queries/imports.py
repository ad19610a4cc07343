"""What imports ask of reports: which of them one can be accepted into."""

from collections.abc import Sequence

from samakki.access.queries import Officer
from samakki.entities.registries import ImportTarget
from samakki.intelligence.domain.states import CHANGEABLE
from samakki.intelligence.models import Report

MOST = 10


def import_targets(by: Officer) -> Sequence[ImportTarget]:
    """The newest reports that `by` is writing; whether they still may is asked again."""
    rows = Report.objects.filter(created_by=by.code, state__in=[state.value for state in CHANGEABLE])
    return [
        ImportTarget(row.reference, row.reference, row.headline) for row in rows.order_by("-pk")[:MOST]
    ]
