"""Moves what access keeps sealed over to the active key of the ring."""

from django.conf import settings
from django.db import transaction

from samakki.access.actions.break_glass import COLUMN, TABLE
from samakki.access.actions.second_factors import reseal_secrets
from samakki.access.models import BreakGlass
from samakki.sealing.fields import reseal_field
from samakki.sealing.keyring import load_keyring


def reseal() -> int:
    """Seal reasons of urgent access and secrets of second factors again with the active key; all of them or none.

    Returns how many there are.

    Not logged here: the command that rotates the keys logs it once for all subjects.
    """
    keyring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    with transaction.atomic():
        rows = list(BreakGlass.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.reason_sealed = reseal_field(
                bytes(row.reason_sealed), keyring=keyring, table=TABLE, row=row.code, column=COLUMN
            )
        BreakGlass.objects.bulk_update(rows, ["reason_sealed"], batch_size=200)
        return len(rows) + reseal_secrets()
