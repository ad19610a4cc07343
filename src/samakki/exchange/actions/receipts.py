"""Receipts of ours: made in the transaction of what they tell, given until the other node says that it has them."""

from collections.abc import Sequence
from datetime import datetime

from samakki.exchange.actions.station import Station
from samakki.exchange.domain import receipts as forms
from samakki.exchange.domain.receipts import Kind, Receipt
from samakki.exchange.domain.trust.validity import KeyState
from samakki.exchange.models import Inbox, ReceiptMade
from samakki.kernel.moments import write_moment
from samakki.sealing.canonical import sha256
from samakki.sealing.documents import sign_document


def make_receipt(
    at: Station, row: Inbox, kind: Kind, *, verdict: str, code: str = "", desk: str = "", entry: str = "", now: datetime
) -> ReceiptMade:
    """Sign a receipt about a message that came in, and store it. One of a kind for a desk: made once, never again.

    `entry` is the hash of the line in the log that tells of the same; it has no place yet that could be named.
    """
    made = signed_receipt(at, row, kind, verdict=verdict, code=code, desk=desk, entry=entry, now=now)
    made.save(force_insert=True)
    return made


def signed_receipt(
    at: Station, row: Inbox, kind: Kind, *, verdict: str, code: str = "", desk: str = "", entry: str = "", now: datetime
) -> ReceiptMade:
    """As ``make_receipt``, not stored yet: those of a batch are stored together."""
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
            log=entry,
        )
    )
    signed = sign_document(said, kind=forms.DOCUMENT, key=at.signing)
    return ReceiptMade(
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
