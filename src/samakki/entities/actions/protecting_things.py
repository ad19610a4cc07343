"""Puts what belongs to a protected person alone behind her code: her papers, her telephone, where she lives.

Inside the transaction that protects her. What a thing said is sealed twice, once in its place, so that it can come
back, and once in a list, so that it can be looked for in texts that are written into her records later.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from samakki.access import audit
from samakki.access.models import Officer, Resource
from samakki.entities.actions.sealing_originals import keyring, seal_original
from samakki.entities.actions.writing import refresh, tell
from samakki.entities.domain.numbers_in_text import forms_of
from samakki.entities.domain.properties import kept as kept_prop
from samakki.entities.domain.protection import Protection, Touched
from samakki.entities.domain.statements import NewStatement
from samakki.entities.domain.things import ALWAYS, ASKED, KEPT_OF_THING, OWN, Belongs, base_of, behind
from samakki.entities.models import Entity, ImportKey, Place, ProtectedCode, ProtectedThing, Statement, StoredFile
from samakki.entities.queries.things import COLUMN, TABLE, Thing, numbers_of, things_around, values_of
from samakki.sealing.fields import seal_text

PLACE = {"words": None, "district": "", "latitude": None, "longitude": None, "radius_m": None}
"""Columns of a place that lead to it, and what stands there instead; country and province stay."""

SKETCH = "sketch"
Values = Sequence[tuple[str, str]]


def decide_things(
    *, by: Officer, kept: ProtectedCode, own: Sequence[Entity], choices: Mapping[str, Belongs]
) -> tuple[Thing, ...]:
    """Write down whose each thing is, and return those that go behind the code now.

    Where `choices` says nothing, what is usual counts; a thing that would stay shared by that alone stays undecided, so
    that an officer is asked.

    Args:
        by: who decides.
        kept: her code.
        own: every entity that describes her.
        choices: by key of a thing. Nothing that is behind the code already comes out by this.
    """
    hidden = []
    for one in things_around(own, kept.code):
        if one.decided is Belongs.HERS:
            continue
        said = _choice(one, own, choices)
        belongs, is_asked = said or one.decided or one.usual, said is not None
        if belongs is Belongs.HERS:
            hidden.append(one)
        if belongs is Belongs.HERS or is_asked:
            _keep(by, kept, one, belongs, _values(one, own) if belongs is Belongs.HERS else ())
            what = {"record": kept.code, "what": belongs.value, "method": "asked" if is_asked else "usual"}
            audit.record(by, "decide_thing", one.entity, facts=what)
    return tuple(hidden)


def numbers(kept: ProtectedCode) -> tuple[str, ...]:
    """What is looked for in texts besides her names; the reference of a drawing tells nobody anything."""
    said = [(base_of(prop), text) for prop, text in numbers_of(kept) if base_of(prop) != SKETCH]
    return tuple(dict.fromkeys(form for prop, text in said for form in forms_of(prop, [text])))


def hide(*, protection: Protection, own: Sequence[Entity], things: Sequence[Thing]) -> list[Touched]:
    """Put the code in place of what things of hers say, and of what her own entries say of her birth and parents.

    Args:
        protection: the act.
        own: every entity that describes her.
        things: those that `decide_things` returned.
    """
    touched = _hide_rows(protection, _always(own))
    changed: dict[str, Entity] = {row.reference: row for row in own}
    for one in things:
        if one.caption is None:
            rows = list(_of_value(one, own))
            ProtectedThing.objects.filter(code__code=protection.code, key=one.key).update(
                statements=[row.pk for row in rows]
            )
            touched += _hide_rows(protection, rows)
            continue
        thing = Entity.objects.select_for_update(of=("self",)).select_related("resource").get(reference=one.entity)
        rows = [row for row in _of_thing(thing) if base_of(row.prop) not in KEPT_OF_THING]
        touched += [*_hide_rows(protection, rows), *_hide_place(protection, thing)]
        thing.is_protected, thing.protected_code = True, protection.code
        thing.save(update_fields=["is_protected", "protected_code"])
        ImportKey.objects.filter(entity=thing).update(digest=hashlib.sha256(secrets.token_bytes(32)).hexdigest())
        changed[thing.reference] = thing
    refresh(list(changed.values()))
    tell(list(changed))
    return touched


def said_behind_code(
    by: str, kept: ProtectedCode, entity: Entity, statements: Sequence[NewStatement]
) -> tuple[NewStatement, ...]:
    """Statements on her own entry, or on a thing of hers, as they may be written: what tells who she is as the code.

    Whatever is typed becomes the code, so that nobody learns by trying which number is hers.
    """
    is_thing = ProtectedThing.objects.filter(code=kept, key=entity.reference, belongs=Belongs.HERS.value).exists()
    return tuple(_behind(by, kept, entity, one, is_thing=is_thing) for one in statements)


def _behind(by: str, kept: ProtectedCode, entity: Entity, one: NewStatement, *, is_thing: bool) -> NewStatement:
    prop = base_of(one.prop)
    goes = prop not in KEPT_OF_THING if is_thing else prop in ASKED | ALWAYS
    if one.target or not goes:
        return one
    _remember(by, kept, entity, one)
    value = behind(one.prop, one.value, kept.code)
    return NewStatement(
        kept_prop(entity.schema, one.prop, value),
        value,
        item=one.item,
        basis=one.basis,
        grade=one.grade,
        since=one.since,
        until=one.until,
    )


def _choice(one: Thing, own: Sequence[Entity], choices: Mapping[str, Belongs]) -> Belongs | None:
    """What an officer said of a thing. A value stands under the number of the statement that they saw.

    Where several entries say the same value and were asked about apart, one "hers" is enough.
    """
    keys = [one.key] if one.caption is not None else [f"s{row.pk}" for row in _of_value(one, own)]
    said = {choices[key] for key in keys if key in choices}
    return (Belongs.HERS if Belongs.HERS in said else Belongs.SHARED) if said else None


def _remember(by: str, kept: ProtectedCode, entity: Entity, one: NewStatement) -> None:
    """Keep what was typed for who may know it, and look for it when her protection is extended."""
    key = f"typed:{entity.reference}"
    row = ProtectedThing.objects.filter(code=kept, key=key).first()
    said = [*(values_of(row) if row else ()), *((one.prop, text) for text in (one.value, one.as_written) if text)]
    ProtectedThing.objects.update_or_create(
        code=kept,
        key=key,
        defaults={
            "entity": entity.reference,
            "prop": one.prop,
            "belongs": Belongs.HERS.value,
            "values_sealed": _sealed(kept, key, said),
            "decided_at": timezone.now(),
            "decided_by": by,
        },
    )


def _keep(by: Officer, kept: ProtectedCode, one: Thing, belongs: Belongs, values: Values) -> None:
    ProtectedThing.objects.update_or_create(
        code=kept,
        key=one.key,
        defaults={
            "entity": one.entity,
            "prop": one.prop,
            "belongs": belongs.value,
            "values_sealed": _sealed(kept, one.key, values),
            "decided_at": timezone.now(),
            "decided_by": by.code,
        },
    )


def _values(one: Thing, own: Sequence[Entity]) -> Values:
    """What a thing says, for the list of what is looked for."""
    if one.caption is None:
        rows: Iterable[Statement] = _of_value(one, own)
        words: list[tuple[str, str]] = []
    else:
        thing = Entity.objects.get(reference=one.entity)
        rows = [row for row in _of_thing(thing) if base_of(row.prop) not in KEPT_OF_THING]
        words = [("full", place.words) for place in Place.objects.filter(entity=thing)]
    said = [*((row.prop, text) for row in rows for text in (row.value, row.as_written)), *words]
    return list(dict.fromkeys(pair for pair in said if pair[1]))


def _of_value(one: Thing, own: Sequence[Entity]) -> Iterable[Statement]:
    """Every statement on her own entries that says this value, withdrawn ones too."""
    plain = base_of(one.prop)
    rows = Statement.objects.filter(entity__in=own, prop__in=[plain, f"{OWN}{plain}"], value=one.value)
    return rows.select_related("entity__resource").order_by("pk")


def _of_thing(thing: Entity) -> Iterable[Statement]:
    rows = Statement.objects.filter(entity=thing, target__isnull=True)
    return rows.select_related("entity__resource").order_by("pk")


def _always(own: Sequence[Entity]) -> list[Statement]:
    props = sorted(ALWAYS | {f"{OWN}{prop}" for prop in ALWAYS})
    rows = Statement.objects.filter(entity__in=own, prop__in=props, target__isnull=True)
    return list(rows.select_related("entity__resource").order_by("pk"))


def _hide_rows(protection: Protection, rows: Iterable[Statement]) -> list[Touched]:
    touched = []
    for row in rows:
        record = row.entity.resource.reference
        closed = _close_sketch(protection, row) if base_of(row.prop) == SKETCH else False
        instead = {"value": behind(row.prop, row.value, protection.code), "as_written": ""}
        changed = [column for column, text in instead.items() if getattr(row, column) not in {"", text}]
        for column in changed:
            seal_original(
                protection=protection,
                row=row,
                column=column,
                original=getattr(row, column),
                written=instead[column],
                record=record,
            )
            setattr(row, column, instead[column])
        if changed:
            row.save(update_fields=changed)
            touched.append(Touched("thing", record, len(changed), is_closed=closed))
    return touched


def _hide_place(protection: Protection, thing: Entity) -> list[Touched]:
    place = Place.objects.filter(entity=thing).first()
    if place is None:
        return []
    changed = []
    for column, empty in PLACE.items():
        before = getattr(place, column)
        after = protection.code if column == "words" else empty
        if before in {None, ""} or before == after:
            continue
        seal_original(
            protection=protection,
            row=place,
            column=column,
            original=before if isinstance(before, str) else json.dumps(before),
            written=after if isinstance(after, str) else json.dumps(after),
            record=thing.resource.reference,
        )
        setattr(place, column, after)
        changed.append(column)
    if changed:
        place.save(update_fields=changed)
    return [Touched("thing", thing.resource.reference, len(changed))] if changed else []


def _close_sketch(protection: Protection, row: Statement) -> bool:
    """A drawing of the way to her home opens by a custodian's grant alone from now on."""
    file = StoredFile.objects.select_related("resource").filter(reference=row.value).first()
    identity = Resource.objects.filter(reference=protection.code).first()
    if file is None or identity is None or file.resource_id == identity.pk:
        return False
    seal_original(
        protection=protection,
        row=file,
        column="resource_id",
        original=str(file.resource_id),
        written=str(identity.pk),
        record=file.resource.reference,
    )
    StoredFile.objects.filter(pk=file.pk).update(resource=identity)
    return True


def _sealed(kept: ProtectedCode, key: str, values: Values) -> bytes:
    text = json.dumps([list(pair) for pair in values], ensure_ascii=False)
    return seal_text(text, keyring=keyring(), table=TABLE, row=f"{kept.code}:{key}", column=COLUMN)
