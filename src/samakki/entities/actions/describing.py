"""What an officer says of entities on a page: describing one, adding to it, taking a value back, linking two."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from django.db import transaction

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.changing import WithdrawalReason, check_targets, entity_to_change, withdraw_rows
from samakki.entities.actions.files import store_file
from samakki.entities.actions.places import follow_place
from samakki.entities.actions.protecting import in_codes
from samakki.entities.actions.writing import add_to, refresh, tell, write_entities
from samakki.entities.domain import schemata
from samakki.entities.domain.describing import NOT_FOUND, refusals_to_withdraw
from samakki.entities.domain.files import FileKind
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Source, Statement
from samakki.entities.queries.seeing import may_change
from samakki.kernel.refusals import Fact, InvalidValue, Refusal

SKETCH = "samakki:sketch"


def describe(*, by: Officer, source: str, entity: NewEntity) -> str:
    """Describe a person or thing as a source does, on a page.

    Args:
        by: who writes.
        source: reference of the source.
        entity: what is said.

    Returns:
        The entity's reference.

    Raises:
        Refused: "not-found", where `by` may not change the source's record.
        InvalidValue: the entity cannot be written, as `write_entities` says.
    """
    with transaction.atomic():
        found, reasons = _source_to_change(by, source)
        if found is not None:
            check_targets(by, [entity])
            (reference,) = write_entities(by=by, source=source, entities=[entity])
            audit.record(by, "describe_entity", reference, facts={"record": found.resource.reference})
            return reference
    raise logged_refusal(by, "describe_entity", source, reasons)


def add_statements(*, by: Officer, entity: str, statements: Sequence[NewStatement]) -> None:
    """Say more of an entity, in the same source. Nothing that was said is touched.

    Raises:
        Refused: "not-found", where `by` may not change the record that describes the entity.
        InvalidValue: a statement cannot be written.
    """
    with transaction.atomic():
        found, reasons = entity_to_change(by, entity)
        if found is not None and not reasons:
            check_targets(by, [NewEntity(found.schema, tuple(statements))])
            add_to(by=by, entity=found, statements=in_codes(by, found, statements))
            follow_place(found)
            facts: dict[str, Fact] = {"record": found.resource.reference, "count": len(statements)}
            audit.record(by, "add_statements", entity, facts=facts)
            return
    raise logged_refusal(by, "add_statements", entity, reasons)


def add_sketch(*, by: Officer, entity: str, stream: BinaryIO, given_name: str = "") -> str:
    """Keep a sketch map with a place, a trip or a person: a drawing or a photograph of one.

    Args:
        by: who brings it.
        entity: reference of what it shows the way to.
        stream: seekable.
        given_name: of the file, as the browser sent it.

    Returns:
        The reference of the stored file; whoever sees all of the entity's record may open it.

    Raises:
        Refused: "not-found", where `by` may not change the record that describes the entity.
        InvalidValue: what `store_file` raises; "property-unknown" for a thing that nobody finds by a sketch.
    """
    with transaction.atomic():
        found, reasons = entity_to_change(by, entity)
        if found is not None and not reasons:
            kind_of(found.schema, SKETCH)
            file = store_file(
                by=by,
                resource_reference=found.resource.reference,
                stream=stream,
                kind=FileKind.PHOTO,
                given_name=given_name,
            )
            add_to(by=by, entity=found, statements=[NewStatement(SKETCH, file.reference)])
            audit.record(by, "add_sketch", entity, facts={"record": found.resource.reference, "size": file.size})
            return file.reference
    raise logged_refusal(by, "add_sketch", entity, reasons)


def withdraw_statement(
    *,
    by: Officer,
    entity: str,
    statement: int,
    reason: WithdrawalReason,
    instead: Sequence[NewStatement] = (),
) -> None:
    """Say that a value no longer holds. It stays in the table and on the page, struck out, with who and why.

    Args:
        by: who withdraws.
        entity: reference of the entity that it was said of.
        statement: number of the statement.
        reason: why.
        instead: what holds instead, written in the same transaction.

    Raises:
        Refused: "not-found", for an entity whose record `by` may not change and for a statement of another entity
            alike; "statement-withdrawn-already".
        InvalidValue: what stands instead cannot be written.
    """
    with transaction.atomic():
        found, reasons = entity_to_change(by, entity)
        if found is not None and not reasons:
            row = Statement.objects.select_for_update().filter(entity=found, pk=statement).first()
            reasons = refusals_to_withdraw(is_there=row is not None, is_withdrawn=bool(row and row.withdrawn_at))
            if row is not None and not reasons:
                withdraw_rows(by, [row], reason)
                if instead:
                    check_targets(by, [NewEntity(found.schema, tuple(instead))])
                    add_to(by=by, entity=found, statements=in_codes(by, found, instead))
                else:
                    refresh([found])
                    tell([found.reference])
                follow_place(found)
                if row.target is not None:
                    tell([row.target.reference])
                facts = {"record": found.resource.reference, "reason": reason.value}
                audit.record(by, "withdraw_statement", entity, facts=facts)
                return
    raise logged_refusal(by, "withdraw_statement", entity, reasons)


def link(
    *,
    by: Officer,
    source: str,
    schema: str,
    ends: Mapping[str, str],
    statements: Sequence[NewStatement] = (),
) -> str:
    """Connect entities, as a source says they are: a membership, a family tie, who uses a telephone.

    Args:
        by: who writes.
        source: reference of the source that says so; it need not be the one that describes the ends.
        schema: "Membership", "UnknownLink" … (`kinds.LinkKind` has those that an officer picks).
        ends: reference of an entity by property of the schema: {"member": "E-…", "organization": "E-…"}.
        statements: role, dates and whatever else the link carries.

    Returns:
        The reference of the link, which is an entity itself.

    Raises:
        Refused: "not-found", where `by` may not change the source's record.
        InvalidValue: "target-unknown", for an end that is missing or not open to `by` alike; "target-wrong-schema";
            "link-needs-two-ends"; "link-to-itself"; whatever `write_entities` says.
    """
    named = list(ends.values())
    if (pair := schemata.ends(schema)) is not None and not set(pair) <= set(ends):
        raise InvalidValue("link-needs-two-ends")
    if len(set(named)) < len(named):
        raise InvalidValue("link-to-itself")
    said = (*(NewStatement(prop, target=reference) for prop, reference in ends.items()), *statements)
    return describe(by=by, source=source, entity=NewEntity(schema, said))


def _source_to_change(by: Officer, reference: str) -> tuple[Source | None, tuple[Refusal, ...]]:
    found = Source.objects.select_related("resource").filter(reference=reference).first()
    if not may_change(by, found.resource.reference if found else reference):
        return None, (NOT_FOUND,)
    if found is None or (found.is_draft and found.created_by != by.code):
        return None, (NOT_FOUND,)
    return found, ()
