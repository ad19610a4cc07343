"""A recall at a holder, and a holder's answer at the originator. Neither waits for an officer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.domain.vocabulary import Purpose
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.forwarding import forward_recall, pass_answer_up
from samakki.intelligence.actions.obeying import obey
from samakki.intelligence.actions.offers import route_back
from samakki.intelligence.actions.posting import NODE, Route, post
from samakki.intelligence.actions.recall_rules import derived_from, facts_of_copy
from samakki.intelligence.domain.disclosure_messages import RECALL_ANSWER
from samakki.intelligence.domain.holdings import OfferState
from samakki.intelligence.domain.recall_messages import recall_answer_body
from samakki.intelligence.domain.recalls import (
    KeepGround,
    Outcome,
    RecallReason,
    RecallResult,
    RecallScope,
    outcome_of,
)
from samakki.intelligence.models import Holding, Recall, RecallAnswer, RecallArrived, ReceivedDisclosure
from samakki.kernel.refusals import Refused

NOT_READABLE = Verdict(accepted=False, code="recall-not-readable")
RESULTS = frozenset(one.value for one in RecallResult) - {RecallResult.ASKED.value}
GROUNDS = frozenset(one.value for one in KeepGround)
MOST_ITEMS = 200


def receive_recall(arrived: Arrived) -> Verdict:
    """Do what an originator asks with every copy of theirs, tell those it was passed on to, and answer."""
    try:
        scope, reason = RecallScope(arrived.body["scope"]), RecallReason(arrived.body["reason"])
        reference, disclosure = str(arrived.body["recall"])[:40], str(arrived.body["disclosure"])[:40]
        wanted = [str(one)[:16] for one in _list(arrived.body.get("items"))][:MOST_ITEMS]
        words = {str(one["id"]): str(one["text"]) for one in _list(arrived.body.get("corrections"))}
    except (KeyError, ValueError, TypeError):
        return NOT_READABLE
    rows = ReceivedDisclosure.objects.select_for_update(of=("self",)).select_related("report", "resource")
    row = rows.filter(
        originator_desk=str(arrived.sender), originator_reference=disclosure, desk=str(arrived.to)
    ).first()
    if row is None:
        back = Route(
            str(arrived.to), str(arrived.sender), disclosure, Purpose.COOPERATE.value, reply_to=arrived.message_id
        )
        _answer(back, reference, disclosure, [{"id": one, "result": "not_found"} for one in wanted or ["all"]], [], 0)
        return Verdict(accepted=True)
    told = RecallArrived.objects.create(
        reference=reference,
        received=row,
        scope=scope.value,
        reason=reason.value,
        items=wanted,
        at=timezone.now(),
        message=arrived.message_id,
    )
    copies = list(row.holdings.select_for_update().filter(item__in=wanted) if wanted else row.holdings.all())
    facts = {copy.item: facts_of_copy(copy) for copy in copies}
    outcomes = {copy.item: outcome_of(scope, facts[copy.item]) for copy in copies}
    derived = max((derived_from(copy) for copy in copies), default=0)
    passed_on = sorted({desk for copy in copies for desk in copy.released_to})
    for copy in copies:
        obey(copy, outcomes[copy.item], words.get(copy.item, ""))
    if row.state == OfferState.OFFERED.value and scope in {RecallScope.WITHDRAW, RecallScope.ERASE} and not wanted:
        row.state = OfferState.WITHDRAWN.value
        row.save(update_fields=["state"])
    if passed_on:
        forward_recall(told, copies, scope, reason, words)
    facts_logged = {"record": row.reference, "what": scope.value, "count": len(copies)}
    audit.record(NODE, "obey_recall", row.reference, facts=facts_logged)
    results = [result_of(copy, outcomes[copy.item]) for copy in copies]
    missing = sorted(set(wanted) - {copy.item for copy in copies})
    results += [{"id": one, "result": RecallResult.NOT_FOUND.value} for one in missing]
    answer_recall(told, results, passed_on=passed_on, derived=derived)
    return Verdict(accepted=True, subject=row.reference)


def receive_recall_answer(arrived: Arrived) -> Verdict:
    """Note what a holder did; send it on where this node had only passed the recall on."""
    recall = Recall.objects.select_related("disclosure").filter(reference=str(arrived.body.get("recall", ""))).first()
    holder = str(arrived.body.get("holder", "") or arrived.sender)[:80]
    asked = {str(arrived.sender)} & set(recall.disclosure.recipients) if recall is not None else set()
    if recall is None or not asked:
        return Verdict(accepted=False, code="recall-unknown")
    via = "" if holder == str(arrived.sender) else str(arrived.sender)
    derived = arrived.body.get("derived", 0)
    for item, result, ground, review_on in _results(arrived.body):
        RecallAnswer.objects.update_or_create(
            recall=recall,
            desk=holder,
            item=item,
            defaults={
                "via": via,
                "result": result,
                "ground": ground,
                "review_on": review_on,
                "derived": derived if isinstance(derived, int) and 0 <= derived < MOST_ITEMS else 0,
                "at": timezone.now(),
            },
        )
    if not via:  # those it was passed on to answer for themselves; until then they hold it
        for desk in map(str, _list(arrived.body.get("passed_on"))):
            for item, *_rest in _results(arrived.body):
                RecallAnswer.objects.get_or_create(
                    recall=recall,
                    desk=desk[:80],
                    item=item,
                    defaults={"via": str(arrived.sender), "result": RecallResult.ASKED.value},
                )
    audit.record(NODE, "note_recall_answer", recall.disclosure.reference, facts={"desk": str(arrived.sender)})
    pass_answer_up(recall, arrived.body, holder)
    return Verdict(accepted=True, subject=recall.disclosure.reference)


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


def _results(body: Mapping[str, Any]) -> Iterable[tuple[str, str, str, date | None]]:
    for one in _list(body.get("items"))[:MOST_ITEMS]:
        if not isinstance(one, Mapping) or one.get("result") not in RESULTS:
            continue
        ground = str(one.get("ground", ""))
        yield str(one.get("id", ""))[:16], str(one["result"]), ground if ground in GROUNDS else "", _day(one)


def _day(one: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(one["review_on"]))
    except (KeyError, ValueError):
        return None


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
