"""Days that come by themselves: copies whose review is due are restricted, copies whose day is over are erased."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.intelligence.actions.obeying import obey
from samakki.intelligence.actions.posting import NODE
from samakki.intelligence.actions.recall_rules import facts_of_copy
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.recalls import RecallScope, due_scope, outcome_of
from samakki.intelligence.models import Holding

OPEN = (HoldingState.HELD.value, HoldingState.RESTRICTED.value, HoldingState.WITHDRAWN.value)


def run_days() -> int:
    """Do with each copy what its day asks; the same table decides as for a recall. For the node's clock.

    Returns:
        How many copies changed.
    """
    today, count = timezone.localdate(), 0
    due = Holding.objects.filter(state__in=OPEN).exclude(review_by__gt=today, destroy_on__gt=today)
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            copy = Holding.objects.select_for_update(of=("self",)).select_related("received__report").get(pk=pk)
            scope = _scope(copy)
            if scope is None:
                continue
            before = copy.state
            outcome = outcome_of(scope, facts_of_copy(copy))
            if outcome.state is None or outcome.state.value == before:
                continue
            obey(copy, outcome, "")
            audit.record(NODE, "run_day", copy.received.reference, facts={"what": scope.value})
            count += 1
    return count


def _scope(copy: Holding) -> RecallScope | None:
    today = timezone.localdate()
    scope = due_scope(review_on=copy.review_by, destroy_on=copy.destroy_on, today=today)
    if copy.state == HoldingState.WITHDRAWN.value and scope is RecallScope.RESTRICT:
        return RecallScope.ERASE  # it was kept for its day, and its day has come
    return scope
