"""Dated events of a case: adding, correcting by a new one, withdrawing. Nothing that was entered is overwritten."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.queries import Officer
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.events import LEAST_REASON, NewEvent, refusals_to_add
from samakki.cases.models import Case, CaseEvent, EventLink
from samakki.entities import queries as entities
from samakki.entities.actions import drop_from_index, index_text
from samakki.entities.models import Entity
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import Refusal


def add_event(*, by: Officer, case: str, new: NewEvent) -> str:
    """Add an event to a case.

    Returns:
        Its reference.

    Raises:
        Refused: "not-found"; "case-closed"; "event-unknown-entity"; see ``domain.events.refusals_to_add``.
        InvalidValue: the source's reference is not written like one.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            reasons += _refusals(by, new)
            if not reasons:
                event = _write(by, row, new)
                audit.record(by, "add_event", case, facts={"record": event.reference})
                return event.reference
    raise logged_refusal(by, "add_event", case, reasons)


def correct_event(*, by: Officer, event: str, new: NewEvent) -> str:
    """Put a corrected event in place of one. The old one stays and says which one replaces it.

    Raises:
        Refused: as `add_event`; "event-gone" where it was corrected or withdrawn before.
    """
    with transaction.atomic():
        old, row, reasons = _opened(by, event)
        if old is not None and row is not None:
            reasons += _refusals(by, new)
            if not reasons:
                corrected = _write(by, row, new)
                old.replaced_by = corrected
                old.save(update_fields=["replaced_by"])
                drop_from_index("event", old.reference)
                audit.record(by, "correct_event", row.reference, facts={"record": corrected.reference})
                return corrected.reference
    raise logged_refusal(by, "correct_event", event, reasons)


def withdraw_event(*, by: Officer, event: str, reason: str) -> None:
    """Take an event out of the timeline, with a reason. It can still be read.

    Raises:
        Refused: "not-found"; "case-closed"; "event-gone"; "event-reason-missing".
    """
    with transaction.atomic():
        old, row, reasons = _opened(by, event)
        if old is not None and row is not None:
            if len(reason.strip()) < LEAST_REASON:
                reasons.append(Refusal("event-reason-missing", {"characters": LEAST_REASON}))
            if not reasons:
                old.withdrawn_at, old.withdrawn_by, old.withdrawn_reason = timezone.now(), by.code, reason.strip()[:300]
                old.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
                drop_from_index("event", old.reference)
                touch(row)
                audit.record(by, "withdraw_event", row.reference, facts={"record": event})
                return
    raise logged_refusal(by, "withdraw_event", event, reasons)


def index_event(row: CaseEvent) -> None:
    """Put an event into the search index. Who finds it is decided by the case file."""
    index_text(
        kind="event",
        reference=row.reference,
        resource_id=row.resource_id,
        title=row.title,
        texts=[row.title, row.words, row.place, row.source_words],
        identifiers=[row.reference],
        on=row.date,
        grade=f"{row.source_grade}{row.information_grade}",
        case=row.case.reference,
    )


def _opened(by: Officer, event: str) -> tuple[CaseEvent | None, Case | None, list[Refusal]]:
    old = CaseEvent.objects.select_related("case").filter(reference=event).first()
    row, reasons = opened_for_work(by, old.case.reference if old else event)
    if old is None or row is None:
        return None, None, reasons or [NOT_FOUND]
    is_gone = old.replaced_by_id is not None or old.withdrawn_at is not None
    return old, row, [Refusal("event-gone")] if is_gone else []


def _refusals(by: Officer, new: NewEvent) -> list[Refusal]:
    reasons = list(refusals_to_add(new))
    if set(new.entities) - set(entities.captions(by, new.entities)):
        reasons.append(Refusal("event-unknown-entity"))
    return reasons


def _write(by: Officer, case: Case, new: NewEvent) -> CaseEvent:
    row = CaseEvent.objects.create(
        reference=free_reference("V", lambda one: CaseEvent.objects.filter(reference=one).exists()),
        case=case,
        resource=case.resource,
        title=new.title.strip(),
        words=new.words.strip(),
        date=new.when.iso,
        date_as_written=new.when.as_written,
        calendar=new.when.calendar.value,
        time=new.time,
        zone=new.zone,
        season=new.season.value if new.season else "",
        first_day=new.when.earliest,
        last_day=new.when.latest,
        place=new.place.strip(),
        source=parse_reference(new.source) if new.source else "",
        source_words=new.source_words.strip(),
        source_grade=new.grade.source.value if new.grade else "",
        information_grade=new.grade.information.value if new.grade else "",
        basis="assessment" if new.is_assessment else "fact",
        in_summary=new.in_summary,
        made_at=timezone.now(),
        made_by=by.code,
    )
    linked = Entity.objects.filter(reference__in=new.entities)
    EventLink.objects.bulk_create(EventLink(event=row, entity=entity) for entity in linked)
    index_event(row)
    touch(case)
    return row
