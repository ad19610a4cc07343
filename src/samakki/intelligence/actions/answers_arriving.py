"""What other desks say of what was offered to them, as it arrives at the originator."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.exchange.registries import Arrived, Undelivered, Verdict
from samakki.intelligence.actions.disclosure_sending import route_of
from samakki.intelligence.actions.emergency_acting import note_act
from samakki.intelligence.actions.emergency_answering import receive_news
from samakki.intelligence.actions.posting import NODE, post
from samakki.intelligence.domain.disclosure_messages import REST
from samakki.intelligence.domain.disclosures import PartState
from samakki.intelligence.domain.emergency_acting import CANNOT
from samakki.intelligence.domain.holdings import DeclineReason
from samakki.intelligence.models import Disclosure, DisclosurePart
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out
from samakki.kernel.refusals import Refused

LONGEST_NOTE = 300
UNKNOWN = Verdict(accepted=False, code="disclosure-unknown")
ANSWERS = {"accepted": PartState.ACCEPTED, "declined": PartState.DECLINED}
REASONS = frozenset(one.value for one in DeclineReason)


def receive_answer(arrived: Arrived) -> Verdict:
    """Note what a desk says of an offer or an emergency; send the rest where it was to follow."""
    reference, answer = str(arrived.body.get("disclosure", "")), str(arrived.body.get("answer", ""))
    if "acting" in arrived.body:
        return receive_news(arrived)
    if answer == "taken" or arrived.body.get("reason") == CANNOT:
        verdict = note_act(arrived, is_acting=answer == "taken")
        if verdict is not None or answer == "taken":
            return verdict or UNKNOWN
    rows = DisclosurePart.objects.select_for_update(of=("self",)).select_related("disclosure__resource__owner_desk")
    part = rows.filter(disclosure__reference=reference, desk=str(arrived.sender)).first()
    if part is None or answer not in ANSWERS:
        return UNKNOWN
    if part.state != PartState.OFFERED.value:
        return Verdict(accepted=False, code="disclosure-answered-already")
    part.state, part.answered_at = ANSWERS[answer].value, timezone.now()
    reason = str(arrived.body.get("reason", ""))
    part.reason = reason if reason in REASONS else ""
    part.note = str(arrived.body.get("note", ""))[:LONGEST_NOTE]
    part.save()
    audit.record(NODE, "note_answer", reference, facts={"desk": part.desk, "finding": answer})
    if part.state == PartState.ACCEPTED.value and part.disclosure.rest_sealed:
        send_rest(part, reply_to=arrived.message_id)
    return Verdict(accepted=True, subject=reference)


def send_rest(part: DisclosurePart, *, reply_to: str) -> None:
    """Send what was to follow after acceptance. Where a rule forbids it by now, the sender is told on the page."""
    row: Disclosure = part.disclosure
    body = brought_out(bytes(row.rest_sealed), table=DISCLOSURE, row=row.reference, column="rest")
    try:
        with transaction.atomic():
            part.rest_message = post(NODE, REST, body, replace(route_of(row, part.desk), reply_to=reply_to))
    except Refused:
        part.reason = "rest_not_sent"
    part.save()


def undelivered(told: Undelivered) -> None:
    """Note that an offer did not reach a desk."""
    for part in DisclosurePart.objects.filter(message=told.reference, desk=str(told.desk)):
        part.state, part.reason, part.answered_at = PartState.UNDELIVERED.value, told.code[:24], timezone.now()
        part.save()
