"""An envelope that came in, as delivery reads it: verified header and content, or a header and why it is refused."""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from samakki.exchange.domain.chunks import AttachedFile
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.envelopes import read_message
from samakki.sealing.chunks import Attachment
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.desks import DeskKeys
from samakki.sealing.envelopes import Signed
from samakki.sealing.senders import SenderKeys

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TYPE = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*@[0-9]{1,3}\.[0-9]{1,3}")
_PRINTING = re.compile(r"[!-~]{1,80}")
_LANE = re.compile("|".join(lane.value for lane in Lane))
UNREADABLE_TYPE = "unknown@0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A message whose sender is proved.

    Attributes:
        node: that signed it.
        key_id: of the key it signed with.
        digest: of the envelope.
        message_id: the sender's id for it.
        type: with its version.
        sender: the desk it is from.
        to: every desk it is for, also of other nodes.
        thread: what belongs together.
        in_reply_to: id of the message it answers; empty for none.
        lane: how soon, as the sender had it.
        numbers: number of this message among all to each node, as the sender counts.
        handling: conditions readable on the way.
        content: what was sealed; empty where it is refused.
        attachments: in order.
        files: names of the attachments, and what opens them.
        content_key: opens the attachments; None where it is refused.
        code: why it is refused; empty where it is in order.
    """

    node: str
    key_id: str
    digest: str
    message_id: str
    type: str
    sender: str
    to: tuple[str, ...]
    thread: str
    in_reply_to: str
    lane: str
    handling: Mapping[str, object]
    numbers: Mapping[str, int] = field(default_factory=dict)
    content: Mapping[str, object] = field(default_factory=dict, repr=False)
    attachments: tuple[Attachment, ...] = ()
    files: tuple[AttachedFile, ...] = field(default=(), repr=False)
    content_key: ContentKey | None = field(default=None, repr=False)
    code: str = ""


def came(raw: bytes, *, desk_keys: DeskKeys, senders: SenderKeys) -> Came:
    """What an envelope holds, verified and of its type.

    Raises:
        EnvelopeError: as ``domain.envelopes.read_message``.
    """
    message = read_message(raw, desk_keys=desk_keys, senders=senders)
    header = message.header
    return Came(
        node=message.node,
        key_id=message.key_id,
        digest=message.digest,
        message_id=str(header.id),
        type=str(header.type),
        sender=str(header.sender),
        to=tuple(map(str, header.to)),
        thread=header.thread,
        in_reply_to=str(header.in_reply_to or ""),
        lane=header.lane.value,
        handling=header.marking.fields(),
        numbers={str(node): number for node, number in header.pair_seq.items()},
        content=message.content,
        attachments=message.signed.attachments,
        files=message.files,
        content_key=message.content_key,
    )


def refused(signed: Signed, code: str) -> Came:
    """A message that is refused once it was proved whose it is. Its header may hold anything; what fits is kept."""
    header = signed.header
    to = header.get("to", ())
    return Came(
        node=signed.node,
        key_id=signed.key_id,
        digest=signed.digest,
        message_id=_fitting(header, "id", _ID, lambda: str(uuid.UUID(hex=signed.digest[:32]))),
        type=_fitting(header, "type", _TYPE, lambda: UNREADABLE_TYPE),
        sender=_fitting(header, "from", _PRINTING),
        to=tuple(map(str, to)) if isinstance(to, Sequence) else (),
        thread=_fitting(header, "thread", _PRINTING),
        in_reply_to=_fitting(header, "in_reply_to", _ID),
        lane=_fitting(header, "urgency", _LANE, lambda: Lane.NORMAL.value),
        handling={},
        code=code,
    )


def _fitting(header: Mapping[str, object], name: str, form: re.Pattern[str], otherwise: Callable[[], str] = str) -> str:
    given = header.get(name)
    return given if isinstance(given, str) and form.fullmatch(given) else otherwise()
