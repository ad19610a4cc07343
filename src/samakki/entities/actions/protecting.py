"""Protect this person: one act over everything on this node that concerns her, and the way back, for custodians."""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from samakki.access.actions.records import NewRecord, new_record_reference, register_resource
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.permits import permits_of
from samakki.access.domain.policy import Viewer, purposes_of
from samakki.access.domain.purposes import OPENS
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import Officer, Resource
from samakki.access.queries import roles
from samakki.access.queries.records import standing
from samakki.entities import registries
from samakki.entities.actions.protecting_things import said_behind_code
from samakki.entities.actions.rewriting import rewrite
from samakki.entities.actions.sealing_originals import keyring
from samakki.entities.domain.protection import (
    NAMES,
    refusals_of_spellings,
    refusals_to_decide,
    refusals_to_protect,
)
from samakki.entities.domain.statements import NewStatement
from samakki.entities.domain.things import Belongs
from samakki.entities.models import Entity, ProtectedCode, Statement
from samakki.entities.queries.protection import COLUMN, TABLE, seen_entities_of_code, spellings_of
from samakki.entities.queries.things import things_seen
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import seal_text

PARTS = frozenset({"firstName", "secondName", "middleName", "lastName", "title"})
ALL_NAMES = NAMES | {f"samakki:{name}" for name in NAMES}
NOT_FOUND = Refusal("not-found")
CODE_UNKNOWN = Refusal("protect-code-unknown")


def protect_person(
    *,
    by: Officer,
    entity: str,
    spellings: Sequence[str] = (),
    code: str = "",
    things: Mapping[str, Belongs] = MappingProxyType({}),
) -> str:
    """Give a person a code and put it in place of her names in everything that concerns her, in one transaction.

    What concerns her: the sources that describe her, entities judged to be her, the cases these are in, and what hangs
    on those. A record that `by` does not see is rewritten too, since she is as endangered there; the report that `by`
    can read afterwards says nothing of it. Texts that concern nobody of that name stay, whatever names stand in them.

    Args:
        by: an officer who sees the entity's record in full.
        entity: reference of one entity that describes her.
        spellings: how she is called besides what her entities say.
        code: the one she has already from another record; empty for a new one.
        things: whose her telephone, papers and so on are, by key of `things_seen`. What is not in it follows what is
            usual: papers go behind the code, and nothing does that somebody else is connected with too.

    Returns:
        Her code.

    Raises:
        Refused: "not-found"; "protect-not-a-person"; "protect-already" (fact `code`); "protect-code-unknown", for a
            code that stands for nobody and for one of a person the officer does not see alike; or what is wrong with
            the spellings.
    """
    with transaction.atomic():
        found, reasons = _to_protect(by, entity)
        if found is not None and not reasons:
            own = _same_person(found)
            kept = _known_code(by, code)
            said = _written([*spellings, *(spellings_of(kept) if kept else ())], own)
            reasons = [*refusals_of_spellings(said), *([CODE_UNKNOWN] if code and kept is None else [])]
            if not reasons and kept is not None:
                _add_to(by, kept, own, said, things)
                return kept.code
            if not reasons:
                return _protect(by, own, said, things)
    raise logged_refusal(by, "protect_person", entity, reasons)


def extend_protection(*, by: Officer, entities: Collection[str]) -> None:
    """Protect entities that were judged to be a protected person. Inside the transaction that keeps the judgement.

    Of one person there is one code: where several are found, the first given is put on what has none, and entities that
    carry another keep it.

    Args:
        by: who judged.
        entities: references; one of them carries a code, or nothing is done.
    """
    rows = list(Entity.objects.filter(reference__in=entities).order_by("pk"))
    code = next((row.protected_code for row in rows if row.is_protected), "")
    open_ones = [row for row in rows if not row.is_protected]
    if not code or not open_ones:
        return
    kept = ProtectedCode.objects.select_for_update().get(code=code)
    _add_to(by, kept, open_ones, _written(spellings_of(kept), open_ones))


def decide_about_things(*, by: Officer, entity: str, things: Mapping[str, Belongs]) -> int:
    """Say of things of a protected person whether they are hers alone; what is goes behind her code at once.

    Nothing comes out from behind the code by this: that is a custodian's act (`unprotecting.release_thing`).

    Args:
        by: who sees her entry and the things in full.
        entity: reference of one that describes her.
        things: by key of `things_seen`.

    Returns:
        How many went behind the code.

    Raises:
        Refused: "not-found", for an entry or a thing that is missing or not theirs alike; "protect-first", where she
            has no code; "thing-behind-code".
    """
    with transaction.atomic():
        found, reasons_not_to = _to_protect(by, entity)
        code = found.protected_code if found is not None else ""
        kept = ProtectedCode.objects.select_for_update().filter(code=code or "-", undone_at__isnull=True).first()
        shown = {one.key: one.decided for one in things_seen(by, entity)}
        reasons = refusals_to_decide(
            is_open=found is not None and NOT_FOUND not in reasons_not_to and set(things) <= set(shown),
            has_code=kept is not None,
            comes_out=any(
                shown.get(key) is Belongs.HERS and belongs is Belongs.SHARED for key, belongs in things.items()
            ),
        )
        if kept is not None and not reasons:
            return rewrite(by, kept, (), spellings_of(kept), things, act="protect_things")
    raise logged_refusal(by, "protect_things", entity, reasons)


def in_codes(by: Officer, entity: Entity, statements: Sequence[NewStatement]) -> tuple[NewStatement, ...]:
    """What may be written on an entity: on that of a protected person what tells who she is becomes her code.

    Whatever is typed becomes the code, so that nobody learns by trying which name or number is hers. What was typed
    goes to the sealed ones and is looked for when her protection is extended.
    """
    kept = ProtectedCode.objects.select_for_update().filter(code=entity.protected_code, undone_at__isnull=True).first()
    if kept is None:
        return tuple(statements)
    statements = said_behind_code(by.code, kept, entity, statements)
    if not any(one.prop in ALL_NAMES and one.value != kept.code for one in statements):
        return tuple(statements)
    typed = [text for one in statements if one.prop in ALL_NAMES - PARTS for text in (one.value, one.as_written)]
    said = [" ".join(text.split()) for text in typed]
    known = [*spellings_of(kept), *(text for text in said if not refusals_of_spellings([text]))]
    kept.spellings_sealed = _sealed(kept.code, tuple(dict.fromkeys(known)))
    kept.save(update_fields=["spellings_sealed"])
    return tuple(
        dataclasses.replace(one, value=kept.code, as_written="") if one.prop in ALL_NAMES else one for one in statements
    )


def _protect(by: Officer, own: Sequence[Entity], said: Sequence[str], things: Mapping[str, Belongs]) -> str:
    code = new_record_reference("P")
    purpose, basis = first_tie(standing(by, code).viewer)
    register_resource(
        by=by,
        record=NewRecord(code, "entities", Compartment.VICTIM_IDENTITY, is_protected=True),
        purpose=purpose,
        basis=basis,
    )
    kept = ProtectedCode.objects.create(
        code=code,
        resource=Resource.objects.get(reference=code),
        spellings_sealed=_sealed(code, said),
        made_at=timezone.now(),
        made_by=by.code,
    )
    rewrite(by, kept, own, said, things)
    return code


def _add_to(
    by: Officer,
    kept: ProtectedCode,
    own: Sequence[Entity],
    said: Sequence[str],
    things: Mapping[str, Belongs] = MappingProxyType({}),
) -> None:
    """Put a code that is there on further entities, and look for all of her names in what concerns those."""
    kept.spellings_sealed = _sealed(kept.code, said)
    kept.save(update_fields=["spellings_sealed"])
    rewrite(by, kept, own, said, things)


def _known_code(by: Officer, code: str) -> ProtectedCode | None:
    if not code:
        return None
    seen_here = seen_entities_of_code(by, code)
    rows = ProtectedCode.objects.select_for_update().filter(code=code, undone_at__isnull=True)
    return rows.first() if seen_here else None


def _to_protect(by: Officer, reference: str) -> tuple[Entity | None, Sequence[Refusal]]:
    found = Entity.objects.select_for_update(of=("self",)).select_related("resource", "source")
    row = found.filter(reference=reference.replace("\0", " ")).first()
    decision = standing(by, row.resource.reference if row else reference).decide(
        purpose=None, surface=Surface.PAGE, now=timezone.now()
    )
    is_open = row is not None and decision.view is View.FULL
    if row is not None and row.source.is_draft and row.source.created_by != by.code:
        is_open = False
    return row, refusals_to_protect(
        is_open=is_open, schema=row.schema if row else "", code=row.protected_code if row else ""
    )


def _same_person(found: Entity) -> list[Entity]:
    """The entity and those judged to be the same, as far as they carry no code yet."""
    same = {reference for members in registries.profile_members.values() for reference in members(found.reference)}
    others = Entity.objects.filter(reference__in=same, is_protected=False).exclude(pk=found.pk)
    return [found, *others.order_by("pk")]


def _written(spellings: Iterable[str], own: Sequence[Entity]) -> tuple[str, ...]:
    """What she is called: as typed, and as her entities have it, each once. A part alone is too short to look for."""
    typed = [" ".join(text.split()) for text in spellings]
    found: list[str] = []
    for one in own:
        said = Statement.objects.filter(entity=one, prop__in=ALL_NAMES).order_by("pk")
        by_prop: Mapping[str, list[str]] = defaultdict(list)
        for prop, *pair in said.values_list("prop", "value", "as_written"):
            by_prop[prop.removeprefix("samakki:")] += [" ".join(text.split()) for text in pair if text]
        found += [text for prop in sorted(by_prop) if prop not in PARTS for text in by_prop[prop]]
        found += [" ".join(pair) for pair in product(by_prop["firstName"], by_prop["lastName"])]
    kept = [text for text in found if not refusals_of_spellings([text])]
    return tuple(dict.fromkeys((*typed, *kept)))


def first_tie(who: Viewer) -> tuple[Purpose, Basis]:
    """On which ground and for which purpose the officer who protects stays tied to the identity.

    A social worker stays hers and reads it; police are shown the code. Without any ground in their roles the tie opens
    nothing, and the record still needs an owner.
    """
    held = [roles()[code] for code in sorted(who.roles) if code in roles()]
    for basis in (Basis.CLIENT, Basis.TEAM):
        for role in held:
            opens = any(permit.basis is basis for permit in permits_of(role, Compartment.VICTIM_IDENTITY))
            for purpose in Purpose:
                if opens and purpose in role.purposes and Compartment.VICTIM_IDENTITY in OPENS[purpose]:
                    return purpose, basis
    mine = purposes_of(who, roles=roles())
    return (mine[0] if mine else Purpose.PROTECT), Basis.TEAM


def _sealed(code: str, said: Sequence[str]) -> bytes:
    return seal_text(json.dumps(said, ensure_ascii=False), keyring=keyring(), table=TABLE, row=code, column=COLUMN)
