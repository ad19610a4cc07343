"""Taking back what left: asked by an officer, agreed to by a second one where words are destroyed, sent to all."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.records import new_record_reference
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.intelligence.actions.disclosure_rows import (
    disclosure_to_change,
    disclosure_to_judge,
    has_duty,
    move_disclosure,
    state_of,
)
from samakki.intelligence.actions.disclosure_sending import route_of
from samakki.intelligence.actions.posting import NODE, post
from samakki.intelligence.domain.disclosure_messages import RECALL_REQUEST
from samakki.intelligence.domain.disclosures import OUT, DisclosureState, DisclosureStep, PartState
from samakki.intelligence.domain.recall_messages import recall_body
from samakki.intelligence.domain.recalls import (
    NEEDS_SECOND,
    RecallReason,
    RecallResult,
    RecallScope,
    refusals_to_agree,
    refusals_to_recall,
)
from samakki.intelligence.models import Disclosure, Recall, RecallAnswer
from samakki.intelligence.queries.boards import ids_in
from samakki.intelligence.queries.sealed import RECALL, brought_out, put_away
from samakki.kernel.refusals import Refusal, Refused

ANSWERABLE = (PartState.OFFERED.value, PartState.ACCEPTED.value)


def recall_disclosure(
    *,
    by: Officer,
    reference: str,
    scope: RecallScope,
    reason: RecallReason,
    note: str,
    items: Sequence[str] = (),
    corrections: Mapping[str, str] | None = None,
) -> str:
    """Take back all or a part of what left. An erasure waits for a second person; everything else goes at once.

    Args:
        by: may change the disclosure.
        reference: of one that left.
        scope: what holders are asked.
        reason: a code; travels.
        note: why; overseers read it, holders do not.
        items: ids in the disclosure; empty for all of it.
        corrections: other words by id, where they are corrected.

    Returns:
        Reference of the recall: "RC-…".

    Raises:
        Refused: "not-found"; what `refusals_to_recall` says; the message cannot be sent.
    """
    words = {one: text.strip() for one, text in (corrections or {}).items() if text.strip()}
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row, reasons = disclosure_to_change(by, reference)
            if row is not None:
                reasons = refusals_to_recall(
                    scope,
                    is_out=state_of(row) in OUT,
                    note=note,
                    corrections=words,
                    items=ids_in(row),
                    wanted=[*items, *words],
                )
            if row is not None and not reasons:
                recall = write_recall(by.code, row, scope, reason, note=note, items=items, words=words)
                facts = {"record": recall.reference, "what": scope.value, "reason": reason.value.replace("_", "-")}
                audit.record(by, "ask_recall", reference, facts=facts)
                if not recall.is_waiting:
                    send_recall(by, recall)
                return recall.reference
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "ask_recall", reference, reasons)


def agree_to_recall(*, by: Officer, reference: str, recall: str) -> None:
    """Let an erasure go, as the second person.

    Raises:
        Refused: "not-found"; what `refusals_to_agree` says; the message cannot be sent.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            found, reasons = _waiting(by, reference, recall)
            if found is not None and not reasons:
                found.is_waiting, found.agreed_by, found.agreed_at = False, by.code, timezone.now()
                found.save()
                audit.record(by, "agree_to_recall", reference, facts={"record": recall, "what": found.scope})
                send_recall(by, found)
                return
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "agree_to_recall", reference, reasons)


def refuse_recall(*, by: Officer, reference: str, recall: str) -> None:
    """Say no to an erasure, as the second person; nothing is sent.

    Raises:
        Refused: "not-found"; what `refusals_to_agree` says.
    """
    with transaction.atomic():
        found, reasons = _waiting(by, reference, recall)
        if found is not None and not reasons:
            found.is_waiting, found.refused_by, found.agreed_at = False, by.code, timezone.now()
            found.save()
            audit.record(by, "refuse_recall", reference, facts={"record": recall})
            return
    raise logged_refusal(by, "refuse_recall", reference, reasons)


def write_recall(
    by: str,
    row: Disclosure,
    scope: RecallScope,
    reason: RecallReason,
    *,
    note: str = "",
    items: Sequence[str] = (),
    words: Mapping[str, str] | None = None,
    is_automatic: bool = False,
) -> Recall:
    """Write a recall down, in the caller's transaction; an automatic one waits for nobody."""
    reference = new_recall_reference()
    plain = json.dumps(words, ensure_ascii=False, sort_keys=True).encode("utf-8") if words else b""
    return Recall.objects.create(
        reference=reference,
        disclosure=row,
        scope=scope.value,
        reason=reason.value,
        note=note.strip(),
        items=list(dict.fromkeys([*items, *(words or {})])),
        corrections_sealed=put_away(plain, table=RECALL, row=reference, column="corrections"),
        is_waiting=scope in NEEDS_SECOND and not is_automatic,
        is_automatic=is_automatic,
        asked_at=timezone.now(),
        asked_by=by,
    )


def new_recall_reference() -> str:
    """A free number for a recall."""
    while Recall.objects.filter(reference=(reference := new_record_reference("RC"))).exists():
        continue
    return reference


def send_recall(by: Officer | str, recall: Recall) -> None:
    """Ask every holder, in the caller's transaction.

    One that cannot be written to keeps the recall from none of the others: it stands on the board as one that has not
    answered, and the node's clock asks it again (``recalls_unsent``).

    Raises:
        Refused: an officer asks, and nobody can be written to; the caller's transaction ends.
    """
    row = recall.disclosure
    asked = recall.items or ids_in(row)
    reasons: list[Refusal] = []
    desks = list(row.parts.filter(state__in=ANSWERABLE).order_by("pk").values_list("desk", flat=True))
    unsent = 0
    for desk in desks:
        message = ""
        try:
            with transaction.atomic():
                message = ask_holder(by, recall, desk)
        except Refused as refused:
            unsent += 1
            reasons += refused.reasons
            codes = ",".join(dict.fromkeys(one.code for one in refused.reasons))
            facts = {"record": recall.reference, "desk": desk, "reasons": codes}
            audit.record(by, "ask_recall", row.reference, outcome="failed", facts=facts)
        RecallAnswer.objects.bulk_create(
            RecallAnswer(recall=recall, desk=desk, item=item, message=message, result=RecallResult.ASKED.value)
            for item in asked
        )
    if desks and unsent == len(desks) and not recall.is_automatic:
        raise Refused(tuple(dict.fromkeys(reasons)))
    _move_on(by, row, recall)


def ask_holder(by: Officer | str, recall: Recall, desk: str) -> str:
    """Ask one desk, in the caller's transaction; the exchange's reference of the message.

    Raises:
        Refused: it cannot be written to just now.
    """
    row = recall.disclosure
    words = json.loads(
        brought_out(bytes(recall.corrections_sealed), table=RECALL, row=recall.reference, column="corrections") or b"{}"
    )
    body = recall_body(
        recall=recall.reference,
        disclosure=row.reference,
        items=recall.items,
        scope=recall.scope,
        reason=recall.reason,
        corrections=list(words.items()),
    )
    return post(by, RECALL_REQUEST, body, route_of(row, desk), is_urgent=True)


def _move_on(by: Officer | str, row: Disclosure, recall: Recall) -> None:
    if isinstance(by, Officer):
        row.state = state_of(row).value
        move_disclosure(by, row, DisclosureStep.RECALL, record=recall.reference)
    else:
        row.state = DisclosureState.RECALLED.value
        row.save(update_fields=["state"])
        audit.record(NODE, DisclosureStep.RECALL.value, row.reference, facts={"record": recall.reference})


def _waiting(by: Officer, reference: str, recall: str) -> tuple[Recall | None, tuple[Refusal, ...]]:
    row, reasons = disclosure_to_judge(by, reference)
    if row is None:
        return None, reasons
    rows = Recall.objects.select_for_update(of=("self",)).select_related("disclosure__resource__owner_desk")
    found = rows.filter(disclosure=row, reference=recall).first()
    return found, refusals_to_agree(
        by=by.code,
        asked_by=found.asked_by if found else "",
        has_duty=has_duty(by),
        is_waiting=bool(found and found.is_waiting),
    )
