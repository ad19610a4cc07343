"""What a desk does with a request for a release that nobody answers: withdraws it, or asks again with a later day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.models import Officer
from samakki.intelligence.actions.offers import offer_to_answer, route_back
from samakki.intelligence.actions.posting import post
from samakki.intelligence.actions.releasing import body_of, state_together, write_request
from samakki.intelligence.domain.disclosure_messages import RELEASE_WITHDRAWAL
from samakki.intelligence.domain.holdings import ReleaseState, Use, refusals_to_ask
from samakki.intelligence.domain.release_deadlines import refusals_to_withdraw
from samakki.intelligence.models import ReceivedDisclosure, ReleaseRequest
from samakki.kernel.refusals import Fact, Refusal, Refused


def withdraw_release(*, by: Officer, reference: str, request: str) -> None:
    """Say that the desk does not want it any more. An answer that comes later opens nothing.

    Args:
        by: reads the disclosure in full.
        reference: "DR-…".
        request: "RR-…".

    Raises:
        Refused: "not-found"; "release-not-open"; the message cannot be sent.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, asked, reasons = _asked(by, reference, request)
            if row is not None and asked is not None and not reasons:
                _withdraw(by, row, asked)
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "withdraw_release", reference, reasons)


def ask_release_again(*, by: Officer, reference: str, request: str, reply_by: date | None) -> str:
    """Ask the same once more with a later day; the earlier request is withdrawn, so that one question stands open.

    Args:
        by: reads the disclosure in full.
        reference: "DR-…".
        request: "RR-…" that nobody answered.
        reply_by: local day until which an answer is wanted now.

    Returns:
        Reference of the new request: "RR-…".

    Raises:
        Refused: "not-found"; "release-not-open"; what `refusals_to_ask` says; the message cannot be sent.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, asked, reasons = _asked(by, reference, request)
            if row is not None and asked is not None:
                use, today = Use(asked.use), timezone.localdate()
                state = state_together(row, asked.items)
                reasons = (
                    *reasons,
                    *refusals_to_ask(state, use, to=asked.to, why=asked.why, reply_by=reply_by, today=today),
                )
            if row is not None and asked is not None and not reasons:
                _withdraw(by, row, asked)
                return write_request(
                    by,
                    row,
                    items=asked.items,
                    use=use,
                    to=asked.to,
                    why=asked.why,
                    reply_by=reply_by,
                    instead_of=asked.reference,
                )
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "ask_release", reference, reasons)


def _asked(
    by: Officer, reference: str, request: str
) -> tuple[ReceivedDisclosure | None, ReleaseRequest | None, tuple[Refusal, ...]]:
    row, reasons = offer_to_answer(by, reference)
    if row is None:
        return None, None, reasons
    asked = ReleaseRequest.objects.select_for_update().filter(received=row, reference=request).first()
    if asked is None:
        return row, None, (NOT_FOUND,)
    return row, asked, refusals_to_withdraw(ReleaseState(asked.state))


def _withdraw(by: Officer, row: ReceivedDisclosure, asked: ReleaseRequest) -> None:
    """Withdraw it here, whether or not its owner can be told now: what counts is that no answer opens anything."""
    asked.state, asked.answered_at, asked.answered_by = ReleaseState.WITHDRAWN.value, timezone.now(), by.code
    asked.save(update_fields=["state", "answered_at", "answered_by"])
    facts: dict[str, Fact] = {"record": asked.reference}
    try:
        with transaction.atomic():
            post(by, RELEASE_WITHDRAWAL, body_of(asked, row, withdrawn=True), route_back(row))
    except Refused as refused:
        facts["reasons"] = ",".join(dict.fromkeys(one.code for one in refused.reasons))
    audit.record(by, "withdraw_release", row.reference, facts=facts)
