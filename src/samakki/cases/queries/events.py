"""Dated events of a case, in the order of time, for who reads the case file in full."""

from dataclasses import dataclass
from datetime import datetime

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.events import Season, place_of
from samakki.cases.models import CaseEvent
from samakki.entities import queries as entities
from samakki.entities.domain.things import is_thing
from samakki.kernel.calendars import Calendar
from samakki.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event.

    Attributes:
        when: as far as it is known, with the words it was told in.
        linked: caption of who and what took part, by reference; what the reader may not see is left out.
        replaced_by: reference of the correction; "" while it stands.
        withdrawn_reason: "" while it stands.
    """

    reference: str
    case: str
    title: str
    words: str
    when: PartialDate
    time: str
    zone: str
    season: Season | None
    place: str
    source: str
    source_words: str
    grade: str
    is_assessment: bool
    in_summary: bool
    linked: tuple[tuple[str, str], ...]
    replaced_by: str
    withdrawn_reason: str
    made_at: datetime
    made_by: str
    made_by_name: str

    @property
    def stands(self) -> bool:
        """Whether it is part of the timeline."""
        return not self.replaced_by and not self.withdrawn_reason


def events_of(by: Officer, case: str, *, even_gone: bool = False) -> tuple[EventRow, ...] | None:
    """Events of a case, the earliest first; ``None`` where `by` does not read the case file in full.

    Trap: does not log the look. A page opens the case first.

    Args:
        by: who reads.
        case: reference.
        even_gone: those that were corrected or withdrawn too.
    """
    decision = access.decide_record(by=by, reference=case, purpose=None, surface=Surface.PAGE)
    if decision.view is not View.FULL:
        return None
    rows = CaseEvent.objects.filter(case__reference=case).select_related("case", "replaced_by")
    if not even_gone:
        rows = rows.filter(replaced_by=None, withdrawn_at=None)
    return _written(by, list(rows.prefetch_related("links__entity")))


def event(by: Officer, reference: str) -> EventRow | None:
    """One event, even one that was corrected or withdrawn; ``None`` where it is missing or not theirs."""
    row = CaseEvent.objects.filter(reference=reference).select_related("case", "replaced_by", "resource").first()
    if row is None:
        return None
    decision = access.decide_record(by=by, reference=row.resource.reference, purpose=None, surface=Surface.PAGE)
    return _written(by, [row])[0] if decision.view is View.FULL else None


def _written(by: Officer, rows: list[CaseEvent]) -> tuple[EventRow, ...]:
    linked = {row.pk: [link.entity.reference for link in row.links.all()] for row in rows}
    captions = entities.captions(by, {one for references in linked.values() for one in references})
    names = access.names_of({row.made_by for row in rows})
    told = [
        EventRow(
            row.reference,
            row.case.reference,
            row.title,
            row.words,
            PartialDate(row.date, row.date_as_written, Calendar(row.calendar)),
            row.time,
            row.zone,
            Season(row.season) if row.season else None,
            row.place,
            row.source,
            row.source_words,
            f"{row.source_grade}{row.information_grade}",
            is_assessment=row.basis == "assessment",
            in_summary=row.in_summary,
            linked=tuple((one, _words(captions[one])) for one in linked[row.pk] if one in captions),
            replaced_by=row.replaced_by.reference if row.replaced_by else "",
            withdrawn_reason=row.withdrawn_reason,
            made_at=row.made_at,
            made_by=row.made_by,
            made_by_name=names.get(row.made_by, ""),
        )
        for row in rows
    ]
    return tuple(sorted(told, key=lambda one: place_of(one.when, one.time, one.made_at.isoformat())))


def _words(caption: entities.Caption) -> str:
    # Her telephone carries her code too; by that alone it would be read as her.
    return "" if caption.protected and is_thing(caption.schema) else caption.text
