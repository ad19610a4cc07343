"""Telling the owner of a copy that its day came: an answer to a recall that nobody had to send.

It travels as ``recall.answer@1.0`` with `DAY_CAME` where the reference of a recall stands, so every node that takes
answers takes it. At the owner's it becomes an automatic recall with the reason *its day has come* and this answer,
which is how the board and the page of the disclosure show it. A desk that had passed the copy on tells its own owner.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.exchange.registries import Arrived, Verdict
from samakki.intelligence.actions.offers import EMERGENCY_KIND, route_back
from samakki.intelligence.actions.posting import NODE, post
from samakki.intelligence.actions.recalling import write_recall
from samakki.intelligence.domain.disclosure_messages import RECALL_ANSWER
from samakki.intelligence.domain.recall_messages import DAY_CAME, Told, read_results, recall_answer_body
from samakki.intelligence.domain.recalls import RecallReason, RecallResult, RecallScope
from samakki.intelligence.models import Disclosure, RecallAnswer, ReceivedDisclosure
from samakki.kernel.refusals import Refused

SCOPES = {RecallResult.RESTRICTED.value: RecallScope.RESTRICT}
"""What a day asked, by what became of the copy; everything else was to be erased."""


def tell_owner(row: ReceivedDisclosure, results: Sequence[Mapping[str, str]], *, holder: str = "") -> None:
    """Tell the desk that gave it what its day did to copies, in the caller's transaction. Emergencies have no board.

    Args:
        row: what the copies came with.
        results: one for each copy, as in an answer to a recall.
        holder: address of a desk to which the copy was passed on from here, where it is its copy; else this desk's.
    """
    if row.kind == EMERGENCY_KIND:
        return
    body: dict[str, Any] = recall_answer_body(
        recall=DAY_CAME, disclosure=row.originator_reference, items=results, passed_on=(), derived=0
    )
    try:
        with transaction.atomic():
            post(NODE, RECALL_ANSWER, body | ({"holder": holder} if holder else {}), route_back(row), is_urgent=False)
    except Refused:  # what the day asked is done all the same; the owner's board goes on saying that the desk holds it
        audit.record(NODE, "report_day", row.reference, outcome="failed", facts={"desk": row.originator_desk})
    else:
        audit.record(NODE, "report_day", row.reference, facts={"desk": row.originator_desk, "count": len(results)})


def note_day(arrived: Arrived) -> Verdict:
    """Note that the day of copies came at a holder, and tell the owner where they were passed on from here."""
    sender = str(arrived.sender)
    holder = str(arrived.body.get("holder", "") or sender)[:80]
    row = Disclosure.objects.filter(reference=str(arrived.body.get("disclosure", ""))).first()
    results = read_results(arrived.body)
    if row is None or sender not in row.recipients or not results:
        return Verdict(accepted=False, code="recall-unknown")
    for scope in (RecallScope.ERASE, RecallScope.RESTRICT):
        some = [one for one in results if SCOPES.get(one.result, RecallScope.ERASE) is scope]
        if some:
            _write(row, scope, some, desk=holder, via="" if holder == sender else sender)
    audit.record(NODE, "note_day", row.reference, facts={"desk": holder, "count": len(results)})
    _pass_up(row, results, holder)
    return Verdict(accepted=True, subject=row.reference)


def _write(row: Disclosure, scope: RecallScope, some: Sequence[Told], *, desk: str, via: str) -> None:
    items = [one.item for one in some]
    recall = write_recall(NODE, row, scope, RecallReason.EXPIRED, items=items, is_automatic=True)
    RecallAnswer.objects.bulk_create(
        RecallAnswer(
            recall=recall,
            desk=desk,
            via=via,
            item=one.item,
            result=one.result,
            ground=one.ground,
            review_on=one.review_on,
            at=timezone.now(),
        )
        for one in some
    )


def _pass_up(row: Disclosure, results: Sequence[Told], holder: str) -> None:
    """Where `row` passed on what others own: tell them, under the numbers that they know."""
    for came in ReceivedDisclosure.objects.filter(report=row.report_id).select_related("report"):
        by_item = dict(came.holdings.values_list("report_item", "item"))
        numbers = {str(place): by_item.get(one, "") for place, one in enumerate(row.items, start=1)}
        theirs = [{**one.said, "id": numbers[one.item]} for one in results if numbers.get(one.item)]
        if theirs:
            tell_owner(came, theirs, holder=holder)
