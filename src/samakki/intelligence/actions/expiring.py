"""Days that come by themselves: copies whose review is due are restricted, copies whose day is over are erased.

Their owner is told, as it is of a recall: otherwise its board would say for years that somebody holds what is gone.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samakki.access import audit
from samakki.intelligence.actions.day_reports import tell_owner
from samakki.intelligence.actions.obeying import obey
from samakki.intelligence.actions.posting import NODE
from samakki.intelligence.actions.recall_rules import facts_of_copy
from samakki.intelligence.actions.recalls_arriving import result_of
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.recalls import RecallScope, due_scope, outcome_of
from samakki.intelligence.models import Holding, ReceivedDisclosure

OPEN = (HoldingState.HELD.value, HoldingState.RESTRICTED.value, HoldingState.WITHDRAWN.value)


def run_days() -> int:
    """Do with each copy what its day asks; the same table decides as for a recall. For the node's clock.

    Returns:
        How many copies changed.
    """
    today = timezone.localdate()
    due = Holding.objects.filter(Q(review_by__lte=today) | Q(destroy_on__lte=today), state__in=OPEN)
    came_with = sorted(set(due.values_list("received_id", flat=True)))
    return sum(_run_days_of(received) for received in came_with)


def _run_days_of(received: int) -> int:
    """The same for all that came with one disclosure, in one transaction: its owner gets one answer about it."""
    with transaction.atomic():
        row = ReceivedDisclosure.objects.select_for_update(of=("self",)).select_related("report").get(pk=received)
        results = []
        for copy in row.holdings.select_for_update().filter(state__in=OPEN).order_by("pk"):
            copy.received = row
            scope = _scope(copy)
            outcome = outcome_of(scope, facts_of_copy(copy)) if scope is not None else None
            if scope is None or outcome is None or outcome.state is None or outcome.state.value == copy.state:
                continue
            obey(copy, outcome, "")
            audit.record(NODE, "run_day", row.reference, facts={"what": scope.value})
            results.append(result_of(copy, outcome))
        if results:
            tell_owner(row, results)
    return len(results)


def _scope(copy: Holding) -> RecallScope | None:
    today = timezone.localdate()
    scope = due_scope(review_on=copy.review_by, destroy_on=copy.destroy_on, today=today)
    if copy.state == HoldingState.WITHDRAWN.value and scope is RecallScope.RESTRICT:
        return RecallScope.ERASE  # it was kept for its day, and its day has come
    return scope
