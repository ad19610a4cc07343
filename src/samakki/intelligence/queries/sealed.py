"""Opening what this subject keeps sealed: packages, emergencies, copies. Asks no policy: the page opened the record."""

from datetime import UTC, datetime

from django.conf import settings

from samakki.intelligence.models import Holding, ItemKey
from samakki.sealing.fields import open_field, seal_field
from samakki.sealing.keyring import FieldKey, Keyring, load_keyring

DISCLOSURE, EMERGENCY, HOLDING = "intelligence_disclosure", "intelligence_emergency", "intelligence_holding"
KEY, RECALL, RELEASE = "intelligence_itemkey", "intelligence_recall", "intelligence_releaserequest"
EARLY, EMERGENCY_RECALL = "intelligence_earlyrecall", "intelligence_emergencyrecall"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the ring notes when a key was made; a copy's key has its own row for that


def node_ring() -> Keyring:
    """The node's own ring of keys for fields."""
    return load_keyring(settings.SAMAKKI_KEYS / "fields.json")


def put_away(plain: bytes, *, table: str, row: str, column: str) -> bytes:
    """Seal with the node's key; nothing for nothing."""
    return seal_field(plain, keyring=node_ring(), table=table, row=row, column=column) if plain else b""


def brought_out(sealed: bytes, *, table: str, row: str, column: str) -> bytes:
    """Open what `put_away` sealed."""
    return open_field(bytes(sealed), keyring=node_ring(), table=table, row=row, column=column) if sealed else b""


def ring_of(secret: bytes) -> Keyring:
    """A ring with the one key of a copy."""
    key = FieldKey(secret, _MADE)
    return Keyring(key, {key.id: key})


def content_of(holding: Holding) -> bytes:
    """A copy as it came; empty once its key is destroyed."""
    key = ItemKey.objects.filter(holding=holding).exclude(wrapped=b"").first()
    if key is None or not holding.content_sealed:
        return b""
    row = str(holding.pk)
    secret = brought_out(bytes(key.wrapped), table=KEY, row=row, column="wrapped")
    return open_field(bytes(holding.content_sealed), keyring=ring_of(secret), table=HOLDING, row=row, column="content")
