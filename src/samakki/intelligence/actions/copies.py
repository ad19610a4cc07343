"""Keeping a copy of what another node gave, under a key of its own, and erasing it by destroying that key."""

import hashlib
import secrets
from datetime import datetime

from django.utils import timezone

from samakki.exchange.actions.erasing import drop_content
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.models import Holding, ItemKey, ReceivedDisclosure
from samakki.intelligence.queries.sealed import HOLDING, KEY, put_away, ring_of
from samakki.kernel.handling import Handling
from samakki.sealing.fields import seal_field
from samakki.sealing.keyring import KEY_BYTES


def keep_copy(
    received: ReceivedDisclosure, item: str, content: bytes, handling: Handling, *, state: HoldingState
) -> Holding:
    """Seal one copy, within the transaction that says it arrived."""
    owners = sorted(one.agency for one in handling.originators)
    row = Holding.objects.create(
        received=received,
        item=item,
        originator=owners[0] if owners else agency_of(received.originator_desk),
        handling=conditions.stored(handling),
        digest=hashlib.sha256(content).hexdigest(),
        state=state.value,
        received_from=received.originator_desk,
        review_by=handling.review_on,
        destroy_on=handling.destroy_on,
        changed_at=timezone.now(),
    )
    put_words(row, content)
    return row


def put_words(row: Holding, content: bytes) -> None:
    """Seal these words as the copy, under a new key; the old key and the old words are gone."""
    secret = secrets.token_bytes(KEY_BYTES)
    place = str(row.pk)
    row.content_sealed = seal_field(content, keyring=ring_of(secret), table=HOLDING, row=place, column="content")
    row.digest = hashlib.sha256(content).hexdigest()
    row.save()
    wrapped = put_away(secret, table=KEY, row=place, column="wrapped")
    ItemKey.objects.update_or_create(holding=row, defaults={"wrapped": wrapped, "destroyed_at": None})


def erase_copy(row: Holding, now: datetime) -> None:
    """Destroy the key of a copy, its sealed words, and the content of the messages in which it came.

    Id and digest stay, and so do the messages' signatures: the chain of receipts verifies. Other copies that came with
    it have their own keys and words.

    The words in a backup are sealed with a key that lay in the same backup, itself sealed by the node's ring: until
    that backup is deleted they could be brought back with it. ``docs/explanation/disclosures.md`` says so.
    """
    row.content_sealed = b""
    row.handling = {}
    row.changed_at = now
    row.save()
    ItemKey.objects.filter(holding=row).update(wrapped=b"", destroyed_at=now)
    came = row.received
    drop_content(subject=came.reference, message=came.message, sender=came.originator_desk)


def agency_of(desk: str) -> str:
    """Agency code of an address: ``TH/POL``."""
    return "/".join(desk.split("/")[:2])
