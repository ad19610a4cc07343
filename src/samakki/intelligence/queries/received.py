"""What came from other nodes, as pages of the desk that got it show it: values, no rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_answers import SafetyCondition
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import (
    SentConditions,
    SentEntity,
    SentItem,
    read_entity,
    read_item,
)
from samakki.intelligence.domain.emergencies import FIELDS
from samakki.intelligence.domain.emergency_recalls import Change, change_told
from samakki.intelligence.domain.holdings import HoldingState, OfferState
from samakki.intelligence.domain.recalls import KeepGround, RecallReason, RecallScope
from samakki.intelligence.models import Filing, Holding, ReceivedDisclosure, ReleaseRequest
from samakki.intelligence.queries.acting import NOBODY, OtherDesks, other_desks
from samakki.intelligence.queries.asked_releases import AskedRelease, releases_of
from samakki.intelligence.queries.sealed import content_of

INTELLIGENCE = frozenset({Compartment.INTELLIGENCE})
IN_PART = frozenset({View.FULL, View.SUMMARY})
IN_PART_FOR_COURT = IN_PART | {View.DUTY_VIEW}
"""Of a report: a prosecutor sees what disclosure duty needs of it."""
PAGE = 50
OFFER, EMERGENCY = "offer", "emergency"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: what it says as long as it may be read, and what is left of it.

    Attributes:
        item: id; `SUMMARY`, `THINGS` or that of an item.
        said: the item; None for others, and where its words are gone.
        things: people and things.
        words: the summary.
        lines: the five lines of an emergency.
    """

    item: str
    state: HoldingState
    ground: KeepGround | None
    originator: str
    released_to: tuple[str, ...]
    review_by: date | None
    digest: str
    said: SentItem | None = None
    things: tuple[SentEntity, ...] = ()
    words: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ArrivedRecall:
    """One recall that was carried out here."""

    reference: str
    scope: RecallScope
    reason: RecallReason
    at: datetime


@dataclass(frozen=True, slots=True)
class ArrivedChange:
    """What the desk that sent an emergency changed since."""

    change: Change
    at: datetime
    is_seen: bool


@dataclass(frozen=True, slots=True)
class ReceivedDetail:
    """A disclosure or an emergency at the desk it came to."""

    reference: str
    is_full: bool
    kind: str
    state: OfferState
    originator_desk: str
    originator_reference: str
    desk: str
    purpose: str
    recipients: tuple[str, ...]
    conditions: SentConditions | None
    has_rest: bool
    feedback_due_on: str
    report: str
    reason: str
    received_at: datetime
    answered_at: datetime | None
    answered_by: str
    copies: tuple[Copy, ...]
    releases: tuple[AskedRelease, ...]
    recalls: tuple[ArrivedRecall, ...]
    cases: tuple[str, ...]
    changes: tuple[ArrivedChange, ...]
    others: OtherDesks


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """One in a list."""

    reference: str
    kind: str
    state: OfferState
    originator_desk: str
    received_at: datetime
    report: str
    is_full: bool = True
    is_taken: bool = False  # an emergency on which another desk acts


def received(by: Officer, reference: str) -> ReceivedDetail | None:
    """What came; None where it is missing or nothing of it is open to `by`. Who sees a summary reads no words.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = ReceivedDisclosure.objects.select_related("report").filter(reference=reference).first()
    if row is None or decision.view not in IN_PART:
        return None
    return _detail(row, is_full=decision.view is View.FULL)


def _detail(row: ReceivedDisclosure, *, is_full: bool) -> ReceivedDetail:
    return ReceivedDetail(
        row.reference,
        is_full,
        row.kind,
        OfferState(row.state),
        row.originator_desk,
        row.originator_reference,
        row.desk,
        row.purpose,
        tuple(row.recipients),
        _conditions(row),
        row.has_rest,
        row.feedback_due_on,
        row.report.reference if row.report else "",
        row.reason,
        row.received_at,
        row.answered_at,
        row.answered_by,
        tuple(_copy(one, is_full=is_full) for one in row.holdings.order_by("pk")),
        releases_of(ReleaseRequest.objects.filter(received=row)),
        tuple(
            ArrivedRecall(one.reference, RecallScope(one.scope), RecallReason(one.reason), one.at)
            for one in row.recalls.order_by("-pk")
        ),
        _cases(row),
        changes_in(row) if _is_emergency(row) else (),
        other_desks(row) if _is_emergency(row) else NOBODY,
    )


def received_with_report(report: str) -> ReceivedDetail | None:
    """What a report was made of, without its words; None for one written here. For a page that opened the report."""
    row = ReceivedDisclosure.objects.select_related("report").filter(report__reference=report).first()
    return _detail(row, is_full=False) if row is not None else None


def received_list(by: Officer) -> tuple[ReceivedRow, ...]:
    """What came to desks of `by`, newest first."""
    return _rows(visible_received(by).order_by("-received_at", "-pk")[:PAGE])


def offers_to_answer(by: Officer) -> tuple[ReceivedRow, ...]:
    """What waits for an answer of the desk of `by`, emergencies first; `is_full` where `by` can give it."""
    open_rows = visible_received(by).filter(state=OfferState.OFFERED.value)
    known = open_rows.filter(standing__is_taken=True, standing__seen_at__isnull=False)  # another desk acts, and we know
    rows = list(open_rows.exclude(pk__in=known.values("pk")).order_by("kind", "received_at", "pk"))
    own = set(
        visible_received(by, frozenset({View.FULL}))
        .filter(pk__in=[row.pk for row in rows])
        .values_list("pk", flat=True)
    )
    return tuple(replace(one, is_full=row.pk in own) for row, one in zip(rows, _rows(rows), strict=True))


def taken_back_in_case(case: str) -> tuple[tuple[str, HoldingState, str], ...]:
    """Copies in a case that are not to be used: report, state, what it came with. For a page that opened the case."""
    filed = Filing.objects.filter(case_reference=case, taken_out_at__isnull=True)
    reports = filed.values_list("report__reference", flat=True)
    states = [one.value for one in HoldingState if one not in {HoldingState.HELD, HoldingState.OFFERED}]
    rows = Holding.objects.filter(received__report__reference__in=list(reports), state__in=states)
    found = rows.order_by("pk").values_list("received__report__reference", "state", "received__reference")
    return tuple(dict.fromkeys((report, HoldingState(state), reference) for report, state, reference in found))


def visible_received(by: Officer, views: frozenset[View] = IN_PART) -> QuerySet[ReceivedDisclosure]:
    """What came and `by` may know of in a list."""
    seen = access.visible_filter(by=by, surface=Surface.LIST, compartments=INTELLIGENCE, views=views, column="resource")
    return ReceivedDisclosure.objects.filter(seen).select_related("report", "standing")


def _rows(rows: Iterable[ReceivedDisclosure]) -> tuple[ReceivedRow, ...]:
    return tuple(
        ReceivedRow(
            row.reference,
            row.kind,
            OfferState(row.state),
            row.originator_desk,
            row.received_at,
            row.report.reference if row.report else "",
            is_taken=_is_emergency(row) and hasattr(row, "standing") and row.standing.is_taken,
        )
        for row in rows
    )


def _copy(row: Holding, *, is_full: bool) -> Copy:
    state = HoldingState(row.state)
    is_open = is_full and state in {HoldingState.OFFERED, HoldingState.HELD, HoldingState.KEPT}
    content = content_of(row) if is_open else b""
    return Copy(
        row.item,
        state,
        KeepGround(row.ground) if row.ground else None,
        row.originator,
        tuple(row.released_to),
        row.review_by,
        row.digest,
        said=read_item(json.loads(content)) if content and row.item not in {SUMMARY, THINGS} else None,
        things=tuple(read_entity(one) for one in json.loads(content)) if content and row.item == THINGS else (),
        words=content.decode("utf-8") if content and row.item == SUMMARY and not _is_emergency(row.received) else "",
        lines=_lines(content) if content and _is_emergency(row.received) else (),
    )


def _lines(content: bytes) -> tuple[tuple[str, str], ...]:
    said = json.loads(content)
    return tuple((name, said[name]) for name in FIELDS if name in said)


def _is_emergency(row: ReceivedDisclosure) -> bool:
    return row.kind == EMERGENCY


def changes_in(row: ReceivedDisclosure) -> tuple[ArrivedChange, ...]:
    """What became of an emergency, the weightiest first: once it is over, no correction changes that."""
    found = [
        ArrivedChange(
            change_told(RecallScope(one.scope), RecallReason(one.reason), ended=one.ended),
            one.at,
            one.seen_at is not None,
        )
        for one in row.recalls.order_by("-pk")
    ]
    return tuple(sorted(found, key=lambda one: one.change is Change.CORRECTED))


def _conditions(row: ReceivedDisclosure) -> SentConditions | None:
    if not row.conditions:
        return None
    return SentConditions(
        conditions.read(row.conditions.get("handling", {})),
        tuple(SafetyCondition(one) for one in row.conditions.get("words", ())),
        row.conditions.get("note", ""),
    )


def _cases(row: ReceivedDisclosure) -> tuple[str, ...]:
    if row.report is None:
        return ()
    filed = Filing.objects.filter(report=row.report, taken_out_at__isnull=True)
    return tuple(sorted(set(filed.values_list("case_reference", flat=True))))
