"""Hand-overs of exhibits: recorded by who gives, confirmed or disputed by who receives; nothing is ever changed.

Each row holds a digest of itself and of the row before it, and the audit log holds the same digest: who changes a row
in the database has to change the log of every later checkpoint as well.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Compartment, Surface, View
from samakki.access.models import Officer as OfficerRow
from samakki.access.queries import Officer
from samakki.cases.actions.exhibit_files import Upload, keep_paper
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain import custody as rules
from samakki.cases.domain.custody import CustodyKind, NewMove, NewReply
from samakki.cases.domain.digests import digest_of_event, digest_of_words
from samakki.cases.models import AnswerWords, Case, CustodyAnswer, CustodyEvent, CustodyWords, Exhibit
from samakki.cases.queries.custody import answer_fields, event_fields, steps_of
from samakki.kernel.refusals import Refusal

NOT_ON_TEAM = Refusal("custody-receiver-not-on-team")


def hand_over(*, by: Officer, exhibit: str, move: NewMove, paper: Upload | None = None) -> int:
    """Record that an exhibit changes hands.

    Between two officers it waits for the receiver's answer. With somebody outside the node the signed paper stands for
    their answer; without it the chain has a gap, which is told, not hidden.

    Args:
        by: who holds it, or who receives it from an outside person.
        exhibit: reference.
        move: from whom, to whom, when, with which seal.
        paper: scan of what an outside person signed.

    Returns:
        The number of the event.

    Raises:
        Refused: see ``domain.custody.refusals_to_move``; "custody-receiver-not-on-team".
        InvalidValue: the paper is not taken.
    """
    with transaction.atomic():
        row, held, reasons = _opened(by, exhibit)
        if row is not None and held is not None:
            reasons += rules.refusals_to_move(
                held, by=by.code, giver=move.giver, receiver=move.receiver, at=move.at, now=timezone.now()
            )
            if move.receiver.officer and not _may_hold(move.receiver.officer, row):
                reasons.append(NOT_ON_TEAM)
            if not reasons:
                event = write_event(by, row, CustodyKind.HANDED_OVER, move, paper=paper)
                _log(by, "record_hand_over", row, event.digest)
                return event.number
    raise logged_refusal(by, "record_hand_over", exhibit, reasons)


def answer_hand_over(*, by: Officer, exhibit: str, number: int, reply: NewReply) -> None:
    """Confirm or dispute a hand-over as its receiver, or take it back as its giver before there is an answer.

    Raises:
        Refused: see ``domain.custody.refusals_to_answer``.
    """
    with transaction.atomic():
        row, held, reasons = _opened(by, exhibit)
        if row is not None and held is not None:
            waiting = held.waiting if held.waiting is not None and held.waiting.number == number else None
            reasons += rules.refusals_to_answer(waiting, reply, by=by.code, now=timezone.now())
            if not reasons:
                answer = _write_answer(by, row.custody.get(number=number), reply)
                _log(by, "answer_hand_over", row, answer.digest)
                return
    raise logged_refusal(by, "answer_hand_over", exhibit, reasons)


def take_over(*, by: Officer, exhibit: str, move: NewMove) -> int:
    """Record that `by` holds an exhibit that nobody recorded handing to them. The chain tells the gap.

    Raises:
        Refused: see ``domain.custody.refusals_to_take_over``; "custody-say-why".
    """
    with transaction.atomic():
        row, held, reasons = _opened(by, exhibit)
        if row is not None and held is not None:
            reasons += rules.refusals_to_take_over(held, by=by.code, at=move.at, now=timezone.now())
            reasons += _refusals_of_remark(move)
            if not reasons:
                event = write_event(by, row, CustodyKind.TAKEN_OVER, move)
                _log(by, "take_over_exhibit", row, event.digest)
                return event.number
    raise logged_refusal(by, "take_over_exhibit", exhibit, reasons)


def reseal(*, by: Officer, exhibit: str, move: NewMove) -> int:
    """Record that who holds an exhibit opened it and sealed it anew.

    Raises:
        Refused: see ``domain.custody.refusals_of_holder_act``; "custody-say-why"; "custody-new-seal-missing".
    """
    with transaction.atomic():
        row, held, reasons = _opened(by, exhibit)
        if row is not None and held is not None:
            reasons += rules.refusals_of_holder_act(held, by=by.code, at=move.at, now=timezone.now())
            reasons += _refusals_of_remark(move)
            if not move.seal_after.strip():
                reasons.append(Refusal("custody-new-seal-missing"))
            if not reasons:
                event = write_event(by, row, CustodyKind.RESEALED, move)
                _log(by, "reseal_exhibit", row, event.digest)
                return event.number
    raise logged_refusal(by, "reseal_exhibit", exhibit, reasons)


def end_custody(*, by: Officer, exhibit: str, kind: CustodyKind, move: NewMove, paper: Upload | None = None) -> int:
    """Record that an exhibit was returned to its owner, or destroyed by order. Its record stays.

    Args:
        by: who holds it.
        exhibit: reference.
        kind: RETURNED or DESTROYED.
        move: to whom and when; the remark names the order.
        paper: the order or receipt.

    Raises:
        Refused: see ``domain.custody.refusals_of_holder_act``; "custody-say-why".
        InvalidValue: the paper is not taken.
    """
    with transaction.atomic():
        row, held, reasons = _opened(by, exhibit)
        if row is not None and held is not None:
            reasons += rules.refusals_of_holder_act(held, by=by.code, at=move.at, now=timezone.now())
            reasons += _refusals_of_remark(move)
            if not reasons:
                event = write_event(by, row, kind, move, paper=paper)
                _log(by, "end_custody", row, event.digest)
                return event.number
    raise logged_refusal(by, "end_custody", exhibit, reasons)


def write_event(
    by: Officer, row: Exhibit, kind: CustodyKind, move: NewMove, *, paper: Upload | None = None
) -> CustodyEvent:
    """Add an event to the chain of an exhibit whose case is locked. Part of a verb, which checks and logs."""
    last = row.custody.order_by("-number").first()
    kept = keep_paper(by, row, paper) if paper is not None else None
    words = {
        "outside_giver": move.giver.outside.strip(),
        "outside_receiver": move.receiver.outside.strip(),
        "place": move.place.strip(),
        "condition": move.condition.strip(),
        "remark": move.remark.strip(),
    }
    salt = secrets.token_hex(16)
    event = CustodyEvent(
        exhibit=row,
        number=last.number + 1 if last else 1,
        kind=kind.value,
        at=move.at,
        zone=move.zone,
        giver=move.giver.officer,
        receiver=move.receiver.officer,
        purpose=move.purpose.value if move.purpose else "",
        seal_before=move.seal_before.strip(),
        seal_after=move.seal_after.strip(),
        seal_state=move.seal_state.value,
        paper=kept,
        recorded_at=timezone.now(),
        recorded_by=by.code,
        words_digest=digest_of_words(words, salt),
    )
    event.digest = digest_of_event(event_fields(event, row.reference), before=last.digest if last else "")
    event.save()
    CustodyWords.objects.create(event=event, salt=salt, **words)
    touch(row.case)
    return event


def _write_answer(by: Officer, event: CustodyEvent, reply: NewReply) -> CustodyAnswer:
    words = {"condition": reply.condition.strip(), "remark": reply.remark.strip()}
    salt = secrets.token_hex(16)
    answer = CustodyAnswer(
        event=event,
        answer=reply.answer.value,
        received_at=reply.received_at,
        seal_found=reply.seal_found.strip(),
        seal_state=reply.seal_state.value,
        at=timezone.now(),
        by=by.code,
        words_digest=digest_of_words(words, salt),
    )
    answer.digest = digest_of_event(answer_fields(answer), before=event.digest)
    answer.save()
    AnswerWords.objects.create(answer=answer, salt=salt, **words)
    touch(event.exhibit.case)
    return answer


def _opened(by: Officer, exhibit: str) -> tuple[Exhibit | None, rules.Holding | None, list[Refusal]]:
    """The exhibit and who holds it, if `by` reads the exhibits of its case in full; locked with the case."""
    row = Exhibit.objects.select_related("resource").filter(reference=exhibit).first()
    # A missing exhibit takes the same way as a closed one.
    case = Case.objects.filter(exhibits__reference=exhibit).values_list("reference", flat=True).first() or exhibit
    locked, reasons = opened_for_work(by, case, Compartment.EXHIBITS, even_closed=True)
    if row is None or locked is None:
        return None, None, reasons or [NOT_FOUND]
    row.case = locked
    return row, rules.holding(steps_of(row)), []


def _may_hold(officer: str, row: Exhibit) -> bool:
    found = OfficerRow.objects.select_related("desk__agency").filter(code=officer, is_active=True).first()
    if found is None:
        return False
    decision = access.decide_record(by=found, reference=row.resource.reference, purpose=None, surface=Surface.PAGE)
    return decision.view is View.FULL


def _refusals_of_remark(move: NewMove) -> list[Refusal]:
    if len(move.remark.strip()) < rules.LEAST_REMARK:
        return [Refusal("custody-say-why", {"characters": rules.LEAST_REMARK})]
    return []


def _log(by: Officer, action: str, row: Exhibit, digest: str) -> None:
    audit.record(by, action, row.resource.reference, facts={"record": row.reference, "digest": digest})
