"""Turning accepted copies into a draft report of the desk: items, people and things, with owner and conditions kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer, Resource
from samakki.entities import actions as entities
from samakki.entities.actions.writing import write_entities
from samakki.entities.domain.sources import SourceKind as DescribedBy
from samakki.entities.domain.statements import NewEntity, NewStatement, check_statement
from samakki.intelligence.actions.copies import agency_of
from samakki.intelligence.actions.writing import carry_conditions, indexed
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import SentEntity, SentItem, read_entity, read_item
from samakki.intelligence.domain.grading import ItemGrade
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.vocabulary import ItemBasis, Obtained, OriginalKind, SourceKind, Urgency
from samakki.intelligence.models import ReceivedDisclosure, Report, ReportItem
from samakki.intelligence.queries.sealed import content_of
from samakki.kernel.grades import Grade, GradeSystem, NativeGrade
from samakki.kernel.refusals import InvalidValue

INVESTIGATING = frozenset({Purpose.INVESTIGATE_TRAFFICKING.value, Purpose.INVESTIGATE_SMUGGLING.value})


def land(by: Officer, received: ReceivedDisclosure) -> None:
    """Put what is held and not yet in the report into it, in the transaction that accepts; makes the report first."""
    if received.report is None:
        received.report = _report(by, received)
        received.save(update_fields=["report"])
    report = received.report
    for copy in received.holdings.filter(state=HoldingState.HELD.value, report_item="").order_by("pk"):
        content = content_of(copy)
        if copy.item == SUMMARY:
            report.raw = content.decode("utf-8")
            report.original_bytes = content
            report.original_digest = hashlib.sha256(content).hexdigest()
            copy.report_item = report.reference
        elif copy.item == THINGS:
            _write_things(by, report, [read_entity(one) for one in json.loads(content)])
            copy.report_item = report.reference
        else:
            copy.report_item = _write_item(by, report, read_item(json.loads(content)), copy.handling)
        copy.save(update_fields=["report_item"])
    report.changed_at = timezone.now()
    report.save()
    carry_conditions(report)
    indexed(report)


def _report(by: Officer, received: ReceivedDisclosure) -> Report:
    purpose = received.purpose if received.purpose in INVESTIGATING else Purpose.INVESTIGATE_TRAFFICKING.value
    reference, now = access.new_record_reference("R"), timezone.now()
    record = access.NewRecord(reference, "intelligence", Compartment.INTELLIGENCE, owner_desk=received.desk)
    access.register_resource(by=by, record=record, purpose=Purpose(purpose))
    report = Report.objects.create(
        reference=reference,
        resource=Resource.objects.select_related("owner_desk").get(reference=reference),
        purpose=purpose,
        urgency=Urgency.MEDIUM.value,
        source_kind=SourceKind.OTHER_AGENCY.value,
        obtained_how=Obtained.PASSED_ON.value,
        obtained_on=received.received_at.date().isoformat(),
        original_kind=OriginalKind.PASTED.value,
        original_bytes=b"",
        original_digest=hashlib.sha256(b"").hexdigest(),
        writers=[by.code],
        created_at=now,
        created_by=by.code,
        changed_at=now,
    )
    entities.open_source(
        by=by,
        reference=reference,
        kind=DescribedBy.REPORT,
        resource_reference=reference,
        obtained_on=report.obtained_on,
        origin=agency_of(received.originator_desk),
    )
    return report


def _write_item(by: Officer, report: Report, item: SentItem, handling: Mapping[str, Any]) -> str:
    """One item as it came. Its words that may leave are empty: passing it on is a decision of its own."""
    reference, now = access.new_record_reference("I"), timezone.now()
    last = report.items.order_by("-number").values_list("number", flat=True).first() or 0
    held = conditions.read(handling)
    row = ReportItem(
        reference=reference,
        report=report,
        number=last + 1,
        basis=item.basis if item.basis in {one.value for one in ItemBasis} else ItemBasis.FACT.value,
        raw=item.text,
        handling=dict(handling),
        review_on=held.review_on,
        created_at=now,
        created_by=by.code,
        changed_at=now,
    )
    _grade(row, item.native)
    row.save()
    return reference


def _grade(row: ReportItem, native: Mapping[str, str]) -> None:
    """The grade letter by letter as it was given abroad; none where it is not a grade of a known system."""
    try:
        given = NativeGrade(
            GradeSystem(native["system"]), native["source"], native["information"], native.get("handling", "")
        )
        found = ItemGrade.of(given)
    except (KeyError, ValueError):
        return
    row.native_system, row.native_handling = given.system.value, given.handling
    row.native_source, row.native_information = given.source, given.information
    row.source_grade, row.information_grade = found.grade.source.value, found.grade.information.value
    row.mapping_version = found.mapping_version


def _write_things(by: Officer, report: Report, sent: Sequence[SentEntity]) -> None:
    """People and things as they came. A value this node's vocabulary does not take stays in the sealed copy alone."""
    places = {one.id: f"#{number}" for number, one in enumerate(sent)}
    made = [NewEntity(one.schema, tuple(_statements(one, places))) for one in sent]
    kept = list(range(len(made)))
    while (left := [number for number in kept if _said_of(made[number], kept)]) != kept:
        kept = left  # what pointed to something that says nothing may say nothing itself now
    renumbered = {f"#{number}": f"#{place}" for place, number in enumerate(kept)}
    whole = [
        NewEntity(made[number].schema, tuple(_at(said, renumbered) for said in _said_of(made[number], kept)))
        for number in kept
    ]
    if whole:
        write_entities(by=by, source=report.reference, entities=whole)


def _said_of(one: NewEntity, kept: Sequence[int]) -> list[NewStatement]:
    there = {f"#{number}" for number in kept}
    return [said for said in one.statements if not said.target or said.target in there]


def _at(said: NewStatement, renumbered: Mapping[str, str]) -> NewStatement:
    return replace(said, target=renumbered[said.target]) if said.target else said


def _statements(one: SentEntity, places: Mapping[str, str]) -> list[NewStatement]:
    found = []
    for said in one.said:
        statement = NewStatement(
            prop=said.prop,
            value=said.value,
            as_written=said.as_written,
            language=said.language,
            target=places.get(said.target, ""),
            basis=said.basis,
            grade=_read_grade(said.grade),
            since=said.since,
            until=said.until,
        )
        try:
            check_statement(one.schema, statement)
        except InvalidValue:
            continue
        found.append(statement)
    return found


def _read_grade(text: str) -> Grade | None:
    try:
        return Grade.parse(text) if text else None
    except InvalidValue:
        return None
