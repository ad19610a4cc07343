"""Asking the owner of a copy for more than reading it, answering such a question, noting what a copy was used for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.records import new_record_reference
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.intelligence.actions.disclosure_rows import disclosure_to_judge, has_duty
from samakki.intelligence.actions.disclosure_sending import route_of
from samakki.intelligence.actions.offers import offer_to_answer, route_back
from samakki.intelligence.actions.posting import post
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_messages import RELEASE_ANSWER, RELEASE_REQUEST
from samakki.intelligence.domain.holdings import (
    HoldingState,
    ReleaseState,
    Use,
    refusals_to_answer_release,
    refusals_to_ask,
    refusals_to_use,
)
from samakki.intelligence.domain.recall_messages import release_answer_body, release_request_body
from samakki.intelligence.domain.recalls import KeepGround
from samakki.intelligence.models import CopyUse, Holding, ReceivedDisclosure, ReleaseRequest
from samakki.intelligence.queries.grants import grants_on
from samakki.intelligence.queries.sealed import RELEASE, put_away
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refusal, Refused

USE_OF: Mapping[KeepGround, Use] = {
    KeepGround.ARREST: Use.OVERT,
    KeepGround.CHARGE: Use.COURT,
    KeepGround.REQUEST: Use.COURT,
    KeepGround.COURT_FILE: Use.COURT,
}
"""What an officer has to be allowed before a copy is used so."""


def ask_release(
    *,
    by: Officer,
    reference: str,
    items: Sequence[str],
    use: Use,
    to: str = "",
    why: str,
    reply_by: date | None,
) -> str:
    """Ask the originator whether a copy may be passed on, shown in court, or acted on openly.

    Args:
        by: reads the disclosure in full.
        reference: "DR-…".
        items: ids; empty for all of it.
        use: what is wanted.
        to: desk that would read it, for passing it on.
        why: the other desk reads it.
        reply_by: local day until which an answer is wanted.

    Returns:
        Reference of the request: "RR-…".

    Raises:
        Refused: "not-found"; "item-not-there"; what `refusals_to_ask` says; the message cannot be sent.
        InvalidValue: `to` is no address.
    """
    desk = str(DeskAddress.parse(to)) if to else ""
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = offer_to_answer(by, reference)
            if row is not None:
                reasons = (
                    *refusals_to_ask(
                        state_together(row, items),
                        use,
                        to=desk,
                        why=why,
                        reply_by=reply_by,
                        today=timezone.localdate(),
                    ),
                    *_missing(row, items),
                )
            if row is not None and not reasons:
                return write_request(by, row, items=items, use=use, to=desk, why=why, reply_by=reply_by)
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "ask_release", reference, reasons)


def write_request(
    by: Officer,
    row: ReceivedDisclosure,
    *,
    items: Sequence[str],
    use: Use,
    to: str,
    why: str,
    reply_by: date | None,
    instead_of: str = "",
) -> str:
    """Write a request down and send it, in the caller's transaction, which has asked every rule.

    Args:
        by: who asks.
        row: what the copy came with.
        items: ids; empty for all of it.
        use: what is wanted.
        to: desk that would read it, for passing it on.
        why: the other desk reads it.
        reply_by: local day until which an answer is wanted.
        instead_of: own request that this one asks again.
    """
    made = new_record_reference("RR")
    request = ReleaseRequest.objects.create(
        reference=made,
        asked_as=made,
        received=row,
        peer=row.originator_desk,
        items=list(items),
        use=use.value,
        to=to,
        why=why.strip(),
        reply_by=reply_by,
        at=timezone.now(),
        by=by.code,
        instead_of=instead_of,
    )
    post(by, RELEASE_REQUEST, body_of(request, row), route_back(row))
    audit.record(by, "ask_release", row.reference, facts={"record": made, "what": use.value})
    return made


def body_of(request: ReleaseRequest, row: ReceivedDisclosure, *, withdrawn: bool = False) -> dict[str, Any]:
    """A request as it travels; a withdrawal says the same once more, so that it is understood when it comes first."""
    return release_request_body(
        release=request.asked_as,
        disclosure=row.originator_reference,
        items=request.items,
        use=request.use,
        to=request.to,
        why=request.why,
        reply_by=request.reply_by.isoformat() if request.reply_by else "",
        withdrawn=withdrawn,
    )


def answer_release(
    *,
    by: Officer,
    reference: str,
    request: str,
    answer: ReleaseState,
    reason: str = "",
    words: Mapping[str, str] | None = None,
    until: date | None = None,
) -> None:
    """Answer, as the originator, what somebody may do with what was given to them.

    Args:
        by: holds the duty and sees what was given.
        reference: of the disclosure.
        request: "RR-…", as this node numbers it.
        answer: approved, approved with other words, refused.
        reason: the other desk reads it.
        words: other words by id.
        until: last day on which it holds.

    Raises:
        Refused: "not-found"; "disclosure-needs-duty"; what `refusals_to_answer_release` says; it cannot be sent.
    """
    given = {one: text.strip() for one, text in (words or {}).items() if text.strip()}
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = disclosure_to_judge(by, reference)
            asked = ReleaseRequest.objects.select_for_update().filter(disclosure=row, reference=request).first()
            if row is not None:
                reasons = (
                    *(() if has_duty(by) else (Refusal("disclosure-needs-duty"),)),
                    *refusals_to_answer_release(
                        ReleaseState(asked.state) if asked else ReleaseState.REFUSED,
                        answer,
                        texts=list(given.values()),
                        reason=reason,
                    ),
                )
            if row is not None and asked is not None and not reasons:
                _keep_answer(asked, by.code, answer, reason, given, until)
                body = release_answer_body(
                    release=asked.asked_as,
                    answer=answer.value,
                    reason=reason.strip(),
                    items=list(given.items()) if answer is ReleaseState.APPROVED_SANITISED else (),
                    until=until.isoformat() if until else "",
                )
                route = replace(route_of(row, asked.peer), reply_to=asked.message)
                post(by, RELEASE_ANSWER, body, replace(route, declines=answer is ReleaseState.REFUSED))
                audit.record(by, "answer_release", reference, facts={"record": request, "finding": _code(answer)})
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "answer_release", reference, reasons)


def use_copy(*, by: Officer, reference: str, item: str, ground: KeepGround, record: str = "") -> None:
    """Note that a copy was used in an arrest, a charge, a request or a court file; refused without a release.

    From then on a recall does not erase it: it is restricted to that ground until a prosecutor says that no court
    needs it any more.

    Raises:
        Refused: "not-found"; "item-not-there"; "copy-not-usable"; "copy-past-its-day"; "copy-needs-release".
    """
    with transaction.atomic():
        row, reasons = offer_to_answer(by, reference)
        copy = row.holdings.select_for_update().filter(item=item).first() if row is not None else None
        if row is not None and copy is None:
            reasons = (Refusal("item-not-there"),)
        if copy is not None:
            reasons = refusals_to_use(
                HoldingState(copy.state),
                conditions.read(copy.handling),
                USE_OF.get(ground, Use.COURT),
                to="",
                grants=grants_on(copy),
                today=timezone.localdate(),
            )
        if copy is not None and not reasons:
            CopyUse.objects.create(holding=copy, use=ground.value, record=record, at=timezone.now(), by=by.code)
            audit.record(by, "use_copy", reference, facts={"what": ground.value})
            return
    raise logged_refusal(by, "use_copy", reference, reasons)


def _keep_answer(
    asked: ReleaseRequest,
    by: str,
    answer: ReleaseState,
    reason: str,
    given: Mapping[str, str],
    until: date | None,
) -> None:
    plain = json.dumps(dict(given), ensure_ascii=False, sort_keys=True).encode("utf-8") if given else b""
    asked.state, asked.reason, asked.until = answer.value, reason.strip(), until
    asked.words_sealed = put_away(plain, table=RELEASE, row=asked.reference, column="words")
    asked.answered_at, asked.answered_by = timezone.now(), by
    asked.save()


def state_together(row: ReceivedDisclosure, items: Sequence[str]) -> HoldingState:
    """The state of what is asked about: of several copies the first that is not simply held."""
    copies = row.holdings.filter(item__in=items) if items else row.holdings.all()
    states = [HoldingState(one) for one in copies.values_list("state", flat=True)]
    return next((one for one in states if one is not HoldingState.HELD), states[0] if states else HoldingState.ERASED)


def _missing(row: ReceivedDisclosure, items: Sequence[str]) -> tuple[Refusal, ...]:
    there = set(Holding.objects.filter(received=row).values_list("item", flat=True))
    return () if set(items) <= there else (Refusal("item-not-there"),)


def _code(answer: ReleaseState) -> str:
    return answer.value.replace("_", "-")
