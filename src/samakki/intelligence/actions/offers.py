"""An offer or an emergency at the desk it came to: taking it in, accepting, declining. The sender learns which."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.records import new_record_reference
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.ties import tie
from samakki.access.domain.policy import NOT_FOUND, Tie
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import Desk, Officer, Resource
from samakki.access.queries.choices import officer_to_tie
from samakki.access.queries.records import standing
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.copies import erase_copy, keep_copy
from samakki.intelligence.actions.landing import land
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import (
    ANSWER,
    Package,
    answer_body,
    as_bytes,
    sent_entity,
    sent_item,
    unpacked,
)
from samakki.intelligence.domain.holdings import (
    DeclineReason,
    HoldingState,
    OfferState,
    refusals_to_answer_offer,
)
from samakki.intelligence.domain.writing import refusals_of_text
from samakki.intelligence.models import ReceivedDisclosure
from samakki.kernel.refusals import InvalidValue, Refusal, Refused

OFFER_KIND, EMERGENCY_KIND = "offer", "emergency"
TIED_FOR = (Purpose.INVESTIGATE_TRAFFICKING, Purpose.INVESTIGATE_SMUGGLING, Purpose.COOPERATE)
NOT_READABLE = Verdict(accepted=False, code="disclosure-not-readable")
LONGEST_NOTE = 300


def receive_offer(arrived: Arrived) -> Verdict:
    """Take an offer in: sealed copies, shown to the desk it is for. Nobody has accepted anything yet."""
    try:
        package = unpacked(arrived.body)
    except (KeyError, ValueError, TypeError, AttributeError, InvalidValue):
        return NOT_READABLE
    if package.desk != str(arrived.sender):
        return Verdict(accepted=False, code="disclosure-of-another-desk")
    if _known(arrived, package.disclosure) is not None:
        return Verdict(accepted=False, code="disclosure-known-already")
    row = open_received(arrived, OFFER_KIND, package.disclosure)
    row.purpose, row.recipients, row.has_rest = package.purpose[:32], list(package.recipients), package.has_rest
    row.conditions = _conditions(package)
    row.feedback_due_on = package.feedback_due_on[:10]
    row.save()
    _keep(row, package, HoldingState.OFFERED)
    audit.record(NODE, "receive_disclosure", row.reference, facts={"desk": row.originator_desk})
    return Verdict(accepted=True, subject=row.reference)


def receive_rest(arrived: Arrived) -> Verdict:
    """Take in what was held back until the desk accepted; it goes into the same draft."""
    try:
        package = unpacked(arrived.body)
    except (KeyError, ValueError, TypeError, AttributeError, InvalidValue):
        return NOT_READABLE
    row = _known(arrived, package.disclosure)
    if row is None or row.state != OfferState.ACCEPTED.value or not row.has_rest:
        return Verdict(accepted=False, code="disclosure-rest-unasked")
    by = Officer.objects.filter(code=row.answered_by).first()
    row.has_rest = False
    row.save(update_fields=["has_rest"])
    _keep(row, package, HoldingState.HELD)
    if by is not None:
        land(by, row)
    audit.record(NODE, "receive_rest", row.reference, facts={"desk": row.originator_desk})
    return Verdict(accepted=True, subject=row.reference)


def accept_offer(*, by: Officer, reference: str) -> str:
    """Take what was offered into the desk's own files, as a draft report that names its owner and conditions.

    Returns:
        Reference of the report.

    Raises:
        Refused: "not-found"; "offer-answered-already"; the answer cannot be sent.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = offer_to_answer(by, reference)
            if row is not None:
                reasons = _no_offer(row) or refusals_to_answer_offer(
                    OfferState(row.state), is_accepted=True, reason=None
                )
            if row is not None and not reasons:
                _answered(by, row, OfferState.ACCEPTED)
                row.holdings.filter(state=HoldingState.OFFERED.value).update(state=HoldingState.HELD.value)
                land(by, row)
                _tell(by, row, answer="accepted")
                report = row.report.reference if row.report else ""
                audit.record(by, "accept_disclosure", reference, facts={"record": report})
                return report
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "accept_disclosure", reference, reasons)


def decline_offer(*, by: Officer, reference: str, reason: DeclineReason | None, note: str = "") -> None:
    """Say that the desk does not take what was offered. Its words are erased here at once.

    Args:
        by: of the desk.
        reference: "DR-…".
        reason: a code; the sender reads it.
        note: a few words; the sender reads them.

    Raises:
        Refused: "not-found"; "offer-answered-already"; "decline-reason-missing"; "text-too-long".
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = offer_to_answer(by, reference)
            if row is not None:
                reasons = (
                    *_no_offer(row),
                    *refusals_to_answer_offer(OfferState(row.state), is_accepted=False, reason=reason),
                    *refusals_of_text(note, longest=LONGEST_NOTE, is_needed=False),
                )
            if row is not None and reason is not None and not reasons:
                row.reason = reason.value
                _answered(by, row, OfferState.DECLINED)
                for copy in row.holdings.all():
                    copy.state = HoldingState.DECLINED.value
                    erase_copy(copy, timezone.now())
                _tell(by, row, answer="declined", reason=reason.value, note=note.strip())
                audit.record(by, "decline_disclosure", reference, facts={"reason": reason.value.replace("_", "-")})
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "decline_disclosure", reference, reasons)


def offer_to_answer(by: Officer, reference: str) -> tuple[ReceivedDisclosure | None, tuple[Refusal, ...]]:
    """What came, locked, where `by` reads all of it; else the one answer for missing and not theirs."""
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    if decision.view is not View.FULL:
        return None, (NOT_FOUND,)
    rows = ReceivedDisclosure.objects.select_for_update(of=("self",)).select_related("report", "resource")
    row = rows.filter(reference=reference).first()
    return (row, ()) if row is not None else (None, (NOT_FOUND,))


def open_received(arrived: Arrived, kind: str, originator_reference: str) -> ReceivedDisclosure:
    """A row and a record for what came to one desk; every officer of the desk who reads reports is tied to it."""
    desk = Desk.objects.get(address=str(arrived.to))
    reference, now = new_record_reference("DR"), timezone.now()
    resource = Resource.objects.create(
        reference=reference,
        subject="intelligence",
        compartment=Compartment.INTELLIGENCE.value,
        handling=_codes(arrived.handling),
        owner_desk=desk,
        is_protected=False,
        created_at=now,
    )
    for officer in Officer.objects.filter(desk=desk, is_active=True).order_by("pk"):
        for purpose in TIED_FOR:
            seen = standing(officer, reference)
            if officer_to_tie(seen, officer.code, purpose=purpose, basis=Basis.SHARED) is not None:
                tie(resource.pk, officer, Tie(Basis.SHARED, purpose, now, None), granted_by=NODE)
    return ReceivedDisclosure.objects.create(
        reference=reference,
        resource=resource,
        kind=kind,
        originator_desk=str(arrived.sender),
        originator_reference=originator_reference,
        desk=str(arrived.to),
        thread=arrived.thread,
        message=arrived.message_id,
        received_at=now,
    )


def route_back(row: ReceivedDisclosure) -> Route:
    """From the desk here to the desk that sent it, as an answer to what came."""
    return Route(
        row.desk,
        row.originator_desk,
        row.thread or row.originator_reference,
        row.purpose or Purpose.INVESTIGATE_TRAFFICKING.value,
        subjects=(row.reference,),
        reply_to=row.message,
    )


def _no_offer(row: ReceivedDisclosure) -> tuple[Refusal, ...]:
    """An emergency is answered in another way: its words must not go, and its sender must be told."""
    return () if row.kind == OFFER_KIND else (NOT_FOUND,)


def _answered(by: Officer, row: ReceivedDisclosure, state: OfferState) -> None:
    row.state, row.answered_at, row.answered_by = state.value, timezone.now(), by.code
    row.save()


def _tell(by: Officer, row: ReceivedDisclosure, *, answer: str, reason: str = "", note: str = "") -> None:
    body = answer_body(disclosure=row.originator_reference, answer=answer, reason=reason, note=note)
    post(by, ANSWER, body, replace(route_back(row), declines=answer == "declined"))


def _known(arrived: Arrived, reference: str) -> ReceivedDisclosure | None:
    rows = ReceivedDisclosure.objects.select_for_update(of=("self",)).select_related("report")
    return rows.filter(
        originator_desk=str(arrived.sender), originator_reference=reference, desk=str(arrived.to)
    ).first()


def _keep(row: ReceivedDisclosure, package: Package, state: HoldingState) -> None:
    """One copy for each item, one for people and things, one for the summary: each can be taken back by itself."""
    there = set(row.holdings.values_list("item", flat=True))
    handling = package.conditions.handling
    if package.summary and SUMMARY not in there:
        keep_copy(row, SUMMARY, package.summary.encode("utf-8"), handling, state=state)
    for item in package.items:
        keep_copy(row, item.id, as_bytes(sent_item(item)), item.handling, state=state)
    if package.entities:
        content = json.dumps([sent_entity(one) for one in package.entities], ensure_ascii=False).encode("utf-8")
        keep_copy(row, THINGS, content, handling, state=state)


def _conditions(package: Package) -> dict[str, Any]:
    return {
        "handling": conditions.stored(package.conditions.handling),
        "words": [one.value for one in package.conditions.words],
        "note": package.conditions.note,
    }


def _codes(handling: Mapping[str, object]) -> str:
    given = handling.get("codes")
    known = {"H0", "H1", "H2", "H3"}
    return ",".join(sorted(known & set(map(str, given)))) if isinstance(given, list | tuple) and given else "H0"
