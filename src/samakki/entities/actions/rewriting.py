"""One act of protecting over everything that concerns her, as every verb of protecting a person needs it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer, Resource
from samakki.entities import registries
from samakki.entities.actions import protecting_entities
from samakki.entities.actions.forgetting import forget_deleted
from samakki.entities.actions.protecting_things import decide_things, hide, numbers
from samakki.entities.domain.protection import Protection, Touched
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.things import Belongs, is_thing
from samakki.entities.models import Entity, ProtectedCode, ProtectedRecord

OF_MANY = frozenset({SourceKind.RECORD, SourceKind.IMPORT})  # sources that describe many people by nature
MANY_ROWS = (SourceKind.IMPORT.value,)  # where other rows are no concern of hers


def rewrite(
    by: Officer,
    kept: ProtectedCode,
    own: Sequence[Entity],
    said: Sequence[str],
    things: Mapping[str, Belongs],
    *,
    act: str = "protect_person",
) -> int:
    """Rewrite everything; `own` are the entries that get the code now. Returns how many things went behind it."""
    hers = [*own, *_hers(kept, own)]
    hidden = decide_things(by=by, kept=kept, own=hers, choices=things)
    linked = Entity.objects.filter(reference__in=[one.entity for one in hidden]).exclude(source__kind__in=MANY_ROWS)
    protection = Protection(
        kept.code,
        tuple(said),
        tuple(one.reference for one in own),
        by.code,
        timezone.now(),
        _concerning([*hers, *linked]),
        numbers(kept),
    )
    touched = hide(protection=protection, own=hers, things=hidden)
    touched += [one for part in registries.protections.values() for one in part.replace(protection)]
    _keep_report(kept, touched)
    _mark(kept, own)
    for record in sorted({one.reference for one in touched}):
        count = sum(one.texts for one in touched if one.reference == record)
        audit.record(by, "protect_texts", record, facts={"record": kept.code, "count": count})
    transaction.on_commit(forget_deleted)
    total = sum(one.texts for one in touched)
    closed = sum(one.is_closed for one in touched)
    audit.record(by, act, kept.code, facts={"count": total, "size": closed})
    return len(hidden)


def _hers(kept: ProtectedCode, own: Sequence[Entity]) -> list[Entity]:
    """Entries that describe her and carry the code already, things of hers left out."""
    rows = Entity.objects.filter(protected_code=kept.code, is_protected=True).exclude(pk__in=[row.pk for row in own])
    return [row for row in rows.order_by("pk") if not is_thing(row.schema)]


def _concerning(own: Sequence[Entity]) -> frozenset[str]:
    """Every record that concerns her: what describes her, the cases of that, and what belongs to those cases.

    Not further: from another report of her case the way leads on to cases of others, in which her name may be somebody
    else's.
    """
    known: set[str] = set()
    for one in Entity.objects.filter(pk__in=[row.pk for row in own]).select_related("source", "resource"):
        known |= {one.source.reference, one.resource.reference}
    before: set[str] = set()
    while known != before:  # both sides of what one report passed on to another, and up to the cases
        before = set(known)
        known |= _widened(known - _of_cases(known))
    cases = _of_cases(known)
    cases |= _of_cases(_widened(cases))  # a folder, its case, the other folders
    known |= cases | _widened(cases)
    return frozenset(known | set(protecting_entities.widen(frozenset(known))))


def _widened(records: Collection[str]) -> set[str]:
    asked = frozenset(records)
    return {one for part in registries.protections.values() if part.widen for one in part.widen(asked)}


def _of_cases(records: Collection[str]) -> set[str]:
    """Those of some records that are a case or a folder of one."""
    found = Resource.objects.filter(reference__in=records, subject="cases")
    return set(found.values_list("reference", flat=True))


def _keep_report(kept: ProtectedCode, touched: Sequence[Touched]) -> None:
    together: Mapping[tuple[str, str], list[Touched]] = defaultdict(list)
    for one in touched:
        together[one.kind, one.reference].append(one)
    for (kind, reference), some in together.items():
        row, _is_new = ProtectedRecord.objects.get_or_create(code=kept, kind=kind, reference=reference)
        still = {left.value for one in some for left in one.still} | set(filter(None, row.still.split(",")))
        row.texts += sum(one.texts for one in some)
        row.closed += sum(one.is_closed for one in some)
        row.still = ",".join(sorted(still))
        row.save(update_fields=["texts", "closed", "still"])


def _mark(kept: ProtectedCode, own: Sequence[Entity]) -> None:
    """Mark the records that tell of her. A case and a sheet of many people are none: there her rows carry the code."""
    telling = [
        one.resource_id
        for one in Entity.objects.filter(pk__in=[row.pk for row in own]).select_related("source")
        if SourceKind(one.source.kind) not in OF_MANY
    ]
    for row in Resource.objects.select_for_update().filter(pk__in=telling, is_protected=False):
        ProtectedRecord.objects.update_or_create(
            code=kept, kind="record", reference=row.reference, defaults={"was_marked": True}
        )
    Resource.objects.filter(pk__in=telling).update(is_protected=True)
