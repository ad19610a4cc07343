"""Receipts: making ours, in the transaction of what they tell, and taking those of other nodes."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.exchange import registries
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.station import Station
from samakki.exchange.domain import receipts as forms
from samakki.exchange.domain.delivery import Sent, after_receipt
from samakki.exchange.domain.receipts import Kind, NotAReceipt, Receipt
from samakki.exchange.domain.steps import reached
from samakki.exchange.domain.trust.validity import KeyState
from samakki.exchange.models import Addressee, Inbox, Message, Outbox, ReceiptGot, ReceiptMade
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.moments import write_moment
from samakki.sealing.canonical import sha256
from samakki.sealing.documents import sign_document, verify_document
from samakki.sealing.errors import EnvelopeError

log = logging.getLogger(__name__)
BY_NODE = frozenset({Kind.R1, Kind.RX})


def make_receipt(
    at: Station, row: Inbox, kind: Kind, *, verdict: str, code: str = "", desk: str = "", now: datetime
) -> ReceiptMade:
    """Sign a receipt about a message that came in, and store it. One of a kind for a desk: made once, never again."""
    said = forms.content_of(
        Receipt(
            kind=kind,
            of=row.digest,
            message_id=str(row.message_id),
            to=row.sender,
            by=str(at.node),
            desk=desk,
            verdict=verdict,
            code=code,
            first_seen=write_moment(row.first_seen),
        )
    )
    signed = sign_document(said, kind=forms.DOCUMENT, key=at.signing)
    return ReceiptMade.objects.create(
        digest=sha256(signed),
        message=row,
        kind=kind.value,
        desk=desk,
        verdict=verdict,
        code=code,
        node=row.sender,
        signed=signed,
        made_at=now,
    )


def unrecorded_receipt(at: Station, *, of: str, message_id: str, to: str, code: str, now: datetime) -> bytes:
    """A signed refusal of an envelope that leaves no trace here: its id is known with other content."""
    said = forms.content_of(
        Receipt(
            kind=Kind.RX,
            of=of,
            message_id=message_id,
            to=to,
            by=str(at.node),
            desk="",
            verdict="rejected",
            code=code,
            first_seen=write_moment(now),
        )
    )
    return sign_document(said, kind=forms.DOCUMENT, key=at.signing)


def take_receipt(at: Station, raw: bytes) -> bool:
    """Verify a receipt, store it and move the message on; whether it need not be sent to us again.

    A receipt that cannot be believed yet (its key is in no trust list here) is not kept: it comes again.
    """
    now = timezone.now()
    try:
        node = forms.node_of(raw)
        document = verify_document(raw, kind=forms.DOCUMENT, key_of=lambda key: believed_key(at, node, key, now))
        receipt = forms.read_receipt(document.content)
    except EnvelopeError as error:
        log.warning("a receipt was not believed", extra={"problem": error.code})
        return error.code == "envelope-altered"
    except NotAReceipt as error:
        log.warning("a receipt has another form", extra={"problem": str(error)})
        return True
    if receipt.to != str(at.node):
        return True
    with transaction.atomic():
        _store(receipt, raw, now)
        reached("receipt:written")
    reached("receipt:committed")
    return True


def _store(receipt: Receipt, raw: bytes, now: datetime) -> None:
    message = Message.objects.select_for_update().filter(message_id=receipt.message_id).first()
    if message is None or not message.digest:
        raise_alarm(receipt.by, "receipt-without-message")
        return
    addressees = [one for one in message.addressees.select_for_update() if one.node == receipt.by]
    if receipt.desk:
        addressees = [one for one in addressees if one.desk == receipt.desk]
    if not addressees:
        raise_alarm(receipt.by, "receipt-from-stranger", message.reference)
        return
    if receipt.of != message.digest:
        # The other node was given another envelope under this id: by somebody else, or by a copy of this node.
        Message.objects.filter(pk=message.pk).update(alarm="id-reused")
        raise_alarm(receipt.by, "id-reused", message.reference)
        return
    digest = sha256(raw)
    if ReceiptGot.objects.filter(digest=digest).exists():
        return
    told = ReceiptGot.objects.filter(message=message, node=receipt.by, kind=receipt.kind.value, desk=receipt.desk)
    if told.exclude(verdict=receipt.verdict, code=receipt.code).exists():
        raise_alarm(receipt.by, "receipts-contradict", message.reference)
        return
    ReceiptGot.objects.create(
        digest=digest,
        message=message,
        kind=receipt.kind.value,
        node=receipt.by,
        desk=receipt.desk,
        verdict=receipt.verdict,
        code=receipt.code,
        signed=raw,
        at=now,
    )
    Outbox.objects.filter(message=message, node=receipt.by).delete()  # the other node has it, or will never take it
    state = forms.TELLS[receipt.kind, receipt.verdict]
    for one in addressees:
        tell(one, message, state, code=receipt.code, now=now)
    facts = {"node": receipt.by, "step": receipt.kind.value.lower(), "what": receipt.verdict, "digest": digest}
    if receipt.desk:
        facts["desk"] = receipt.desk
    audit.record("node", "take_receipt", message.reference, facts=facts)


def tell(one: Addressee, message: Message, state: Sent, *, code: str, now: datetime) -> None:
    """Move a message on for one desk as far as the table lets it, and tell its owner of an end it did not want."""
    before = Sent(one.state)
    after = after_receipt(before, state)
    if after is before:
        return
    one.state, one.reason, one.changed_at = after.value, code, now
    one.save(update_fields=["state", "reason", "changed_at"])
    owner = registries.owner_of(message.type)
    if owner and owner.undeliverable and after in {Sent.REFUSED, Sent.EXPIRED, Sent.FAILED}:
        owner.undeliverable(registries.Undelivered(message.reference, DeskAddress.parse(one.desk), after.value, code))


def believed_key(at: Station, node: str, key_id: str, now: datetime) -> bytes | None:
    """A key of a node that was not revoked, to check a call or a receipt with.

    Not asked: whether the key is past its day. A node that was dark for two months has old trust data, and a node
    whose clock is wrong has no days at all; neither stops receiving and answering. Who may have signed since a key
    was revoked is nobody's friend.
    """
    verdict = at.signing_key(node, key_id, at=now)
    return None if verdict.state in {KeyState.REVOKED, KeyState.UNKNOWN} else verdict.public


def settle(node: str, digests: Sequence[str], now: datetime) -> None:
    """Note that a node has these receipts of ours."""
    if not digests:
        return
    ReceiptMade.objects.filter(node=node, digest__in=digests, settled_at__isnull=True).update(settled_at=now)
