"""What is kept as evidence in a case, and what happened when: reading, and entering it with the checks of the pages."""

from datetime import UTC, datetime
from typing import BinaryIO, cast
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from samakki.access.domain.vocabulary import Compartment
from samakki.cases import actions
from samakki.cases.actions.exhibit_files import Upload
from samakki.cases.domain.events import NewEvent, Season
from samakki.cases.domain.exhibits import CheckAnswer, ExhibitKind, FileRole, NewExhibit
from samakki.cases.queries import events as dated
from samakki.cases.queries import exhibits as kept
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.node.api import examples
from samakki.node.api.entities import Made
from samakki.node.api.opening import code, moment, opened, opened_part

router = Router(tags=["evidence"])


class FileOut(Schema):
    """A file of an exhibit, without its content: that is fetched on its page."""

    reference: str
    role: str
    media_type: str
    size: int
    sha256: str


class ExhibitOut(Schema):
    """An exhibit."""

    reference: str
    number: int
    kind: str
    description: str
    seized_at: str
    seized_place: str
    zone: str
    gaps: int
    files: list[FileOut]


class EventOut(Schema):
    """A dated event."""

    reference: str
    title: str
    words: str
    when: str
    time: str
    zone: str
    place: str
    source: str
    grade: str
    entities: list[str]


class ExhibitIn(Schema):
    """A new exhibit. Its files are sent one by one to `/exhibits/{reference}/files`."""

    model_config = examples.shows(examples.EXHIBIT)

    kind: ExhibitKind
    description: str = Field(description="So that another officer would know it among others.")
    seized_at: datetime = Field(
        description="With an offset, or without one by the clock of `zone`; noon of the day where only that is known."
    )
    zone: str = Field(description='IANA name of the zone by whose clock it was told: "Asia/Phnom_Penh".')
    is_time_known: bool = True
    seized_place: str
    seized_by: str = Field("", description="Officer and office, where it was not you.")
    received_at: datetime | None = Field(None, description="When you received it from that officer.")
    legal_basis: str = ""
    seal: str = ""
    checklist: dict[str, CheckAnswer] = Field(default_factory=dict)


class EventIn(Schema):
    """A dated event."""

    model_config = examples.shows(examples.EVENT)

    title: str
    when: str = Field(description='ISO 8601, as far as it is known: "2026-03", "2026-05/2026-10", "../2026-03-01".')
    zone: str
    time: str = Field("", description='"14:05", by the clock of `zone`; with a whole day alone.')
    words: str = ""
    season: Season | None = None
    place: str = ""
    source: str = Field("", description="Reference of the report, item or exhibit that says so.")
    source_words: str = ""
    grade: str = ""
    is_assessment: bool = False
    in_summary: bool = False
    entities: tuple[str, ...] = ()


@router.get("/cases/{reference}/exhibits", response=list[ExhibitOut], summary="Exhibits of a case")
def list_exhibits(request: HttpRequest, reference: str) -> list[ExhibitOut]:
    """Exhibits with what is known of their files."""
    by = opened_part(request, reference, Compartment.EXHIBITS)
    return [
        ExhibitOut(
            reference=row.reference,
            number=row.number,
            kind=code(row.kind),
            description=row.description,
            seized_at=moment(row.seized_at),
            seized_place=row.seized_place,
            zone=row.zone,
            gaps=len(row.gaps),
            files=[
                FileOut(
                    reference=one.facts.file.reference,
                    role=code(one.role),
                    media_type=one.facts.file.media_type,
                    size=one.facts.file.size,
                    sha256=one.facts.file.sha256,
                )
                for one in row.files
            ],
        )
        for row in kept.exhibits_of(by, reference) or ()
    ]


@router.get("/cases/{reference}/events", response=list[EventOut], summary="Timeline of a case")
def list_events(request: HttpRequest, reference: str) -> list[EventOut]:
    """Dated events, the earliest first."""
    by = opened(request, reference)
    return [
        EventOut(
            reference=row.reference,
            title=row.title,
            words=row.words,
            when=str(row.when),
            time=row.time,
            zone=row.zone,
            place=row.place,
            source=row.source,
            grade=row.grade,
            entities=[entity for entity, _caption in row.linked],
        )
        for row in dated.events_of(by, reference) or ()
    ]


@router.post("/cases/{reference}/exhibits", response={201: Made}, summary="Enter an exhibit")
def add_exhibit(request: HttpRequest, reference: str, new: ExhibitIn) -> Status[Made]:
    """Enter an exhibit. You hold it from then on, until you record handing it over."""
    by = opened_part(request, reference, Compartment.EXHIBITS)
    exhibit = NewExhibit(
        new.kind,
        new.description,
        _by_clock(new.seized_at, new.zone),
        new.zone,
        new.seized_place,
        is_time_known=new.is_time_known,
        seized_by=new.seized_by,
        received_at=_by_clock(new.received_at, new.zone) if new.received_at and new.seized_by else None,
        legal_basis=new.legal_basis,
        seal=new.seal,
        checklist=new.checklist,
    )
    return Status(201, Made(reference=actions.add_exhibit(by=by, case=reference, new=exhibit)))


@router.post("/exhibits/{reference}/files", response={201: FileOut}, summary="Add a file to an exhibit")
def add_exhibit_file(
    request: HttpRequest,
    reference: str,
    role: Form[FileRole],
    file: File[UploadedFile],
    note: Form[str] = "",
) -> Status[FileOut]:
    """Add a file as `multipart/form-data`. It is told by its content, measured, and kept sealed, as on the page."""
    by = opened_part(request, kept.case_of(reference), Compartment.EXHIBITS)
    stored = actions.add_exhibit_file(
        by=by, exhibit=reference, role=role, upload=Upload(cast("BinaryIO", file.file), file.name or ""), note=note
    )
    out = FileOut(
        reference=stored.reference,
        role=code(role),
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
    )
    return Status(201, out)


@router.post("/cases/{reference}/events", response={201: Made}, summary="Add an event")
def add_event(request: HttpRequest, reference: str, new: EventIn) -> Status[Made]:
    """Add an event to the timeline of a case."""
    by = opened(request, reference)
    event = NewEvent(
        new.title,
        PartialDate(new.when),
        new.zone,
        time=new.time,
        words=new.words,
        season=new.season,
        place=new.place,
        source=new.source,
        source_words=new.source_words,
        grade=Grade.parse(new.grade) if new.grade else None,
        is_assessment=new.is_assessment,
        in_summary=new.in_summary,
        entities=new.entities,
    )
    return Status(201, Made(reference=actions.add_event(by=by, case=reference, new=event)))


def _by_clock(told: datetime, zone: str) -> datetime:
    """A moment as it was told; the verb refuses a zone that there is not."""
    if told.tzinfo is not None:
        return told
    return told.replace(tzinfo=ZoneInfo(zone) if zone in available_timezones() else UTC)
