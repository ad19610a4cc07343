"""Exhibits of a case as pages and prints show them, for who reads the exhibits of that case in full."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.custody import Holding, Party, holding
from samakki.cases.domain.exhibits import ExhibitKind, FileRole
from samakki.cases.domain.gaps import Gap, gaps
from samakki.cases.models import CustodyEvent, Exhibit, ExhibitFile
from samakki.cases.queries.custody import Link, chains_of, first_changed
from samakki.cases.queries.records import folder
from samakki.entities.domain.files import FileFacts
from samakki.entities.queries.files import file_facts


@dataclass(frozen=True, slots=True)
class FileOfExhibit:
    """A stored file and what it is to the exhibit."""

    role: FileRole
    note: str
    facts: FileFacts


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """One exhibit with its chain.

    Attributes:
        reference: "X-…".
        case: reference of its case.
        number: within the case.
        seized_at: instant; with `zone` and whether the time of day is known.
        chain: every step, in the order of recording.
        held: who holds it now.
        gaps: what is missing in the chain.
        files: content, photos, papers.
        names: of the officers in the chain, by code.
    """

    reference: str
    case: str
    number: int
    kind: ExhibitKind
    description: str
    seized_at: datetime
    zone: str
    is_time_known: bool
    seized_place: str
    seized_by: str
    legal_basis: str
    checklist: Mapping[str, str]
    made_at: datetime
    made_by: str
    chain: tuple[Link, ...]
    held: Holding
    gaps: tuple[Gap, ...]
    files: tuple[FileOfExhibit, ...]
    names: Mapping[str, str]

    @property
    def last_moved_at(self) -> datetime:
        """When it came to who holds it."""
        return self.held.since

    @property
    def content(self) -> FileOfExhibit | None:
        """Its first content, where it has a file at all."""
        return next((file for file in self.files if file.role is FileRole.CONTENT), None)

    def party(self, party: Party) -> str:
        """Name and code of an officer, or the words for somebody outside."""
        return f"{self.names.get(party.officer, '')} ({party.officer})".strip() if party.officer else party.outside


@dataclass(frozen=True, slots=True)
class WaitingHandOver:
    """A hand-over that waits for an officer's answer."""

    case: str
    exhibit: str
    number: int  # of the exhibit in its case
    event: int
    giver: str
    at: datetime
    recorded_at: datetime


def exhibits_of(by: Officer, case: str) -> tuple[ExhibitRow, ...] | None:
    """Exhibits of a case by number; ``None`` where `by` does not read them in full.

    Trap: does not log the look. A page opens the folder first.
    """
    if not _reads(by, folder(case, Compartment.EXHIBITS)):
        return None
    rows = Exhibit.objects.filter(case__reference=case).select_related("case", "resource").order_by("number")
    return _written(by, list(rows))


def exhibit(by: Officer, reference: str) -> ExhibitRow | None:
    """One exhibit; ``None`` where it is missing or not theirs."""
    row = Exhibit.objects.filter(reference=reference).select_related("case", "resource").first()
    if row is None or not _reads(by, row.resource.reference):
        return None
    return _written(by, [row])[0]


def changed_event(by: Officer, reference: str) -> int | None:
    """Number of the first custody event that is not as it was recorded; ``None`` where all are, or it is not theirs."""
    row = Exhibit.objects.filter(reference=reference).select_related("resource").first()
    return first_changed(row) if row is not None and _reads(by, row.resource.reference) else None


def waiting_for(by: Officer) -> tuple[WaitingHandOver, ...]:
    """Hand-overs to `by` that have no answer yet, the oldest first."""
    events = unanswered(by).select_related("exhibit__case", "exhibit__resource").order_by("recorded_at")
    exhibits = {event.exhibit_id: event.exhibit for event in events}
    seen = access.decisions_on(
        by=by, references={one.resource.reference for one in exhibits.values()}, surface=Surface.LIST
    )
    chains = chains_of(list(exhibits.values()))
    waiting = []
    for event in events:
        held = holding([link.step for link in chains[event.exhibit_id]])
        is_current = held.waiting is not None and held.waiting.number == event.number
        if is_current and event.exhibit.resource.reference in seen:
            waiting.append(
                WaitingHandOver(
                    event.exhibit.case.reference,
                    event.exhibit.reference,
                    event.exhibit.number,
                    event.number,
                    event.giver,
                    event.at,
                    event.recorded_at,
                )
            )
    return tuple(waiting)


def unanswered(by: Officer) -> QuerySet[CustodyEvent]:
    """Hand-overs to `by` without an answer, also those that something later made void."""
    return CustodyEvent.objects.filter(receiver=by.code, answers__isnull=True).exclude(giver="")


def case_of(reference: str) -> str:
    """Reference of the case of an exhibit, for an action that asks the policy next; the reference itself for none."""
    found = Exhibit.objects.filter(reference=reference.replace("\0", " ")).values_list("case__reference", flat=True)
    return found.first() or reference


def describe_exhibits(by: Officer, references: Sequence[str]) -> Mapping[str, str]:
    """Number and first words by reference, for pages that name exhibits; those that are not theirs are left out."""
    rows = list(Exhibit.objects.filter(reference__in=references).select_related("resource"))
    seen = access.decisions_on(by=by, references={row.resource.reference for row in rows}, surface=Surface.LIST)
    full = {reference for reference, decision in seen.items() if decision.view is View.FULL}
    return {row.reference: f"{row.number}: {row.description[:80]}" for row in rows if row.resource.reference in full}


def _reads(by: Officer, resource: str) -> bool:
    decision = access.decide_record(by=by, reference=resource, purpose=None, surface=Surface.PAGE)
    return decision.view is View.FULL


def _written(by: Officer, rows: Sequence[Exhibit]) -> tuple[ExhibitRow, ...]:
    now = timezone.now()
    chains = chains_of(rows)
    names = access.names_of(_codes(chains.values()))
    files = list(ExhibitFile.objects.filter(exhibit__in=rows).select_related("file").order_by("pk"))
    facts = file_facts(by=by, references=[one.file.reference for one in files])
    told = []
    for row in rows:
        links = tuple(chains[row.pk])
        steps = [link.step for link in links]
        told.append(
            ExhibitRow(
                row.reference,
                row.case.reference,
                row.number,
                ExhibitKind(row.kind),
                row.description,
                row.seized_at,
                row.seized_zone,
                row.is_time_known,
                row.seized_place,
                row.seized_by,
                row.legal_basis,
                row.checklist,
                row.made_at,
                row.made_by,
                links,
                holding(steps),
                gaps(steps, now=now),
                tuple(
                    FileOfExhibit(FileRole(one.role), one.note, facts[one.file.reference])
                    for one in files
                    if one.exhibit_id == row.pk and one.file.reference in facts
                ),
                names,
            )
        )
    return tuple(told)


def _codes(chains: Iterable[Sequence[Link]]) -> set[str]:
    codes = {
        code
        for links in chains
        for link in links
        for code in (link.step.giver.officer, link.step.receiver.officer, link.words.recorded_by)
    }
    return codes - {""}
