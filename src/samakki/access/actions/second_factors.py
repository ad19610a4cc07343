"""Secrets of authenticator apps and seeds of recovery codes, sealed.

The seal is bound to the table and column, not to the row: the sign-in library hands over the text alone. Not protected
here: someone who can write to the database may move a sealed secret to another officer's row. Whoever can do that can
also put in a password hash of their own; the audit log and the file system's rights guard against it.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from samakki.sealing.fields import open_text, reseal_field, seal_text
from samakki.sealing.keyring import Keyring, load_keyring

TABLE, ANY_ROW, COLUMN = "mfa_authenticator", "any", "data"
SECRETS = ("secret", "seed")  # keys of the JSON column that hold one


def seal_secret(text: str) -> str:
    """Seal a secret for storage; the result is hexadecimal, because the column holds JSON."""
    return seal_text(text, keyring=_keyring(), table=TABLE, row=ANY_ROW, column=COLUMN).hex()


def open_secret(sealed: str) -> str:
    """Open a secret sealed by `seal_secret`.

    Raises:
        SealBroken: the stored secret was changed.
        KeyMissing: it was sealed with a key this node does not have.
    """
    return open_text(bytes.fromhex(sealed), keyring=_keyring(), table=TABLE, row=ANY_ROW, column=COLUMN)


def reseal_secrets() -> int:
    """Seal every secret again with the active key; all of them or none. Returns how many there are."""
    keyring, count = _keyring(), 0
    with transaction.atomic():
        for row in Authenticator.objects.select_for_update().order_by("pk"):
            found = [name for name in SECRETS if name in row.data]
            for name in found:
                sealed = bytes.fromhex(row.data[name])
                again = reseal_field(sealed, keyring=keyring, table=TABLE, row=ANY_ROW, column=COLUMN)
                row.data[name] = again.hex()
            if found:
                row.save(update_fields=["data"])
                count += len(found)
    return count


def _keyring() -> Keyring:
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")
