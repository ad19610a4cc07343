"""People who go behind a code before their rows are written: of their names nothing is ever in a table in the clear.

What stands in the code's place is sealed exactly as when an officer protects a person, so that whatever opens or takes
back a protection works for them too.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from samakki.access.actions.records import NewRecord, new_record_reference, register_resource
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Officer, Resource
from samakki.access.queries.records import standing
from samakki.entities.actions.protecting import first_tie
from samakki.entities.actions.sealing_originals import keyring, seal_original
from samakki.entities.actions.writing import tell
from samakki.entities.domain.importing.pieces import Identity
from samakki.entities.domain.protection import Protection, refusals_of_spellings
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.domain.things import behind
from samakki.entities.models import Entity, ProtectedCode, Statement
from samakki.entities.queries.protection import COLUMN, TABLE
from samakki.sealing.fields import seal_text


@dataclass(frozen=True, slots=True)
class Coded:
    """One person with the code that stands for them."""

    place: int
    whole: frozenset[str]  # properties whose value gives way to the code
    protection: Protection

    def said(self, one: NewStatement) -> NewStatement:
        """A statement as it may be written."""
        if one.target:
            return one
        if one.prop in self.whole:
            return replace(one, value=behind(one.prop, one.value, self.protection.code), as_written="")
        value, as_written = self.protection.written(one.value), self.protection.written(one.as_written)
        return replace(one, value=value, as_written=as_written)

    def seal(self, original: NewEntity, row: Entity) -> None:
        """Keep what stood in the code's place, and mark the row."""
        rows = list(Statement.objects.filter(entity=row).order_by("pk"))
        for before, statement in zip(original.statements, rows, strict=True):
            for column in ("value", "as_written"):
                stood, stands = getattr(before, column), getattr(statement, column)
                if stood != stands and not before.target and (stands or column == "as_written") and stood:
                    seal_original(
                        protection=self.protection,
                        row=statement,
                        column=column,
                        original=stood,
                        written=stands,
                        record=row.resource.reference,
                    )
        row.is_protected, row.protected_code, row.caption = True, self.protection.code, self.protection.code
        row.save(update_fields=["is_protected", "protected_code", "caption"])
        tell([row.reference])


def coded(by: Officer, identities: Sequence[Identity]) -> tuple[Coded, ...]:
    """Give each of these people a code, and seal their names with it. Inside the transaction that writes their rows."""
    return tuple(_coded(by, one) for one in identities)


def behind_codes(entities: Sequence[NewEntity], people: Sequence[Coded]) -> tuple[NewEntity, ...]:
    """The entities as they may be written: codes in place of what tells who these people are."""
    own = {person.place: person for person in people}
    return tuple(
        replace(entity, statements=tuple(own[place].said(one) for one in entity.statements)) if place in own else entity
        for place, entity in enumerate(entities)
    )


def _coded(by: Officer, identity: Identity) -> Coded:
    code, now = new_record_reference("P"), timezone.now()
    spellings = tuple(one for one in identity.spellings if not refusals_of_spellings([one]))
    purpose, basis = first_tie(standing(by, code).viewer)
    record = NewRecord(code, "entities", Compartment.VICTIM_IDENTITY, is_protected=True)
    register_resource(by=by, record=record, purpose=purpose, basis=basis)
    ProtectedCode.objects.create(
        code=code,
        resource=Resource.objects.get(reference=code),
        spellings_sealed=seal_text(
            json.dumps(spellings, ensure_ascii=False), keyring=keyring(), table=TABLE, row=code, column=COLUMN
        ),
        made_at=now,
        made_by=by.code,
    )
    protection = Protection(code, spellings, (), by.code, now, numbers=identity.numbers)
    return Coded(identity.place, frozenset(identity.record), protection)
