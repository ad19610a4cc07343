"""An emergency that is over, is not true, went to the wrong desk or is put right: who has it is told at once."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.records import new_record_reference
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Purpose, Surface, View
from samakki.access.models import Officer
from samakki.exchange.registries import Arrived, Undelivered, Verdict
from samakki.intelligence.actions.disclosure_rows import has_duty
from samakki.intelligence.actions.emergency_acting import settle, tell_who_acts
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.actions.recalls_unsent import MAY_COME_LATER
from samakki.intelligence.domain.disclosure_items import SUMMARY
from samakki.intelligence.domain.disclosure_messages import RECALL_OF_EMERGENCY, RECALL_REQUEST, as_bytes
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyState
from samakki.intelligence.domain.emergency_recalls import ASKS, Change, refusals_to_change
from samakki.intelligence.domain.protection_checks import codes_in
from samakki.intelligence.domain.recall_messages import read_results, recall_body
from samakki.intelligence.domain.recalls import RecallResult
from samakki.intelligence.models import Emergency, EmergencyAnswer, EmergencyRecall
from samakki.intelligence.queries.emergencies import holders_of
from samakki.intelligence.queries.sealed import EMERGENCY, EMERGENCY_RECALL, brought_out, put_away
from samakki.kernel.refusals import Fact, Refusal, Refused

EVERYTHING = "all"  # id in an answer about what is not there, so that nobody knows its items
OPEN = RecallResult.ASKED.value


def change_emergency(
    *, by: Officer, reference: str, change: Change, texts: Mapping[str, str], desks: Sequence[str] = ()
) -> str:
    """Tell everybody who has an emergency what is no longer so. No hold, and no second person before it.

    Args:
        by: reads all of it, or supervises the desk.
        reference: "EM-…".
        change: what is no longer so.
        texts: the five lines as they are right, for `Change.CORRECTED`; desks that are asked later get these.
        desks: that should not have it, for `Change.WRONG_DESK`; for any other change all are told.

    Returns:
        Reference of the change: "EC-…".

    Raises:
        Refused: "not-found"; what `refusals_to_change` says; no desk can be written to.
    """
    reasons: tuple[Refusal, ...] = ()
    try:
        with transaction.atomic():
            row = _to_change(by, reference)
            reasons = () if row is not None else (NOT_FOUND,)
            if row is not None:
                before, holders = _lines(row), holders_of(row)
                reasons = refusals_to_change(
                    change,
                    state=EmergencyState(row.state),
                    texts=texts,
                    before=before,
                    desks=desks,
                    holders=holders,
                )
            if row is not None and not reasons:
                told = [one for one in holders if change is not Change.WRONG_DESK or one in desks]
                recall = _written(by, row, change, texts, before)
                _move(row, change, told)
                _tell(by, recall, told)
                if change is Change.WRONG_DESK:
                    settle(row)
                    tell_who_acts(by, row)
                what = change.value.replace("_", "-")
                facts: dict[str, Fact] = {"record": recall.reference, "what": what, "count": len(told)}
                audit.record(by, "change_emergency", reference, facts=facts)
                return recall.reference
    except Refused as refused:
        reasons = refused.reasons
    raise logged_refusal(by, "change_emergency", reference, reasons)


def note_emergency_answer(arrived: Arrived) -> Verdict | None:
    """Note what a holder did; None where the answer is about no change of an emergency."""
    answers = EmergencyAnswer.objects.select_for_update(of=("self",)).select_related("recall__emergency")
    mine = answers.filter(recall__reference=str(arrived.body.get("recall", "")), desk=str(arrived.sender)).first()
    if mine is None:
        return None
    for one in read_results(arrived.body):
        if one.item in {SUMMARY, EVERYTHING}:
            mine.result, mine.ground, mine.review_on = one.result, one.ground, one.review_on
            mine.at = timezone.now()
    mine.save()
    reference = mine.recall.emergency.reference
    audit.record(NODE, "note_recall_answer", reference, facts={"desk": mine.desk})
    return Verdict(accepted=True, subject=reference)


def undelivered(told: Undelivered) -> None:
    """Note that a change did not reach a desk; where it never arrived there, it is sent again."""
    rows = EmergencyAnswer.objects.filter(message=told.reference, desk=str(told.desk), result=OPEN)
    first = rows.select_related("recall__emergency").first()
    if first is None:
        return
    facts = {"record": first.recall.reference, "desk": str(told.desk), "error": told.code or told.state}
    audit.record(NODE, "change_emergency", first.recall.emergency.reference, outcome="failed", facts=facts)
    if told.state in MAY_COME_LATER:
        rows.update(message="")


def tell_again() -> int:
    """Tell every desk that could not be written to before. For the node's clock; an older change is not sent any more.

    Returns:
        How many were told now.
    """
    waiting = EmergencyAnswer.objects.filter(result=OPEN, message="").order_by("pk")
    return sum(_tell_again(key) for key in list(waiting.values_list("pk", flat=True)))


def _tell_again(key: int) -> bool:
    with transaction.atomic():
        rows = EmergencyAnswer.objects.select_for_update(of=("self",))
        one = rows.select_related("recall__emergency__resource__owner_desk").get(pk=key)
        later = EmergencyAnswer.objects.filter(recall__emergency=one.recall.emergency, desk=one.desk, pk__gt=one.pk)
        if one.message or later.exists():
            return False
        try:
            with transaction.atomic():
                one.message = _ask(NODE, one.recall, one.desk)
        except Refused:
            return False
        one.save(update_fields=["message"])
        facts = {"record": one.recall.reference, "desk": one.desk}
        audit.record(NODE, "change_emergency", one.recall.emergency.reference, facts=facts)
    return True


def _to_change(by: Officer, reference: str) -> Emergency | None:
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    may = decision.view is View.FULL or (decision.view is View.SUMMARY and has_duty(by))
    rows = Emergency.objects.select_for_update(of=("self",)).select_related("resource__owner_desk")
    return rows.filter(reference=reference).first() if may else None


def _lines(row: Emergency) -> dict[str, str]:
    return dict(json.loads(brought_out(bytes(row.texts_sealed), table=EMERGENCY, row=row.reference, column="texts")))


def _written(
    by: Officer, row: Emergency, change: Change, texts: Mapping[str, str], before: Mapping[str, str]
) -> EmergencyRecall:
    made = new_record_reference("EC")
    recall = EmergencyRecall(
        reference=made, emergency=row, change=change.value, asked_at=timezone.now(), asked_by=by.code
    )
    if change is Change.CORRECTED:
        said = as_bytes({name: texts[name].strip() for name in FIELDS})
        recall.before_sealed = put_away(as_bytes(before), table=EMERGENCY_RECALL, row=made, column="before")
        recall.texts_sealed = put_away(said, table=EMERGENCY_RECALL, row=made, column="texts")
        row.texts_sealed = put_away(said, table=EMERGENCY, row=row.reference, column="texts")
    recall.save()
    return recall


def _move(row: Emergency, change: Change, told: Sequence[str]) -> None:
    """Where it stands afterwards: over for all, or still with the desks that were right."""
    left = set(holders_of(row)) - set(told)
    if change is not Change.CORRECTED and not left:
        row.state = EmergencyState.WITHDRAWN.value
    row.save()


def _tell(by: Officer, recall: EmergencyRecall, desks: Sequence[str]) -> None:
    reasons: list[Refusal] = []
    for desk in desks:
        message = ""
        try:
            with transaction.atomic():
                message = _ask(by, recall, desk)
        except Refused as refused:
            reasons += refused.reasons
            codes = ",".join(dict.fromkeys(one.code for one in refused.reasons))
            facts = {"record": recall.reference, "desk": desk, "reasons": codes}
            audit.record(by, "change_emergency", recall.emergency.reference, outcome="failed", facts=facts)
        EmergencyAnswer.objects.create(recall=recall, desk=desk, message=message)
    if not recall.answers.exclude(message="").exists():
        raise Refused(tuple(dict.fromkeys(reasons)))


def _ask(by: Officer | str, recall: EmergencyRecall, desk: str) -> str:
    row, change = recall.emergency, Change(recall.change)
    scope, reason = ASKS[change]
    plain = brought_out(bytes(recall.texts_sealed), table=EMERGENCY_RECALL, row=recall.reference, column="texts")
    body = recall_body(
        recall=recall.reference,
        disclosure=row.reference,
        items=(),
        scope=scope.value,
        reason=reason.value,
        corrections=[(SUMMARY, plain.decode("utf-8"))] if plain else (),
        ended=change is Change.ENDED,
    )
    kind = RECALL_OF_EMERGENCY if change is Change.ENDED else RECALL_REQUEST
    own = row.resource.owner_desk.address
    subjects = (row.reference, *codes_in(as_bytes(body), ()))
    route = Route(own, desk, row.reference, Purpose.INVESTIGATE_TRAFFICKING.value, subjects=subjects)
    return post(by, kind, body, route, is_urgent=True)
