"""What every verb that changes an entity does first and last: asking whether it may, and striking statements out."""

from collections.abc import Iterable, Sequence
from enum import Enum

from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities.domain.describing import NOT_FOUND
from samakki.entities.domain.statements import NewEntity
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.seeing import may_change, seen_entities
from samakki.kernel.refusals import InvalidValue, Refusal


class WithdrawalReason(Enum):
    """Why a value no longer holds. The value stays, struck out."""

    CORRECTED = "corrected"  # a better reading or spelling stands beside it
    MISTAKEN = "mistaken"  # it was never right: typed for the wrong person, misheard
    RETRACTED = "retracted"  # who said it took it back


def entity_to_change(by: Officer, reference: str) -> tuple[Entity | None, tuple[Refusal, ...]]:
    """An entity that `by` may change; "not-found" where it is missing and where it is not theirs to change alike."""
    found = Entity.objects.select_related("resource", "source").filter(reference=reference).first()
    if not may_change(by, found.resource.reference if found else reference):
        return None, (NOT_FOUND,)
    if found is None or (found.source.is_draft and found.source.created_by != by.code):
        return None, (NOT_FOUND,)
    return found, ()


def withdraw_rows(by: Officer, rows: Iterable[Statement], reason: WithdrawalReason) -> None:
    """Strike statements out. The verb that calls brings their entity up to date and logs."""
    now = timezone.now()
    for row in rows:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, by.code, reason.value
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def check_targets(by: Officer, entities: Sequence[NewEntity]) -> None:
    """Nobody links to what they may not see: the answer would tell that it is there.

    Raises:
        InvalidValue: "target-unknown".
    """
    named = {one.target for entity in entities for one in entity.statements if one.target}
    if named - set(seen_entities(by, named).values_list("reference", flat=True)):
        raise InvalidValue("target-unknown")
