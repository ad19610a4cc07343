"""Life at risk: one officer sends five lines at once; the clock asks the next desk; a supervisor looks back."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND, decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface, View
from samakki.access.models import Officer, Resource
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.copies import keep_copy
from samakki.intelligence.actions.disclosure_rows import has_duty
from samakki.intelligence.actions.emergency_acting import everybody_said_no
from samakki.intelligence.actions.offers import EMERGENCY_KIND, open_received
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.domain.disclosure_items import SUMMARY
from samakki.intelligence.domain.disclosure_messages import EMERGENCY, as_bytes, emergency_body
from samakki.intelligence.domain.emergencies import (
    FIELDS,
    LONGEST,
    REVIEW_WITHIN,
    EmergencyFacts,
    EmergencyFinding,
    EmergencyState,
    is_call_due,
    next_desk,
    refusals_to_alarm,
    refusals_to_review,
)
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.protection_checks import codes_in
from samakki.intelligence.models import Emergency, ReceivedDisclosure
from samakki.intelligence.queries.desks import is_listed, own_desks
from samakki.intelligence.queries.sealed import EMERGENCY as TABLE
from samakki.intelligence.queries.sealed import brought_out, put_away
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import Handling, HandlingCode
from samakki.kernel.refusals import Refusal, Refused

PURPOSE = Purpose.INVESTIGATE_TRAFFICKING
WAITING = (EmergencyState.SENT.value, EmergencyState.UNANSWERED.value)


def send_emergency(*, by: Officer, texts: Mapping[str, str], desks: Sequence[str], reason: str) -> str:
    """Send what is needed to save a life, at once: no hold, no second person before it, a review after it.

    Args:
        by: any officer who writes reports.
        texts: the five lines, by name of `FIELDS`; nothing else travels.
        desks: addresses in the order in which they are asked; the first gets it now.
        reason: why it cannot wait for the usual way; stays here.

    Returns:
        Its reference: "EM-…".

    Raises:
        Refused: what `refusals_to_alarm` says; the role writes no reports; "recipient-unknown"; "recipient-is-own";
            a check before leaving, which holds for an emergency as for everything else.
        InvalidValue: a desk is not written like one.
    """
    to = [DeskAddress.parse(one) for one in desks]
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            purpose = _purpose(by)
            reasons = (
                *decide_write(officers.viewer(by), Compartment.INTELLIGENCE, purpose=purpose, roles=officers.roles()),
                *refusals_to_alarm(texts, desks=desks, reason=reason),
                *(Refusal("recipient-unknown", {"desk": str(one)}) for one in to if not is_listed(one)),
                *(Refusal("recipient-is-own", {"desk": str(one)}) for one in to if str(one) in own_desks()),
            )
            if not reasons:
                row = _written(by, purpose, texts, [str(one) for one in to], reason)
                _ask(by, row, row.desks[0])
                audit.record(by, "send_emergency", row.reference, facts={"desk": row.desks[0]})
                return row.reference
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "send_emergency", "", reasons)


def ask_next_desks() -> int:
    """Give every emergency that nobody answered for a quarter of an hour to the next desk. For the node's clock.

    Returns:
        How many are unanswered now: their senders are told to call.
    """
    waiting = Emergency.objects.filter(state__in=WAITING)
    count = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = Emergency.objects.select_for_update(of=("self",)).select_related("resource__owner_desk")
            row = rows.get(pk=pk)
            now = timezone.now()
            facts = emergency_facts(row)
            if row.state not in WAITING or row.taken_by or not is_call_due(facts, now):
                continue
            count += 1
            row.state = EmergencyState.UNANSWERED.value
            row.save(update_fields=["state"])
            if desk := next_desk(facts, now):
                _ask_or_note(row, desk)
    return count


def note_call(*, by: Officer, reference: str) -> None:
    """Note that the desk was called.

    Raises:
        Refused: "not-found".
    """
    with transaction.atomic():
        row, reasons = _emergency(by, reference)
        if row is not None:
            row.call_noted_at, row.call_noted_by = timezone.now(), by.code
            row.save(update_fields=["call_noted_at", "call_noted_by"])
            audit.record(by, "note_call", reference)
            return
    raise logged_refusal(by, "note_call", reference, reasons)


def review_emergency(*, by: Officer, reference: str, finding: EmergencyFinding) -> None:
    """Look back at an emergency, as the supervisor, within a day.

    Raises:
        Refused: "not-found"; what `refusals_to_review` says.
    """
    with transaction.atomic():
        row, reasons = _emergency(by, reference)
        if row is not None:
            reasons = refusals_to_review(
                by=by.code, sent_by=row.sent_by, has_duty=has_duty(by), is_reviewed=row.reviewed_at is not None
            )
        if row is not None and not reasons:
            row.reviewed_at, row.reviewed_by, row.finding = timezone.now(), by.code, finding.value
            row.save()
            audit.record(by, "review_emergency", reference, facts={"finding": finding.value.replace("_", "-")})
            return
    raise logged_refusal(by, "review_emergency", reference, reasons)


def receive_emergency(arrived: Arrived) -> Verdict:
    """Take an emergency in: shown to everybody of the desk at once."""
    said = {name: str(arrived.body.get(name, "")).strip()[:LONGEST] for name in FIELDS}
    reference = str(arrived.body.get("disclosure", ""))[:40]
    if not reference or not all(said.values()):
        return Verdict(accepted=False, code="emergency-not-readable")
    if ReceivedDisclosure.objects.filter(
        originator_desk=str(arrived.sender), originator_reference=reference, desk=str(arrived.to)
    ).exists():
        return Verdict(accepted=False, code="disclosure-known-already")
    row = open_received(arrived, EMERGENCY_KIND, reference)
    row.recipients = [str(arrived.to)]
    row.save(update_fields=["recipients"])
    keep_copy(row, SUMMARY, as_bytes(said), Handling(codes=frozenset({HandlingCode.H0})), state=HoldingState.OFFERED)
    audit.record(NODE, "receive_emergency", row.reference, facts={"desk": row.originator_desk})
    return Verdict(accepted=True, subject=row.reference)


def emergency_facts(row: Emergency) -> EmergencyFacts:
    """An emergency as the clock sees it."""
    is_refused = not row.taken_by and everybody_said_no(row)
    return EmergencyFacts(row.desks, row.asked, row.asked_at, is_taken=bool(row.taken_by), is_refused=is_refused)


def _purpose(by: Officer) -> Purpose:
    """What the officer investigates; the usual crime where the role has several."""
    mine = purposes_of(officers.viewer(by), roles=officers.roles())
    return PURPOSE if PURPOSE in mine or not mine else mine[0]


def _written(by: Officer, purpose: Purpose, texts: Mapping[str, str], desks: list[str], reason: str) -> Emergency:
    reference, now = access.new_record_reference("EM"), timezone.now()
    access.register_resource(
        by=by, record=access.NewRecord(reference, "intelligence", Compartment.INTELLIGENCE), purpose=purpose
    )
    said = as_bytes({name: texts[name].strip() for name in FIELDS})
    return Emergency.objects.create(
        reference=reference,
        resource=Resource.objects.select_related("owner_desk").get(reference=reference),
        texts_sealed=put_away(said, table=TABLE, row=reference, column="texts"),
        reason_sealed=put_away(reason.strip().encode("utf-8"), table=TABLE, row=reference, column="reason"),
        desks=desks,
        asked_at=now,
        sent_at=now,
        sent_by=by.code,
        review_due_at=now + REVIEW_WITHIN,
    )


def _ask(by: Officer | str, row: Emergency, desk: str) -> None:
    own = row.resource.owner_desk.address
    said = json.loads(brought_out(bytes(row.texts_sealed), table=TABLE, row=row.reference, column="texts"))
    body = as_bytes(emergency_body(disclosure=row.reference, desk=own, texts=said))
    subjects = (row.reference, *codes_in(body, ()))
    message = post(
        by, EMERGENCY, body, Route(own, desk, row.reference, PURPOSE.value, subjects=subjects), is_urgent=True
    )
    row.asked, row.asked_at = row.asked + 1, timezone.now()
    row.messages = {**row.messages, desk: message}
    row.save()


def _ask_or_note(row: Emergency, desk: str) -> None:
    try:
        with transaction.atomic():
            _ask(NODE, row, desk)
        audit.record(NODE, "ask_next_desk", row.reference, facts={"desk": desk})
    except Refused:  # that desk cannot be written to: the one after it is asked at the next turn of the clock
        row.refresh_from_db()
        row.asked += 1
        row.save(update_fields=["asked"])
        audit.record(NODE, "ask_next_desk", row.reference, outcome="failed", facts={"desk": desk})


def _emergency(by: Officer, reference: str) -> tuple[Emergency | None, tuple[Refusal, ...]]:
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    if decision.view not in {View.FULL, View.SUMMARY}:
        return None, (NOT_FOUND,)
    row = Emergency.objects.select_for_update().filter(reference=reference).first()
    return (row, ()) if row is not None else (None, (NOT_FOUND,))
