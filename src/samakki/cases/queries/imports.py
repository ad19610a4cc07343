"""What imports ask of cases: which of them one can be accepted into, and what of theirs rests on entities."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.cases.models import Case, CaseFolder, CasePerson, Edition, ElementSupport, EventLink
from samakki.entities.models import Entity
from samakki.entities.registries import ImportTarget
from samakki.kernel.refusals import Refusal

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
    """Cases in which one of these entities is a person, takes part in an event, or speaks for or against an element."""
    yield from Case.objects.filter(_uses(references)).values_list("reference", flat=True).distinct()


def held_by_prints(count: int, records: str) -> Refusal:
    """Why an import stays of which a numbered print was issued."""
    return Refusal("import-in-court-file", {"count": count, "records": records})


def printed_with(references: Sequence[str]) -> Iterator[str]:
    """Cases that use one of these entities, or that they were accepted into, with a numbered print issued since.

    What was printed may stand in a court file, and the print says that the case said so then.
    """
    made = Entity.objects.filter(reference__in=references).order_by("created_at").values_list("created_at", flat=True)
    since = made.first()
    if since is None:
        return
    kept_in = Entity.objects.filter(reference__in=references).values("resource")
    folders = CaseFolder.objects.filter(resource__in=kept_in).values("case")
    printed = Edition.objects.filter(issued_at__gte=since).values("case")
    cases = Case.objects.filter(_uses(references) | Q(pk__in=folders), pk__in=printed)
    yield from cases.values_list("reference", flat=True).distinct()


def _uses(references: Sequence[str]) -> Q:
    support = ElementSupport.objects.filter(reference__in=references, withdrawn_at__isnull=True)
    links = EventLink.objects.filter(entity__reference__in=references)
    return (
        Q(pk__in=support.values("case"))
        | Q(pk__in=links.values("event__case"))
        | Q(pk__in=CasePerson.objects.filter(entity__reference__in=references).values("case"))
    )
