"""The second hop: a recall goes on to those who got a copy from here, and their answers go back up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from samakki.access import audit
from samakki.intelligence.actions.offers import route_back
from samakki.intelligence.actions.posting import NODE, post
from samakki.intelligence.actions.recalling import send_recall, write_recall
from samakki.intelligence.domain.disclosure_messages import RECALL_ANSWER
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.domain.recall_messages import recall_answer_body
from samakki.intelligence.domain.recalls import RecallReason, RecallResult, RecallScope
from samakki.intelligence.models import Disclosure, Holding, Recall, RecallArrived
from samakki.kernel.refusals import Refused

OUT = (DisclosureState.HELD.value, DisclosureState.SENT.value, DisclosureState.RECALLED.value)


def forward_recall(
    told: RecallArrived,
    copies: Sequence[Holding],
    scope: RecallScope,
    reason: RecallReason,
    words: Mapping[str, str],
) -> None:
    """Take back what was passed on from here, as the originator asks. It waits for no second person of this desk.

    An item has another number in what was passed on; the same words are found by the item they stand in here.
    """
    wanted = {copy.report_item: copy.item for copy in copies if copy.released_to and copy.report_item}
    report = told.received.report
    rows = Disclosure.objects.filter(report=report, state__in=OUT).select_related("resource__owner_desk")
    for row in rows if report is not None else ():
        numbers = {str(place): one for place, one in enumerate(row.items, start=1) if one in wanted}
        if not numbers:
            continue
        is_all = set(numbers.values()) == set(row.items) and scope is not RecallScope.CORRECT
        asked = () if is_all else sorted(numbers)  # with its last item goes what is said about the items, too
        other = {number: words[wanted[one]] for number, one in numbers.items() if words.get(wanted[one])}
        # Who cannot be written to is asked again later; until then the originator's board shows no answer.
        recall = write_recall(NODE, row, scope, reason, items=asked, words=other, is_automatic=True)
        send_recall(NODE, recall)
        told.forwarded = {**told.forwarded, row.reference: recall.reference}
        told.save(update_fields=["forwarded"])


def pass_answer_up(recall: Recall, body: Mapping[str, Any], holder: str) -> None:
    """Tell the originator what a holder of the second hop answered, under the numbers that the originator knows."""
    row = recall.disclosure
    for told in RecallArrived.objects.filter(received__report=row.report).select_related("received"):
        if told.forwarded.get(row.reference) != recall.reference:
            continue
        by_item = dict(told.received.holdings.values_list("report_item", "item"))
        numbers = {str(place): by_item.get(one, "") for place, one in enumerate(row.items, start=1)}
        answers = [
            {**{key: str(text) for key, text in one.items()}, "id": numbers[str(one["id"])]}
            for one in body.get("items", [])
            if isinstance(one, Mapping) and numbers.get(str(one.get("id", "")))
        ]
        # Of what was never passed on from here the holder has nothing: the originator need not wait for it.
        held = {one["id"] for one in answers}
        answers += [
            {"id": one, "result": RecallResult.NOT_FOUND.value}
            for one in sorted(told.received.holdings.values_list("item", flat=True))
            if one not in held and (not told.items or one in told.items)
        ]
        said = recall_answer_body(
            recall=told.reference,
            disclosure=told.received.originator_reference,
            items=answers,
            passed_on=(),
            derived=int(body.get("derived", 0) or 0),
        )
        try:
            with transaction.atomic():
                route = replace(route_back(told.received), reply_to=told.message)
                post(NODE, RECALL_ANSWER, {**said, "holder": holder}, route, is_urgent=True)
        except Refused:  # the board of the originator goes on saying that this holder has not answered
            facts = {"desk": told.received.originator_desk}
            audit.record(NODE, "answer_recall", told.received.reference, outcome="failed", facts=facts)
