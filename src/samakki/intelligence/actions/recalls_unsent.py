"""Recalls that did not reach a holder: asked again by the node's clock until they do, and told in the log."""

from django.db import transaction

from samakki.access import audit
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.registries import Undelivered
from samakki.intelligence.actions.posting import NODE
from samakki.intelligence.actions.recalling import ask_holder
from samakki.intelligence.domain.recalls import RecallResult
from samakki.intelligence.models import Recall, RecallAnswer
from samakki.kernel.refusals import Refused

MAY_COME_LATER = frozenset({Sent.EXPIRED.value, Sent.FAILED.value})
"""Ends after which a desk may be written to again: it was away for a month, or had no key when it was sealed."""


def undelivered(told: Undelivered) -> None:
    """Note that a recall did not reach a desk; where it never arrived there, it is sent again."""
    rows = RecallAnswer.objects.filter(message=told.reference, desk=str(told.desk), result=RecallResult.ASKED.value)
    first = rows.select_related("recall__disclosure").first()
    if first is None:
        return
    facts = {"record": first.recall.reference, "desk": str(told.desk), "error": told.code or told.state}
    audit.record(NODE, "ask_recall", first.recall.disclosure.reference, outcome="failed", facts=facts)
    if told.state in MAY_COME_LATER:
        rows.update(message="")


def ask_again() -> int:
    """Ask every holder that a recall is still to be sent to. For the node's clock.

    Returns:
        How many were asked now. One that cannot be written to yet is in the log since the first time.
    """
    waiting = RecallAnswer.objects.filter(result=RecallResult.ASKED.value, message="", via="", recall__is_waiting=False)
    places = sorted(set(waiting.values_list("recall", "desk")))
    return sum(_ask(recall, desk) for recall, desk in places)


def _ask(key: int, desk: str) -> bool:
    with transaction.atomic():
        recalls = Recall.objects.select_for_update(of=("self",)).select_related("disclosure__resource__owner_desk")
        recall = recalls.get(pk=key)
        rows = recall.answers.select_for_update().filter(desk=desk, result=RecallResult.ASKED.value, message="", via="")
        if not list(rows):
            return False
        try:
            with transaction.atomic():
                message = ask_holder(NODE, recall, desk)
        except Refused:
            return False
        recall.answers.filter(desk=desk, result=RecallResult.ASKED.value, message="", via="").update(message=message)
        facts = {"record": recall.reference, "desk": desk}
        audit.record(NODE, "ask_recall", recall.disclosure.reference, facts=facts)
    return True
