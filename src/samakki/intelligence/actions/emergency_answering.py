"""A desk that has an emergency says that it acts, that it does not, or hands it back; and learns who else acts."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.models import Officer
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.offers import EMERGENCY_KIND, offer_to_answer, route_back
from samakki.intelligence.actions.posting import NODE, post
from samakki.intelligence.actions.recalls_early import keep_early
from samakki.intelligence.domain.disclosure_messages import ANSWER, ANSWER_OF_EMERGENCY
from samakki.intelligence.domain.emergency_acting import News, own_answer_body, read_news, refusals_to_answer, told_to
from samakki.intelligence.domain.holdings import HoldingState, OfferState
from samakki.intelligence.domain.recalls import RecallScope
from samakki.intelligence.models import EmergencyStanding, ReceivedDisclosure
from samakki.kernel.refusals import Refusal, Refused


def take_emergency(*, by: Officer, reference: str) -> None:
    """Say that this desk acts; the sender stops calling. It may, though another desk acts or it said no before.

    Raises:
        Refused: "not-found"; "offer-answered-already"; the answer cannot be sent.
    """
    _answer(by, reference, "take_emergency", acts=True)


def decline_emergency(*, by: Officer, reference: str) -> None:
    """Say that this desk does not act, or hand the emergency back: the sender calls again, and the next desk gets it.

    Raises:
        Refused: "not-found"; "offer-answered-already"; the answer cannot be sent.
    """
    _answer(by, reference, "decline_emergency", acts=False)


def receive_news(arrived: Arrived) -> Verdict:
    """Take in which other desks act on an emergency; it may come before the emergency does."""
    news, reference = read_news(arrived.body), str(arrived.body.get("disclosure", ""))[:40]
    if news is None:
        return Verdict(accepted=False, code="emergency-news-not-readable")
    rows = ReceivedDisclosure.objects.select_for_update(of=("self",))
    row = rows.filter(originator_desk=str(arrived.sender), originator_reference=reference, desk=str(arrived.to)).first()
    if row is None:
        keep_early(arrived, recall=f"news-{news.number}", disclosure=reference)
        return Verdict(accepted=True)
    if row.kind != EMERGENCY_KIND:
        return Verdict(accepted=False, code="disclosure-unknown")
    note_news(row, news)
    return Verdict(accepted=True, subject=row.reference)


def note_news(row: ReceivedDisclosure, news: News) -> None:
    """Note which other desks act; an earlier list that came later changes nothing."""
    standing, _is_new = EmergencyStanding.objects.get_or_create(received=row)
    if news.number <= standing.number:
        return
    acting = told_to(row.desk, news.acting)
    standing.number, standing.acting = news.number, [one.stored for one in acting]
    standing.is_taken, standing.at = bool(acting), timezone.now()
    standing.seen_at, standing.seen_by = None, ""
    standing.save()
    audit.record(NODE, "note_who_acts", row.reference, facts={"count": len(acting)})


def _answer(by: Officer, reference: str, action: str, *, acts: bool) -> None:
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = offer_to_answer(by, reference)
            if row is not None:
                reasons = _refusals(row, acts=acts)
            if row is not None and not reasons:
                _say(by, row, acts=acts)
                audit.record(by, action, reference)
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, action, reference, reasons)


def _refusals(row: ReceivedDisclosure, *, acts: bool) -> tuple[Refusal, ...]:
    if row.kind != EMERGENCY_KIND:
        return (NOT_FOUND,)
    is_over = row.recalls.exclude(scope=RecallScope.CORRECT.value).exists()
    return refusals_to_answer(OfferState(row.state), acts=acts, is_over=is_over)


def _say(by: Officer, row: ReceivedDisclosure, *, acts: bool) -> None:
    standing, _is_new = EmergencyStanding.objects.get_or_create(received=row)
    standing.answers = max(standing.answers, 1 if row.answered_at else 0) + 1
    standing.save(update_fields=["answers"])
    row.state = (OfferState.ACCEPTED if acts else OfferState.DECLINED).value
    row.answered_at, row.answered_by = timezone.now(), by.code
    row.save()
    if acts:
        row.holdings.filter(state=HoldingState.OFFERED.value).update(state=HoldingState.HELD.value)
    is_first = standing.answers == 1
    body = own_answer_body(disclosure=row.originator_reference, acts=acts, number=standing.answers)
    kind = ANSWER if acts and is_first else ANSWER_OF_EMERGENCY
    post(by, kind, body, replace(route_back(row), declines=is_first and not acts), is_urgent=True)
