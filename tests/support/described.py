"""Sources and entities, made through the actions that make real ones."""

from django.db import transaction

from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.grades import Grade
from samakki.kernel.handling import HandlingCode
from tests.support.people import record

BUS_OWNER = NewEntity("Person", (NewStatement("name", "สมชาย ใจดี", language="th"), NewStatement("gender", "male")))


def source(
    by: Officer,
    *,
    kind: SourceKind = SourceKind.REPORT,
    compartment: Compartment = Compartment.INTELLIGENCE,
    grade: Grade | None = None,
    origin: str = "",
    is_draft: bool = False,
    handling: frozenset[HandlingCode] = frozenset({HandlingCode.H0}),
) -> str:
    """A source with a record of its own that `by` is the first member of; its reference is the record's."""
    reference = record(by=by, compartment=compartment, handling=handling)
    with transaction.atomic():
        actions.open_source(
            by=by,
            reference=reference,
            kind=kind,
            resource_reference=reference,
            grade=grade,
            origin=origin,
            is_draft=is_draft,
        )
    return reference
