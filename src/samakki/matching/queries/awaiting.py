"""Judgements that wait for an officer of a second agency: those that one may confirm, and one's own."""

from django.db.models import QuerySet

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Officer
from samakki.entities.queries.seeing import seen
from samakki.matching.models import Judgement as Row
from samakki.matching.models import JudgementStep
from samakki.matching.queries.judgements import JudgementRow, with_steps


def to_confirm(by: Officer) -> tuple[JudgementRow, ...]:
    """Judgements of other agencies that `by` may confirm, the longest waiting first. Both entities are open to them."""
    return tuple(with_steps(_to_confirm(by).select_related("first", "second").order_by("made_at", "pk")))


def count_to_confirm(by: Officer) -> int:
    """How many `to_confirm` gives."""
    return _to_confirm(by).count()


def own_waiting(by: Officer) -> tuple[JudgementRow, ...]:
    """Judgements that `by` made and that do not hold yet, the longest waiting first; both entities are open to them."""
    return tuple(with_steps(_own(by).select_related("first", "second").order_by("made_at", "pk")))


def count_own_waiting(by: Officer) -> int:
    """How many `own_waiting` gives."""
    return _own(by).count()


def _to_confirm(by: Officer) -> QuerySet[Row]:
    if access.duty_refusals(by, Duty.WRITE):
        return Row.objects.none()
    # As `domain.judging.refusals_to_confirm` has it; a test compares the two.
    return of_two_agencies(by).exclude(made_in=by.desk.agency.code).exclude(made_by=by.code)


def _own(by: Officer) -> QuerySet[Row]:
    return of_two_agencies(by).filter(made_by=by.code)


def of_two_agencies(by: Officer) -> QuerySet[Row]:
    """Neither confirmed nor taken back, and of nobody who is protected by now."""
    return Row.objects.filter(
        seen(by, prefix="first__"),
        seen(by, prefix="second__"),
        needs_second=True,
        first__is_protected=False,
        second__is_protected=False,
    ).exclude(pk__in=JudgementStep.objects.values("judgement"))
