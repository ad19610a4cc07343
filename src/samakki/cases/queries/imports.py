"""What imports ask of cases: which of them one can be accepted into, and what of theirs rests on entities."""

from collections.abc import Iterator, Sequence

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.cases.models import CaseFolder, ElementSupport
from samakki.entities.registries import ImportTarget

MOST = 20


def import_targets(by: Officer) -> Sequence[ImportTarget]:
    """The newest cases whose people and things `by` reads in full; whether they may write there is asked again."""
    seen = access.visible_filter(
        by=by,
        surface=Surface.LIST,
        compartments=frozenset({Compartment.SUSPECTS}),
        views=frozenset({View.FULL}),
        column="resource",
    )
    folders = CaseFolder.objects.filter(seen, compartment=Compartment.SUSPECTS.value).select_related("case", "resource")
    return [
        ImportTarget(one.case.reference, one.resource.reference, one.case.nickname)
        for one in folders.order_by("-case__pk")[:MOST]
    ]


def resting_on(references: Sequence[str]) -> Iterator[str]:
    """Cases in which one of these entities speaks for or against an element."""
    held = ElementSupport.objects.filter(reference__in=references, withdrawn_at__isnull=True)
    yield from held.values_list("case__reference", flat=True).distinct()
