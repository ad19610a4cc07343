"""A prosecutor says that no court needs a copy any more; what its owner had asked for is done then, and answered."""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Officer
from samakki.cases.actions.working import is_prosecution
from samakki.intelligence.actions.obeying import obey
from samakki.intelligence.actions.recall_rules import derived_from, facts_of_copy
from samakki.intelligence.actions.recalls_arriving import answer_recall, result_of
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.domain.recalls import RecallScope, outcome_of
from samakki.intelligence.models import Holding, RecallArrived
from samakki.intelligence.queries.received import IN_PART_FOR_COURT
from samakki.kernel.refusals import Refusal


def say_needless(*, by: Officer, report: str, item: str) -> None:
    """Let go, as a prosecutor, of a copy that was kept for a court.

    Args:
        by: of a prosecution agency, who sees the report that the copy stands in.
        report: "R-…".
        item: id of the copy.

    Raises:
        Refused: "not-found"; "copy-prosecutor-only"; "copy-not-kept".
    """
    with transaction.atomic():
        decision = officers.decide_record(by=by, reference=report, purpose=None, surface=Surface.PAGE)
        is_open = decision.view in IN_PART_FOR_COURT
        rows = Holding.objects.select_for_update(of=("self",)).select_related("received__report")
        copy = rows.filter(received__report__reference=report, item=item).first() if is_open else None
        reasons: tuple[Refusal, ...] = (NOT_FOUND,) if copy is None else ()
        if copy is not None and not is_prosecution(by):
            reasons = (Refusal("copy-prosecutor-only"),)
        if copy is not None and not reasons and copy.state != HoldingState.KEPT.value:
            reasons = (Refusal("copy-not-kept"),)
        if copy is not None and not reasons:
            copy.needless_by, copy.needless_at = by.code, timezone.now()
            copy.save(update_fields=["needless_by", "needless_at"])
            audit.record(by, "say_needless", report, facts={"record": copy.received.reference})
            _carry_out(copy)
            return
    raise logged_refusal(by, "say_needless", report, reasons)


def _carry_out(copy: Holding) -> None:
    """Do what was asked last and could not be done, and tell the owner."""
    asked = RecallArrived.objects.filter(
        received=copy.received_id, scope__in=[RecallScope.WITHDRAW.value, RecallScope.ERASE.value]
    )
    told = next((one for one in asked.order_by("-pk") if not one.items or copy.item in one.items), None)
    if told is None:
        return
    outcome = outcome_of(RecallScope(told.scope), facts_of_copy(copy))
    obey(copy, outcome, "")
    answer_recall(
        told,
        [result_of(copy, outcome)],
        passed_on=copy.released_to,
        derived=derived_from(copy),
    )
