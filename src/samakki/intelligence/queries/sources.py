"""Sources: their numbers for those who cite them, their records for those they are granted to."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain.sources import SourceDetails, Traces
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.models import Report, SourceIdentity
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import open_text
from samakki.sealing.keyring import load_keyring

TABLE, COLUMN = "intelligence_sourceidentity", "details_sealed"
NOT_YOURS = Refusal("source-not-yours")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source by its number, as those see it who wrote it down or read a report of it in full.

    Attributes:
        reference: "S-…".
        kind: what sort of source.
        since: when its record was made.
        is_own: the reader made it.
        reports: how many reports that the reader may open cite it.
    """

    reference: str
    kind: SourceKind
    since: datetime
    is_own: bool
    reports: int


def sources(by: Officer) -> tuple[SourceRow, ...]:
    """Numbers of sources that `by` wrote down or reads a report of, newest first. Never who they are."""
    seen = access.visible_filter(
        by=by,
        surface=Surface.LIST,
        compartments={Compartment.INTELLIGENCE, Compartment.TIPS},
        views={View.FULL},
        column="resource",
    )
    cited: dict[str, int] = {}
    for reference in (
        Report.objects.filter(seen).exclude(source_reference="").values_list("source_reference", flat=True)
    ):
        cited[reference] = cited.get(reference, 0) + 1
    rows = SourceIdentity.objects.filter(reference__in=cited) | SourceIdentity.objects.filter(created_by=by.code)
    return tuple(
        SourceRow(
            row.reference,
            SourceKind(row.kind),
            row.created_at,
            row.created_by == by.code,
            cited.get(row.reference, 0),
        )
        for row in rows.distinct().order_by("-created_at", "-pk")
    )


def source_details(reference: str) -> SourceDetails | None:
    """Who a source is.

    Trap: asks no policy and logs no look. Only for a page that has just opened the record (``open_record``).
    """
    row = SourceIdentity.objects.filter(reference=reference).first()
    if row is None:
        return None
    keyring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    text = open_text(bytes(row.details_sealed), keyring=keyring, table=TABLE, row=row.reference, column=COLUMN)
    return SourceDetails.from_text(text)


def traces_of(reference: str) -> Traces | None:
    """What of a source's record would give it away; None where there is no such record.

    Trap: never to be shown. It answers whether something of it stands in a text, and nothing else leaves.
    """
    details = source_details(reference) if reference else None
    return Traces.of(details) if details is not None else None


def refusals_to_cite(by: Officer, reference: str) -> tuple[Refusal, ...]:
    """Why a report may not name this source: it is not one that `by` wrote down or reads a report of.

    One answer for a number that is not there and one that is not theirs.
    """
    if not reference or any(row.reference == reference for row in sources(by)):
        return ()
    return (NOT_YOURS,)
