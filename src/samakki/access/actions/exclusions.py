"""Keeps an officer or a desk away from a record. Nobody is told: no notice, no error, no count, no empty place."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.exclusion import ExclusionReason, refusals_of_target
from samakki.access.domain.membership import NOT_AVAILABLE
from samakki.access.domain.vocabulary import Duty
from samakki.access.models import Desk, Exclusion, Officer, Resource
from samakki.access.queries.choices import manage_refusals
from samakki.access.queries.records import standing
from samakki.access.registries import companions_of


def exclude(*, by: Officer, reference: str, reason: ExclusionReason, officer: str = "", desk: str = "") -> None:
    """Keep an officer, or all officers of a desk, away from a record from now on.

    For them the record and its parts no longer exist. Their memberships stay in the table and come back if the
    exclusion is lifted.

    Args:
        by: who may keep somebody away from it: of the own desk, reading it in full, or an overseer.
        reference: the record.
        reason: a code; the log keeps it.
        officer: code; empty when a desk is meant.
        desk: address; empty when an officer is meant.

    Raises:
        Refused: "not-found", or what is wrong with the officer or desk.
    """
    with transaction.atomic():
        seen = standing(by, reference)
        reasons = list(manage_refusals(by, seen, Duty.EXCLUDE))
        if not reasons:
            whom = Officer.objects.filter(code=officer).first() if officer else None
            place = Desk.objects.filter(address=desk).first() if desk else None
            present = _present(seen.resource_id, whom, place)
            reasons += refusals_of_target(
                seen.resource,
                officer_exists=whom is not None if officer else None,
                desk=desk,
                desk_exists=place is not None,
                is_excluded=present is not None,
            )
            if not reasons:
                _write(by, [seen.resource_id, *_parts_without(reference, whom, place)], whom, place, reason)
                audit.record(by, "exclude", reference, facts={**_target(officer, desk), "reason": reason.value})
                return
    raise logged_refusal(by, "exclude", reference, reasons)


def lift_exclusion(*, by: Officer, reference: str, officer: str = "", desk: str = "") -> None:
    """Let an officer or a desk know of a record again.

    Args:
        by: as for `exclude`; who is excluded cannot lift anything on the record.
        reference: the record.
        officer: code; empty when a desk is meant.
        desk: address; empty when an officer is meant.

    Raises:
        Refused: "not-found", or nobody such is excluded.
    """
    with transaction.atomic():
        seen = standing(by, reference)
        reasons = list(manage_refusals(by, seen, Duty.EXCLUDE))
        if not reasons:
            whom = Officer.objects.filter(code=officer).first() if officer else None
            place = Desk.objects.filter(address=desk).first() if desk else None
            present = _present(seen.resource_id, whom, place)
            if present is not None:
                away = _in_force(whom, place).filter(
                    Q(pk=present.pk) | Q(resource__reference__in=companions_of(reference))
                )
                away.update(lifted_by=by.code, lifted_at=timezone.now())
                audit.record(by, "lift_exclusion", reference, facts=_target(officer, desk))
                return
            reasons = [NOT_AVAILABLE]
    raise logged_refusal(by, "lift_exclusion", reference, reasons)


def _present(resource_id: int, whom: Officer | None, place: Desk | None) -> Exclusion | None:
    if whom is None and place is None:
        return None
    return _in_force(whom, place).select_for_update().filter(resource_id=resource_id).first()


def _in_force(whom: Officer | None, place: Desk | None) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(officer=whom, desk=place, lifted_at__isnull=True)


def _parts_without(reference: str, whom: Officer | None, place: Desk | None) -> list[int]:
    """Parts of a record that nobody keeps this officer or desk from yet."""
    parts = Resource.objects.filter(reference__in=companions_of(reference))
    return list(parts.exclude(pk__in=_in_force(whom, place).values("resource_id")).values_list("pk", flat=True))


def _write(
    by: Officer, resources: list[int], whom: Officer | None, place: Desk | None, reason: ExclusionReason
) -> None:
    now = timezone.now()
    Exclusion.objects.bulk_create(
        Exclusion(resource_id=pk, officer=whom, desk=place, reason=reason.value, made_by=by.code, made_at=now)
        for pk in resources
    )


def _target(officer: str, desk: str) -> dict[str, str | int]:
    return {"officer": officer} if officer else {"desk": desk}
