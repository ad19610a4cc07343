"""Writing down who a source is, once; after that its number stands for it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_write
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer, Resource
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.models import SourceIdentity
from samakki.intelligence.queries.sources import COLUMN, TABLE
from samakki.kernel.refusals import Refusal
from samakki.sealing.fields import reseal_field, seal_text
from samakki.sealing.keyring import Keyring, load_keyring


def register_source(*, by: Officer, kind: SourceKind, details: SourceDetails, purpose: Purpose) -> str:
    """Seal who a source is, and give the number that stands for it in reports.

    Whoever writes it cannot read it again without a custodian's grant: what is not at hand is not passed on.

    Raises:
        Refused: the role writes no sources, or not for this purpose; "source-empty".
    """
    with transaction.atomic():
        reasons = decide_write(
            officers.viewer(by), Compartment.SOURCE_IDENTITY, purpose=purpose, roles=officers.roles()
        )
        if not (details.names or details.phones or details.handles or details.contact.strip()):
            reasons = (*reasons, Refusal("source-empty"))
        if not reasons:
            reference = access.new_record_reference("S")
            record = access.NewRecord(reference, "intelligence", Compartment.SOURCE_IDENTITY)
            access.register_resource(by=by, record=record, purpose=purpose)
            SourceIdentity.objects.create(
                reference=reference,
                resource=Resource.objects.get(reference=reference),
                kind=kind.value,
                details_sealed=seal_text(
                    details.as_text(), keyring=_keyring(), table=TABLE, row=reference, column=COLUMN
                ),
                created_at=timezone.now(),
                created_by=by.code,
            )
            audit.record(by, "register_source", reference)
            return reference
    raise logged_refusal(by, "register_source", "", reasons)


def reseal_sources() -> int:
    """Seal every source's record again with the active key; returns how many there are."""
    with transaction.atomic():
        rows = list(SourceIdentity.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.details_sealed = reseal_field(
                bytes(row.details_sealed), keyring=_keyring(), table=TABLE, row=row.reference, column=COLUMN
            )
        SourceIdentity.objects.bulk_update(rows, ["details_sealed"], batch_size=200)
        return len(rows)


def _keyring() -> Keyring:
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")
