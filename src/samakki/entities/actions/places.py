"""Where a place is: correcting it as one act, and keeping its row in step with what is said of it."""

from dataclasses import asdict

from django.db import transaction

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.changing import WithdrawalReason, entity_to_change, withdraw_rows
from samakki.entities.actions.protecting import in_codes
from samakki.entities.actions.writing import add_to, refresh, tell
from samakki.entities.domain.describing import NOT_FOUND
from samakki.entities.domain.places import PLACE_PROPERTIES, place_said, said_by_place
from samakki.entities.domain.statements import FACT, NewPlace, NewStatement, check_place
from samakki.entities.models import Entity, Place, Statement
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue


def correct_place(
    *,
    by: Officer,
    entity: str,
    place: NewPlace,
    reason: WithdrawalReason,
    basis: str = FACT,
    grade: Grade | None = None,
) -> None:
    """Say anew where a place is: words, codes, pin and radius at once. What stood before stays, struck out.

    What did not change keeps the statement that says it, with its source and day.

    Args:
        by: who corrects.
        entity: reference of the place.
        place: where it is, whole: what is left empty is said no more.
        reason: why what changed no longer holds.
        basis: fact or assessment, of what is new.
        grade: of what is new; None for the source's own.

    Raises:
        Refused: "not-found", where `by` may not change the record that describes it; also for what is no place, and
            for a place behind the code of a protected person.
        InvalidValue: what `check_place` raises; "place-not-changed".
    """
    check_place(place)
    with transaction.atomic():
        found, reasons = entity_to_change(by, entity)
        row = Place.objects.select_for_update().filter(entity=found).first() if found is not None else None
        if found is not None and (row is None or found.is_protected):
            reasons = (NOT_FOUND,)
        if found is not None and row is not None and not reasons:
            _say_what_the_row_alone_said(found, row)
            wanted = in_codes(by, found, [_said(one, basis, grade) for one in said_by_place(place)])
            told = {(one.prop, one.value) for one in wanted}
            current = Statement.objects.filter(entity=found, prop__in=PLACE_PROPERTIES, withdrawn_at__isnull=True)
            gone = [one for one in current.select_for_update() if (one.prop, one.value) not in told]
            kept = {(one.prop, one.value) for one in current} - {(one.prop, one.value) for one in gone}
            new = [one for one in wanted if (one.prop, one.value) not in kept]
            if not gone and not new:
                raise InvalidValue("place-not-changed")
            withdraw_rows(by, gone, reason)
            if new:
                add_to(by=by, entity=found, statements=new)
            else:
                refresh([found])
            follow_place(found)
            facts = {"record": found.resource.reference, "reason": reason.value, "count": len(gone)}
            audit.record(by, "correct_place", entity, facts=facts)
            return
    raise logged_refusal(by, "correct_place", entity, reasons)


def follow_place(entity: Entity) -> None:
    """Bring the row of a place up to date with its statements, and tell of it. Part of a verb that changed them.

    The row of a place behind somebody's code is left: what protects her decides what stands there.
    """
    row = Place.objects.filter(entity=entity).first()
    if row is None or entity.is_protected:
        return
    said = Statement.objects.filter(entity=entity, prop__in=PLACE_PROPERTIES).order_by("pk")
    current = [(one.prop, one.value) for one in said if one.withdrawn_at is None]
    where = place_said(current, ever={one.prop for one in said}, before=_place_of(row))
    for name, value in asdict(where).items():
        setattr(row, name, value)
    row.save()
    # What names the place is found by its country and province too.
    naming = Statement.objects.filter(target=entity, withdrawn_at__isnull=True)
    tell(sorted({entity.reference, *naming.values_list("entity__reference", flat=True)}))


def _say_what_the_row_alone_said(entity: Entity, row: Place) -> None:
    """Make statements of what a place of an earlier version kept in its row alone, so that it can be struck out."""
    ever = set(Statement.objects.filter(entity=entity).values_list("prop", flat=True))
    Statement.objects.bulk_create(
        Statement(
            entity=entity,
            prop=one.prop,
            value=one.value,
            created_at=entity.created_at,
            created_by=entity.created_by,
        )
        for one in said_by_place(_place_of(row))
        if one.prop not in ever
    )


def _place_of(row: Place) -> NewPlace:
    return NewPlace(
        row.words,
        row.kind,
        row.country,
        row.province,
        row.district,
        row.latitude,
        row.longitude,
        row.radius_m,
        row.described_by,
    )


def _said(one: NewStatement, basis: str, grade: Grade | None) -> NewStatement:
    return NewStatement(one.prop, one.value, one.as_written, basis=basis, grade=grade)
