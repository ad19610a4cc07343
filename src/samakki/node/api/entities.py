"""Entities, what is said of them, how they are connected, and search."""

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from samakki.access.domain.vocabulary import Surface
from samakki.entities import actions, queries
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.kinds import Kind
from samakki.entities.domain.searching import SearchFilters
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import Refusal, Refused
from samakki.node.api import examples
from samakki.node.api.opening import code, may_show, moment, officer, opened
from samakki.node.api.paging import PAGE, Before, Page

router = Router(tags=["entities"])


class StatementIn(Schema):
    """One value of one property, as FollowTheMoney takes it; or the entity that it names."""

    model_config = examples.shows(examples.NAME)

    prop: str
    value: str = ""
    as_written: str = ""
    language: str = ""
    target: str = ""
    item: str = ""
    basis: str = "fact"
    grade: str = ""
    since: str = ""
    until: str = ""


class EntityIn(Schema):
    """A person or thing as a source describes it."""

    model_config = examples.shows(examples.ENTITY)

    source: str
    ftm_schema: str
    statements: list[StatementIn]


class LinkIn(Schema):
    """A link between entities: "ftm_schema" of FollowTheMoney, an entity for each of its ends."""

    model_config = examples.shows(examples.LINK)

    source: str
    ftm_schema: str
    ends: dict[str, str]
    statements: tuple[StatementIn, ...] = ()


class WithdrawIn(Schema):
    """Why a value no longer holds."""

    model_config = examples.shows(examples.WITHDRAWAL)

    reason: WithdrawalReason


class StatementOut(Schema):
    """One value with who says so."""

    id: int
    entity: str
    source: str
    prop: str
    value: str
    as_written: str
    language: str
    target: str
    item: str
    basis: str
    grade: str
    since: str
    until: str
    made_at: str
    withdrawn_at: str


class EntityOut(Schema):
    """An entity. Of a protected person the code and nothing else."""

    reference: str
    ftm_schema: str
    caption: str
    is_protected: bool
    source: str
    record: str
    changed_at: str
    statements: tuple[StatementOut, ...] = ()


class EntityRow(Schema):
    """An entity in a list."""

    reference: str
    ftm_schema: str
    caption: str
    kind: str
    source: str
    changed_at: str


class EntityPage(Page):
    """Some of the entities, the newest made first."""

    rows: list[EntityRow]


class LinkOut(Schema):
    """One connection, seen from one of its ends."""

    link: str
    ftm_schema: str
    prop: str
    others: dict[str, str]


class HitOut(Schema):
    """Something that was found."""

    kind: str
    reference: str
    title: str
    line: str


class HitPage(Schema):
    """A page of what was found, as far as it may show to a program: shorter than 20 only where it is the last."""

    hits: list[HitOut]
    page: int
    pages: int = Field(description="How many pages there are; at most 1000 hits are given.")


class Made(Schema):
    """What was made."""

    reference: str


@router.get("/entities", response=EntityPage, summary="Entities, newest first")
def list_entities(request: HttpRequest, kind: Kind | None = None, before: Before = "") -> EntityPage:
    """Entities that you may see, newest first; links are left out."""
    page = queries.listed(officer(request), kind=kind, before=before, limit=PAGE, surface=Surface.API)
    shown = [
        EntityRow(
            reference=row.caption.reference,
            ftm_schema=row.caption.schema,
            caption=row.caption.text,
            kind=code(row.kind),
            source=row.source.reference,
            changed_at=moment(row.changed_at),
        )
        for row in page.rows
    ]
    return EntityPage(rows=shown, before=page.before)


@router.post("/entities", response={201: Made}, summary="Describe a person or thing")
def describe(request: HttpRequest, new: EntityIn) -> Status[Made]:
    """Describe a person or thing in a report or case that you may write."""
    by = opened(request, queries.record_of_source(officer(request), new.source))
    entity = NewEntity(new.ftm_schema, tuple(_new(one) for one in new.statements))
    return Status(201, Made(reference=actions.describe(by=by, source=new.source, entity=entity)))


@router.get("/entities/{reference}", response=EntityOut, summary="One entity")
def read_entity(request: HttpRequest, reference: str) -> EntityOut:
    """One entity with everything its own source says of it."""
    by = opened(request, queries.record_of(officer(request), reference))
    found = queries.entity(by, reference)
    if found is None:
        raise Refused((Refusal("not-found"),))
    hidden = found.caption.protected
    return EntityOut(
        reference=found.reference,
        ftm_schema=found.schema,
        caption=found.caption.text,
        is_protected=hidden,
        source=found.source.reference,
        record=found.source.record,
        changed_at=moment(found.changed_at),
        statements=() if hidden else tuple(_said(one) for one in found.assertions),
    )


@router.post("/entities/{reference}/statements", response={201: Made}, summary="Say more of an entity")
def add_statements(request: HttpRequest, reference: str, said: list[StatementIn]) -> Status[Made]:
    """Say more of an entity, in the same source."""
    by = opened(request, queries.record_of(officer(request), reference))
    actions.add_statements(by=by, entity=reference, statements=[_new(one) for one in said])
    return Status(201, Made(reference=reference))


@router.post("/entities/{reference}/statements/{number}/withdraw", response=Made, summary="Take a value back")
def withdraw_statement(request: HttpRequest, reference: str, number: int, why: WithdrawIn) -> Made:
    """Say that a value no longer holds. It stays, struck out."""
    by = opened(request, queries.record_of(officer(request), reference))
    actions.withdraw_statement(by=by, entity=reference, statement=number, reason=why.reason)
    return Made(reference=reference)


@router.get("/entities/{reference}/links", response=list[LinkOut], summary="What an entity is connected with")
def list_links(request: HttpRequest, reference: str) -> list[LinkOut]:
    """Connections of an entity whose every end may show to a program."""
    by = opened(request, queries.record_of(officer(request), reference))
    found = queries.links(by, reference)
    ends = {one.reference for row in found for _prop, one in row.others} | {row.link.reference for row in found}
    open_ends = set(may_show(by, ends, lambda one: queries.record_of(by, one)))
    return [
        LinkOut(
            link=row.link.reference,
            ftm_schema=row.link.schema,
            prop=row.prop,
            others={prop: one.reference for prop, one in row.others},
        )
        for row in found
        if {row.link.reference, *(one.reference for _prop, one in row.others)} <= open_ends
    ]


@router.post("/links", response={201: Made}, summary="Connect entities")
def link(request: HttpRequest, new: LinkIn) -> Status[Made]:
    """Connect entities, as a source says they are."""
    by = opened(request, queries.record_of_source(officer(request), new.source))
    statements = [_new(one) for one in new.statements]
    made = actions.link(by=by, source=new.source, schema=new.ftm_schema, ends=new.ends, statements=statements)
    return Status(201, Made(reference=made))


@router.get("/search", response=HitPage, summary="Search")
def search(request: HttpRequest, q: str, page: int = 1, case: str = "") -> HitPage:
    """Search your own records; what was typed stands in no log."""
    by = officer(request)
    filters = SearchFilters(case=case)
    found = actions.search_records(by=by, text=q, filters=filters, page=page, surface=Surface.API)
    shown = [HitOut(kind=hit.kind, reference=hit.reference, title=hit.title, line=hit.line) for hit in found.hits]
    return HitPage(hits=shown, page=found.number, pages=found.pages)


def _new(one: StatementIn) -> NewStatement:
    grade = Grade.parse(one.grade) if one.grade else None
    return NewStatement(
        one.prop,
        one.value,
        as_written=one.as_written,
        language=one.language,
        target=one.target,
        item=one.item,
        basis=one.basis,
        grade=grade,
        since=one.since,
        until=one.until,
    )


def _said(one: queries.Assertion) -> StatementOut:
    return StatementOut(
        id=one.id,
        entity=one.entity,
        source=one.source.reference,
        prop=one.prop,
        value=one.value,
        as_written=one.as_written,
        language=one.language,
        target=one.target.reference if one.target else "",
        item=one.item,
        basis=one.basis,
        grade=_grade(one.grade),
        since=one.since,
        until=one.until,
        made_at=moment(one.created_at),
        withdrawn_at=moment(one.withdrawn_at),
    )


def _grade(grade: Grade | None) -> str:
    return f"{grade.source.value}{grade.information.value}" if grade else ""
