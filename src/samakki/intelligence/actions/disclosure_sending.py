"""Letting a disclosure go: the second person, the hold, undoing, and what leaves after acceptance."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.intelligence.actions.disclosing import codes_on, keep_packages, refusals_to_freeze
from samakki.intelligence.actions.disclosure_rows import (
    disclosure_to_change,
    disclosure_to_judge,
    has_duty,
    move_disclosure,
    state_of,
    unfreeze,
    worked_on,
)
from samakki.intelligence.actions.passing_on import forget_passed_on, note_passed_on
from samakki.intelligence.actions.posting import Route, post, take_back
from samakki.intelligence.domain.disclosure_answers import LONGEST_WORDS, SafetyCondition
from samakki.intelligence.domain.disclosure_messages import OFFER
from samakki.intelligence.domain.disclosures import (
    DisclosureState,
    DisclosureStep,
    PartState,
    refusals_to_confirm,
    refusals_to_step,
)
from samakki.intelligence.domain.writing import refusals_of_text
from samakki.intelligence.models import Disclosure, DisclosurePart
from samakki.intelligence.queries.drafting import second_needed
from samakki.intelligence.queries.packaging import packages_of
from samakki.intelligence.queries.sealed import DISCLOSURE, brought_out
from samakki.kernel.refusals import Fact, Refusal, Refused

LONGEST_NOTE = 1_000


def hand_over_disclosure(*, by: Officer, reference: str) -> None:
    """Ask a second person, where one officer is not enough.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_step(state_of(row), DisclosureStep.HAND_OVER)
        if row is not None and not reasons:
            move_disclosure(by, row, DisclosureStep.HAND_OVER)
            return
    raise logged_refusal(by, "hand_over_disclosure", reference, reasons)


def send_disclosure(*, by: Officer, reference: str, seen: str) -> None:
    """Let a frozen disclosure go after the hold, where one officer is enough.

    Args:
        by: who built it, or a colleague who may change it.
        reference: of a frozen disclosure.
        seen: digest of the bytes that the page showed.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state"; "disclosure-needs-second"; "disclosure-changed-meanwhile";
            whatever rule says now that it may not leave.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = disclosure_to_change(by, reference)
            if row is not None:
                reasons = (
                    *refusals_to_step(state_of(row), DisclosureStep.SEND),
                    *((Refusal("disclosure-needs-second"),) if second_needed(row) else ()),
                    *(() if seen == row.package_digest else (Refusal("disclosure-changed-meanwhile"),)),
                    *_refusals_now(by, row),
                )
            if row is not None and not reasons:
                _hold(by, row, DisclosureStep.SEND)
                return
    except Refused as refused:  # by the exchange, which has undone what it began
        reasons = refused.reasons
    raise logged_refusal(by, "send_disclosure", reference, reasons)


def confirm_disclosure(*, by: Officer, reference: str, seen: str) -> None:
    """Let a waiting disclosure go after the hold, as the second person.

    Raises:
        Refused: "not-found"; every reason of `refusals_to_confirm`; whatever rule says now that it may not leave.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = disclosure_to_judge(by, reference)
            if row is not None:
                reasons = (
                    *refusals_to_confirm(
                        state_of(row),
                        by=by.code,
                        writers=row.writers,
                        has_duty=has_duty(by),
                        seen=seen,
                        digest=row.package_digest,
                    ),
                    *_refusals_now(by, row),
                )
            if row is not None and not reasons:
                row.confirmed_by, row.confirmed_at = by.code, timezone.now()
                _hold(by, row, DisclosureStep.CONFIRM)
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "confirm_disclosure", reference, reasons)


def attach_conditions(*, by: Officer, reference: str, conditions: tuple[SafetyCondition, ...], note: str = "") -> None:
    """Attach conditions to a waiting disclosure, as the second person. The bytes are made anew, with them in.

    It does not make them an author: they add what binds the other desk and nothing else.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state"; "disclosure-needs-duty"; "disclosure-own-work";
            "text-too-long".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_judge(by, reference)
        if row is not None:
            reasons = (
                *refusals_to_confirm(
                    state_of(row), by=by.code, writers=row.writers, has_duty=has_duty(by), seen="", digest=""
                ),
                *refusals_of_text(note, longest=LONGEST_WORDS, is_needed=False),
            )
        if row is not None and not reasons:
            row.conditions, row.conditions_note = [one.value for one in conditions], note.strip()
            keep_packages(row, packages_of(row))
            row.save()
            facts: dict[str, Fact] = {"count": len(conditions), "digest": row.package_digest}
            audit.record(by, "attach_conditions", reference, facts=facts)
            return
    raise logged_refusal(by, "attach_conditions", reference, reasons)


def return_disclosure(*, by: Officer, reference: str, note: str) -> None:
    """Send a waiting disclosure back to who built it, as the second person.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state"; "disclosure-needs-duty"; "text-missing"; "text-too-long".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_judge(by, reference)
        if row is not None:
            reasons = (
                *refusals_to_step(state_of(row), DisclosureStep.RETURN),
                *(() if has_duty(by) else (Refusal("disclosure-needs-duty"),)),
                *refusals_of_text(note, longest=LONGEST_NOTE),
            )
        if row is not None and not reasons:
            unfreeze(row)
            move_disclosure(by, row, DisclosureStep.RETURN, note=note.strip())
            return
    raise logged_refusal(by, "return_disclosure", reference, reasons)


def undo_disclosure(*, by: Officer, reference: str) -> None:
    """Take back a disclosure while it is held: nobody has seen anything of it, and nobody will.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state", when the hold is over.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = disclosure_to_judge(by, reference)
            if row is not None:
                reasons = refusals_to_step(state_of(row), DisclosureStep.UNDO)
            if row is not None and not reasons:
                for part in row.parts.order_by("pk"):
                    take_back(by, part.message)
                forget_passed_on(row)
                row.parts.all().delete()
                unfreeze(row)
                worked_on(by, row)
                move_disclosure(by, row, DisclosureStep.UNDO)
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "undo_disclosure", reference, reasons)


def _refusals_now(by: Officer, row: Disclosure) -> tuple[Refusal, ...]:
    """Every rule again, on what is there now: a person may have been protected since the bytes were made."""
    made = packages_of(row)
    if DisclosureState(row.state) not in {DisclosureState.FROZEN, DisclosureState.WAITING}:
        return ()
    first = brought_out(bytes(row.package_sealed), table=DISCLOSURE, row=row.reference, column="package")
    rest = brought_out(bytes(row.rest_sealed), table=DISCLOSURE, row=row.reference, column="rest")
    is_same = (made.first, made.rest) == (first, rest)
    changed = () if is_same else (Refusal("disclosure-changed-meanwhile"),)
    return (*changed, *refusals_to_freeze(by, row, made))


def _hold(by: Officer, row: Disclosure, step: DisclosureStep) -> None:
    """Queue one message to each desk: the very bytes that were shown."""
    hold = timedelta(seconds=settings.SAMAKKI_HOLD_SECONDS)
    body = brought_out(bytes(row.package_sealed), table=DISCLOSURE, row=row.reference, column="package")
    row.held_until = timezone.now() + hold
    for desk in row.recipients:
        message = post(by, OFFER, body, route_of(row, desk), hold=hold)
        DisclosurePart.objects.create(disclosure=row, desk=desk, state=PartState.OFFERED.value, message=message)
    note_passed_on(by, row)
    move_disclosure(by, row, step, digest=row.package_digest, count=len(row.recipients))


def route_of(row: Disclosure, desk: str) -> Route:
    """From the desk of a disclosure to one of its recipients."""
    return Route(
        row.resource.owner_desk.address,
        desk,
        row.reference,
        row.purpose,
        codes_on(row),
        (row.reference, *row.codes),
    )
