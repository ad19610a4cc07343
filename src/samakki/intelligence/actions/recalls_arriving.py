"""A recall at a holder, and a holder's answer at the originator. Neither waits for an officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.domain.vocabulary import Purpose
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions import emergencies, offers
from samakki.intelligence.actions.day_reports import note_day
from samakki.intelligence.actions.emergency_answering import note_news
from samakki.intelligence.actions.emergency_changes import EVERYTHING, note_emergency_answer
from samakki.intelligence.actions.forwarding import forward_recall, pass_answer_up
from samakki.intelligence.actions.obeying import obey
from samakki.intelligence.actions.offers import EMERGENCY_KIND, route_back
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.actions.recall_rules import derived_from, facts_of_copy
from samakki.intelligence.actions.recalls_early import early_recalls, keep_early
from samakki.intelligence.domain.disclosure_items import SUMMARY, THINGS
from samakki.intelligence.domain.disclosure_messages import RECALL_ANSWER, as_bytes
from samakki.intelligence.domain.emergencies import read_lines
from samakki.intelligence.domain.emergency_acting import read_news
from samakki.intelligence.domain.holdings import OfferState
from samakki.intelligence.domain.recall_messages import DAY_CAME, MOST_ITEMS, read_results, recall_answer_body
from samakki.intelligence.domain.recalls import (
    Outcome,
    RecallReason,
    RecallResult,
    RecallScope,
    outcome_of,
)
from samakki.intelligence.models import Holding, Recall, RecallAnswer, RecallArrived, ReceivedDisclosure
from samakki.kernel.refusals import Refused

NOT_READABLE = Verdict(accepted=False, code="recall-not-readable")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recall asks.

    Attributes:
        recall: the originator's reference of it.
        disclosure: the originator's reference of what is taken back.
        items: ids; empty for all.
        words: other words by id, where they are corrected.
    """

    recall: str
    disclosure: str
    scope: RecallScope
    reason: RecallReason
    items: tuple[str, ...]
    words: Mapping[str, str]
    ended: bool = False  # of an emergency: nobody is at risk any more


def asked_in(body: Mapping[str, Any]) -> Asked | None:
    """What a message asks; None where it cannot be read."""
    try:
        return Asked(
            recall=str(body["recall"])[:40],
            disclosure=str(body["disclosure"])[:40],
            scope=RecallScope(body["scope"]),
            reason=RecallReason(body["reason"]),
            items=tuple(str(one)[:16] for one in _list(body.get("items")))[:MOST_ITEMS],
            words={str(one["id"]): str(one["text"]) for one in _list(body.get("corrections"))},
            ended=body.get("ended") is True,
        )
    except (KeyError, ValueError, TypeError):
        return None


def receive_recall(arrived: Arrived) -> Verdict:
    """Do what an originator asks with every copy of theirs, tell those it was passed on to, and answer."""
    asked = asked_in(arrived.body)
    if asked is None:
        return NOT_READABLE
    rows = ReceivedDisclosure.objects.select_for_update(of=("self",)).select_related("report", "resource")
    row = rows.filter(
        originator_desk=str(arrived.sender), originator_reference=asked.disclosure, desk=str(arrived.to)
    ).first()
    if row is None:
        keep_early(arrived, recall=asked.recall, disclosure=asked.disclosure)
        back = Route(
            str(arrived.to), str(arrived.sender), asked.disclosure, Purpose.COOPERATE.value, reply_to=arrived.message_id
        )
        missing = [{"id": one, "result": "not_found"} for one in asked.items or (EVERYTHING,)]
        _answer(back, asked.recall, asked.disclosure, missing, [], 0)
        return Verdict(accepted=True)
    if row.has_rest:  # what was held back until the desk accepted may be on its way, and slower than this
        keep_early(arrived, recall=asked.recall, disclosure=asked.disclosure)
    return _obeyed(row, asked, arrived.message_id)


def receive_offer(arrived: Arrived) -> Verdict:
    """Take an offer in; what its originator took back meanwhile is done with it at once."""
    return _with_early(offers.receive_offer(arrived))


def receive_emergency(arrived: Arrived) -> Verdict:
    """The same with an emergency: it may be over before it comes."""
    return _with_early(emergencies.receive_emergency(arrived))


def receive_rest(arrived: Arrived) -> Verdict:
    """Take in what was held back; what its originator took back of it meanwhile is done with it at once."""
    verdict = offers.receive_rest(arrived)
    row = ReceivedDisclosure.objects.filter(reference=verdict.subject).first() if verdict.accepted else None
    came = {str(one.get("id", "")) for one in _list(arrived.body.get("items"))} | {THINGS}
    for body, message in early_recalls(row) if row is not None else ():
        asked = asked_in(body)
        if row is not None and asked is not None and (wanted := came & set(asked.items or came)):
            there = row.holdings.filter(item__in=wanted).values_list("item", flat=True)
            _obeyed(row, replace(asked, items=tuple(sorted(there))), message)
    return verdict


def _with_early(verdict: Verdict) -> Verdict:
    row = ReceivedDisclosure.objects.filter(reference=verdict.subject).first() if verdict.accepted else None
    for body, message in early_recalls(row) if row is not None else ():
        asked = asked_in(body)
        if row is not None and asked is not None:
            _obeyed(row, asked, message)
        elif row is not None and "acting" in body and (news := read_news(body)) is not None:
            note_news(row, news)
    return verdict


def _obeyed(row: ReceivedDisclosure, asked: Asked, message: str) -> Verdict:
    wanted, scope, reason = asked.items, asked.scope, asked.reason
    if row.kind == EMERGENCY_KIND and scope is RecallScope.CORRECT:
        lines = read_lines(asked.words.get(SUMMARY, ""))
        if not lines:
            return NOT_READABLE
        asked = replace(asked, words={SUMMARY: as_bytes(lines).decode("utf-8")})
    told, _ = RecallArrived.objects.get_or_create(
        reference=asked.recall,
        received=row,
        defaults={
            "scope": scope.value,
            "reason": reason.value,
            "items": list(wanted),
            "at": timezone.now(),
            "message": message,
            "ended": asked.ended,
        },
    )
    if row.kind == EMERGENCY_KIND and row.recalls.exclude(scope=RecallScope.CORRECT.value).exists():
        scope = RecallScope.WITHDRAW  # what is over stays over, also when an earlier correction comes after it
    copies = list((row.holdings.filter(item__in=wanted) if wanted else row.holdings.all()).select_for_update())
    facts = {copy.item: facts_of_copy(copy) for copy in copies}
    outcomes = {copy.item: outcome_of(scope, facts[copy.item]) for copy in copies}
    derived = max((derived_from(copy) for copy in copies), default=0)
    passed_on = sorted({desk for copy in copies for desk in copy.released_to})
    for copy in copies:
        obey(copy, outcomes[copy.item], asked.words.get(copy.item, ""))
    if row.state == OfferState.OFFERED.value and scope in {RecallScope.WITHDRAW, RecallScope.ERASE} and not wanted:
        row.state = OfferState.WITHDRAWN.value
        row.save(update_fields=["state"])
    if passed_on:
        forward_recall(told, copies, scope, reason, asked.words)
    why = reason.value.replace("_", "-")
    facts_logged = {"record": row.reference, "what": scope.value, "reason": why, "count": len(copies)}
    audit.record(NODE, "obey_recall", row.reference, facts=facts_logged)
    results = [result_of(copy, outcomes[copy.item]) for copy in copies]
    missing = sorted(set(wanted) - {copy.item for copy in copies})
    results += [{"id": one, "result": RecallResult.NOT_FOUND.value} for one in missing]
    answer_recall(told, results, passed_on=passed_on, derived=derived)
    return Verdict(accepted=True, subject=row.reference)


def receive_recall_answer(arrived: Arrived) -> Verdict:
    """Note what a holder did; send it on where this node had only passed the recall on."""
    if arrived.body.get("recall") == DAY_CAME:
        return note_day(arrived)
    recall = Recall.objects.select_related("disclosure").filter(reference=str(arrived.body.get("recall", ""))).first()
    holder = str(arrived.body.get("holder", "") or arrived.sender)[:80]
    asked = {str(arrived.sender)} & set(recall.disclosure.recipients) if recall is not None else set()
    if recall is None or not asked:
        of_emergency = note_emergency_answer(arrived) if recall is None else None
        return of_emergency or Verdict(accepted=False, code="recall-unknown")
    via = "" if holder == str(arrived.sender) else str(arrived.sender)
    derived = arrived.body.get("derived", 0)
    results = read_results(arrived.body)
    for one in results:
        if one.item == EVERYTHING:  # the desk knows no item of it
            recall.answers.filter(desk=holder, result=RecallResult.ASKED.value).update(
                via=via, result=one.result, at=timezone.now()
            )
            continue
        RecallAnswer.objects.update_or_create(
            recall=recall,
            desk=holder,
            item=one.item,
            defaults={
                "via": via,
                "result": one.result,
                "ground": one.ground,
                "review_on": one.review_on,
                "derived": derived if isinstance(derived, int) and 0 <= derived < MOST_ITEMS else 0,
                "at": timezone.now(),
            },
        )
    if not via and not recall.items:  # all of it was asked back: of what is not named the desk has nothing, or not yet
        _note_absent(recall, holder)
    if not via:  # those it was passed on to answer for themselves; until then they hold it
        for desk in map(str, _list(arrived.body.get("passed_on"))):
            for one in results:
                RecallAnswer.objects.get_or_create(
                    recall=recall,
                    desk=desk[:80],
                    item=one.item,
                    defaults={"via": str(arrived.sender), "result": RecallResult.ASKED.value},
                )
    audit.record(NODE, "note_recall_answer", recall.disclosure.reference, facts={"desk": str(arrived.sender)})
    pass_answer_up(recall, arrived.body, holder)
    return Verdict(accepted=True, subject=recall.disclosure.reference)


def _note_absent(recall: Recall, holder: str) -> None:
    """Wait no longer for what a desk does not name, such as all that was held back until it accepted."""
    left = recall.answers.filter(desk=holder, result=RecallResult.ASKED.value)
    left.update(result=RecallResult.NOT_FOUND.value, at=timezone.now())


def answer_recall(
    told: RecallArrived,
    items: Sequence[Mapping[str, str]],
    *,
    passed_on: Sequence[str],
    derived: int,
) -> None:
    """Tell the originator what was done here, in the caller's transaction."""
    row = told.received
    route = replace(route_back(row), reply_to=told.message)
    _answer(route, told.reference, row.originator_reference, items, passed_on, derived)


def _answer(
    route: Route,
    recall: str,
    disclosure: str,
    items: Sequence[Mapping[str, str]],
    passed_on: Sequence[str],
    derived: int,
) -> None:
    body = recall_answer_body(recall=recall, disclosure=disclosure, items=items, passed_on=passed_on, derived=derived)
    try:
        with transaction.atomic():
            post(NODE, RECALL_ANSWER, body, route, is_urgent=True)
    except Refused:  # what was asked is done all the same; the originator's board shows that no answer came
        audit.record(NODE, "answer_recall", "", outcome="failed", facts={"desk": route.to})


def result_of(copy: Holding, outcome: Outcome) -> dict[str, str]:
    """What is answered about one copy."""
    said = {"id": copy.item, "result": outcome.result.value}
    if outcome.ground is not None:
        said["ground"] = outcome.ground.value
        if copy.review_by is not None:
            said["review_on"] = copy.review_by.isoformat()
    return said


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
