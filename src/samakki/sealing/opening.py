"""Opening an envelope: bytes in, a verified message out, or an error. Nothing in between can be held or passed on.

Steps of ``open_envelope``, in this order; the code repeats the numbers:

 (1) Take the bytes apart; refuse what is cut short, too large or open to two readings.
 (2) Find the sender's key in the trust list, as one that may sign for the sending desk.
 (3) Verify the node's signature over header and digests, and the officer's where the header names one.
 (4) Compare wraps and ciphertext with the signed digests. From here on it is proved who sent these very bytes, and a
     refusal may be answered with a receipt.
 (5) Judge the key: dated within its time, not revoked, or witnessed before it was.
 (6) Refuse what this version does not understand and the sender demands.
 (7) Find a wrap for a key of this node and open it beside this header.
 (8) Compare the content key with its commitment.
 (9) Open the body beside this header, and compare the text with its commitment.

``peek`` does (1) to (5). Neither looks at the clock: dates of the message are compared with dates that the sender's own
country signed. Not checked here: whether the sender may send this type, and whether the message came before
(``exchange``).
"""

import hashlib
from collections.abc import Mapping, Set
from dataclasses import InitVar, dataclass, field
from datetime import timedelta
from typing import Any, Final

from samakki.sealing.canonical import malformed, unb64
from samakki.sealing.chunks import Attachment
from samakki.sealing.content_keys import KEY_BYTES, ContentKey
from samakki.sealing.desks import DeskKey, DeskKeys
from samakki.sealing.errors import (
    DeskKeyMissing,
    EnvelopeAltered,
    EnvelopeBroken,
    EnvelopeMalformed,
    EpochClosed,
    NotUnderstood,
    SenderKeyExpired,
    SenderQuarantined,
    SenderUnknown,
)
from samakki.sealing.frames import Frame, Wrap, read_frame, read_wraps
from samakki.sealing.header_facts import CONTENT_SUITE, Facts, read_facts
from samakki.sealing.packing import SIGNED_AS
from samakki.sealing.senders import SenderKey, SenderKeys
from samakki.sealing.signatures import is_signed
from samakki.sealing.signing import signing_key_id
from samakki.sealing.suites import unwrap

CLOCK_GRACE: Final = timedelta(days=7)
"""How far the sender's clock may be from that of the machine on which its country listed the key."""

_PROOF: Final = object()
NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """An envelope of which sender, header and bytes are proved; its content was not looked at.

    Attributes:
        header: as sent; cannot be changed.
        digest: what receipts call the message.
        node: name of the sending node, from the trust list.
        key_id: of the node's key that signed.
        officer_key_id: of the officer's or desk's key that signed beside it; None without one.
        attachments: in order.
        is_whole: False for a skeleton, of which wraps and body were dropped.
    """

    header: Mapping[str, Any]
    digest: str
    node: str
    key_id: str
    officer_key_id: str | None
    attachments: tuple[Attachment, ...]
    is_whole: bool
    proof: InitVar[object]

    def __post_init__(self, proof: object) -> None:
        """Only the functions of this module make one, after their steps; a changed copy would have to be made too."""
        if proof is not _PROOF:
            message = "a proved message comes from open_envelope or peek and from nowhere else"
            raise TypeError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Signed):
    """A message: everything that ``Signed`` proves, and the text that the sender sealed.

    Attributes:
        body: as sealed.
        content_key: opens the attachments; destroying all copies of it and of the envelope's wraps erases the message.
        desk: desk of this node whose key opened it.
        desk_key_id: that key.
    """

    body: bytes = field(repr=False)
    content_key: ContentKey = field(repr=False, compare=False)
    desk: str
    desk_key_id: str


def open_envelope(raw: bytes, *, desk_keys: DeskKeys, senders: SenderKeys, understood: Set[str] = NOTHING) -> Verified:
    """The message in an envelope.

    Args:
        raw: as received.
        desk_keys: of this node.
        senders: the trust list.
        understood: names that a header may demand in "crit".

    Raises:
        EnvelopeMalformed, SenderUnknown, EnvelopeAltered: who sent these bytes is not proved; nothing is answered.
        SenderKeyExpired, SenderQuarantined, NotUnderstood, DeskKeyMissing, EpochClosed, EnvelopeBroken: it is; what is
            proved stands in `signed`.
    """
    frame, facts, signed = _proved(raw, senders)  # (1) to (5)
    if frame.wraps_line is None:
        raise malformed("truncated")
    _require_understood(facts, understood, signed)  # (6)
    wrap, desk_key = _own_wrap(_signed_wraps(frame.wraps_line, facts, signed), desk_keys, signed)  # (7)
    content_key = _content_key(wrap, desk_key, frame.header_line, signed)
    if content_key.commitment() != facts.cek_commit:  # (8)
        raise _broken("key-commitment", signed)
    body = content_key.open_body(frame.ciphertext, header=frame.header_line)  # (9)
    if body is None:
        raise _broken("body", signed)
    if content_key.commitment_to(body) != facts.pt_commit:
        raise _broken("text-commitment", signed)
    return Verified(
        header=signed.header,
        digest=signed.digest,
        node=signed.node,
        key_id=signed.key_id,
        officer_key_id=signed.officer_key_id,
        attachments=signed.attachments,
        is_whole=True,
        body=body,
        content_key=content_key,
        desk=desk_key.desk,
        desk_key_id=desk_key.id,
        proof=_PROOF,
    )


def peek(raw: bytes, *, senders: SenderKeys) -> Signed:
    """What is proved of an envelope, or of its skeleton, that this node cannot or need not read.

    Raises:
        EnvelopeMalformed, SenderUnknown, EnvelopeAltered, SenderKeyExpired, SenderQuarantined: as ``open_envelope``.
    """
    return _proved(raw, senders)[2]


def _proved(raw: bytes, senders: SenderKeys) -> tuple[Frame, Facts, Signed]:
    frame = read_frame(raw)  # (1)
    facts = read_facts(frame.header)
    if len(frame.signatures) != (2 if facts.cosigner else 1):
        raise _altered("signatures")
    node_key = _listed(senders.node_key(facts.sender, facts.signer), facts.signer)  # (2)
    keys = [node_key]
    if facts.cosigner:
        keys.append(_listed(senders.officer_key(facts.sender, facts.cosigner), facts.cosigner))
    for jws, key in zip(frame.signatures, keys, strict=True):  # (3)
        if not is_signed(jws, frame.signed_bytes, kind=SIGNED_AS, key_id=key.key_id, public=key.public):
            raise _altered("signature")
    if not frame.is_as_signed:  # (4)
        raise _altered("content")
    signed = Signed(
        header=frame.header,
        digest=frame.digest,
        node=node_key.node,
        key_id=facts.signer,
        officer_key_id=facts.cosigner,
        attachments=facts.attachments,
        is_whole=frame.wraps_line is not None,
        proof=_PROOF,
    )
    for key in keys:  # (5)
        _require_believable(key, facts, signed, senders)
    return frame, facts, signed


def _listed(key: SenderKey | None, key_id: str) -> SenderKey:
    # The id follows from the public half, so a list that was mixed up is found out here.
    if key is None or key.key_id != key_id or signing_key_id(key.public) != key_id:
        message = f"The trust list names no key {key_id} for the desk that sent this. Fetch newer trust data."
        raise SenderUnknown(message, key=key_id)
    return key


def _require_believable(key: SenderKey, facts: Facts, signed: Signed, senders: SenderKeys) -> None:
    is_early = facts.created < key.valid_from - CLOCK_GRACE
    is_late = key.valid_to is not None and facts.created >= key.valid_to + CLOCK_GRACE
    if is_early or is_late:
        message = f"The message is dated outside the time of the key {key.key_id}. The sender's clock may be wrong."
        raise SenderKeyExpired(message, signed=signed, key=key.key_id)
    # A thief of the key writes any date, so the date alone proves nothing about what came before the theft.
    if key.revoked_at and not senders.was_seen_before(signed.digest, key.revoked_at):
        dated = "before" if facts.created < key.revoked_at else "after"
        message = f"The key {key.key_id} was revoked; the message is dated {dated} that and nobody witnessed it."
        raise SenderQuarantined(message, signed=signed, key=key.key_id, dated=dated)


def _require_understood(facts: Facts, understood: Set[str], signed: Signed) -> None:
    unknown = [name for name in facts.critical if name not in understood]
    if facts.suite != CONTENT_SUITE:
        unknown.append("suite")
    if unknown:
        message = f"The sender demands what this version does not know: {', '.join(unknown)}. Update this node."
        raise NotUnderstood(message, signed=signed, names=", ".join(unknown))


def _signed_wraps(line: bytes, facts: Facts, signed: Signed) -> tuple[Wrap, ...]:
    try:
        wraps = read_wraps(line)
    except EnvelopeMalformed:
        raise _broken("wraps", signed) from None
    if tuple(dict.fromkeys([desk for _, _, desk, _ in wraps])) != facts.to:
        raise _broken("recipients", signed)
    return wraps


def _content_key(wrap: Wrap, key: DeskKey, header_line: bytes, signed: Signed) -> ContentKey:
    # The suite is the key's own. A sender who names another means another key, or means harm.
    _, suite, _, encoded = wrap
    if suite != key.suite.value:
        raise _broken("wrap", signed)
    try:
        wrapped = unb64(encoded)
    except EnvelopeMalformed:
        raise _broken("wrap", signed) from None
    info = hashlib.sha256(header_line).digest()
    secret = unwrap(wrapped, suite=key.suite, private=key.private, info=info)
    if secret is None or len(secret) != KEY_BYTES:
        raise _broken("wrap", signed)
    return ContentKey(secret)


def _own_wrap(wraps: tuple[Wrap, ...], desk_keys: DeskKeys, signed: Signed) -> tuple[Wrap, DeskKey]:
    """The first wrap for a key that this node holds; the commitments see to it that all hold the same."""
    for wrap in wraps:
        key_id, _, desk, _ = wrap
        key = desk_keys.key(desk, key_id)
        if key is not None:
            return wrap, key
    if any(desk_keys.is_closed(desk, key_id) for key_id, _, desk, _ in wraps):
        message = "The message was sealed to a key of this node that was destroyed at the end of its time."
        raise EpochClosed(message, signed=signed)
    message = "The message is sealed to no key that this node holds."
    raise DeskKeyMissing(message, signed=signed)


def _altered(part: str) -> EnvelopeAltered:
    return EnvelopeAltered(f"What came is not what was signed ({part}). It may come again unharmed.", part=part)


def _broken(part: str, signed: Signed) -> EnvelopeBroken:
    message = f"The sender signed an envelope that does not hold what it says ({part}). Ask the sender by telephone."
    return EnvelopeBroken(message, signed=signed, part=part)
