"""From a header and a content to an envelope, and back: what sealing proves and what the protocol demands, together.

``read_message`` is to the exchange what ``open_envelope`` is to sealing: the only way to a message, or an error.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, ClassVar

from samakki.exchange.domain.chunks import AttachedFile, body_bytes, read_body
from samakki.exchange.domain.fields import HeaderUnreadable
from samakki.exchange.domain.header import UNDERSTOOD, Header
from samakki.exchange.domain.schemas import CATALOGUE, Catalogue, ContentRefused
from samakki.sealing.canonical import canonical, read_canonical
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.desks import DeskKeys, Recipient
from samakki.sealing.envelopes import MOST_BODY, Packing, Signed, Verified, envelope_digest, open_envelope
from samakki.sealing.errors import EnvelopeError, EnvelopeMalformed
from samakki.sealing.senders import SenderKeys
from samakki.sealing.signing import SigningKey

Store = Callable[[str, bytes], None]


class MessageRefused(EnvelopeError):
    """A proved and opened envelope whose header or content is not of its type. `signed` is always there.

    `fact` names the field or the rule, never what stood there.
    """

    code: ClassVar[str] = "message-refused"


class HeaderRefused(MessageRefused):
    """A field of the header is missing or has another form."""

    code = "header-refused"


class TypeUnknown(MessageRefused):
    """A type, or a major version of one, that this version does not know."""

    code = "type-unknown"


class ContentNotOfType(MessageRefused):
    """The content is not of the form that its type promises."""

    code = "content-refused"


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to go with a message.

    Attributes:
        source: read once, while the message is sealed; must not change meanwhile.
        name: as recipients will see it; sealed.
        kind: media type.
    """

    source: BinaryIO
    name: str = field(repr=False)
    kind: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Composed:
    """An envelope ready to be sent.

    Attributes:
        raw: its bytes.
        digest: what receipts will call it.
        roots: names of the lists of its attachments' pieces, in order.
    """

    raw: bytes = field(repr=False)
    digest: str
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that was proved, opened, read and found to be of its type.

    Attributes:
        header: as the sender has it.
        content: as its type has it; cannot be changed. Fields of a newer minor version are kept.
        original: the content's bytes as sealed.
        files: attachments with their names; their pieces may not be here yet.
        digest: what receipts call it.
        node: node that sent it, from the trust list.
        key_id: of that node's key.
        officer_key_id: of the key that signed beside it; None without one.
        desk: desk of this node whose key opened it.
        content_key: opens the attachments.
        signed: what sealing proved.
    """

    header: Header
    content: Mapping[str, Any] = field(repr=False)
    original: bytes = field(repr=False)
    files: tuple[AttachedFile, ...]
    digest: str
    node: str
    key_id: str
    officer_key_id: str | None
    desk: str
    content_key: ContentKey = field(repr=False, compare=False)
    signed: Signed = field(repr=False)


def compose(
    header: Header,
    content: bytes | Mapping[str, object],
    *,
    to: Sequence[Recipient],
    sign: SigningKey,
    cosign: SigningKey | None = None,
    files: Sequence[OutgoingFile] = (),
    store: Store | None = None,
    catalogue: Catalogue = CATALOGUE,
) -> Composed:
    """Seal a message. Nothing leaves that its type does not name: unknown fields are refused on the way out.

    Args:
        header: with every desk in `to`.
        content: of the header's type; bytes are canonical JSON.
        to: one key or several of every desk, in the header's order.
        sign: key of this node.
        cosign: key of the officer or desk, for formal requests.
        files: to go with it, in order.
        store: keeps sealed pieces of files by name; needed where there are files.
        catalogue: of types.

    Raises:
        ContentRefused: the content is not of its type, or has a field that its type does not name.
        KeyFileBroken: a recipient's key is none.
        ValueError: header, keys and content do not fit each other, or something is too large.
    """
    original = content if isinstance(content, bytes) else canonical(content)
    catalogue.require_sendable(header.type, _read_content(original))
    packing = Packing()
    listed = []
    for file in files:
        if store is None:
            message = "files need a store for their pieces"
            raise ValueError(message)
        sealed = packing.attach(file.source, store=store)
        listed.append((file.name, file.kind, sealed.digest))
    raw = packing.seal(header.fields(), body_bytes(original, listed), to=to, sign=sign, cosign=cosign)
    return Composed(raw, envelope_digest(raw), packing.roots)


def read_message(raw: bytes, *, desk_keys: DeskKeys, senders: SenderKeys, catalogue: Catalogue = CATALOGUE) -> Message:
    """The message in an envelope.

    Not checked here: whether the sender may send this type to this desk, and whether it came before.

    Args:
        raw: as received.
        desk_keys: of this node.
        senders: the trust list.
        catalogue: of types.

    Raises:
        EnvelopeError: one of those of ``open_envelope``.
        HeaderRefused, TypeUnknown, ContentNotOfType: proved and opened, but not of its type.
    """
    verified = open_envelope(raw, desk_keys=desk_keys, senders=senders, understood=UNDERSTOOD)
    try:
        header = Header.read(verified.header)
        original, files = read_body(verified.body, verified.attachments)
    except HeaderUnreadable as error:
        raise HeaderRefused(str(error), signed=verified, field=error.name) from None
    content = _checked_content(header, original, verified, catalogue)
    return Message(
        header=header,
        content=content,
        original=original,
        files=files,
        digest=verified.digest,
        node=verified.node,
        key_id=verified.key_id,
        officer_key_id=verified.officer_key_id,
        desk=verified.desk,
        content_key=verified.content_key,
        signed=verified,
    )


def _checked_content(header: Header, original: bytes, verified: Verified, catalogue: Catalogue) -> Mapping[str, Any]:
    if not catalogue.knows(header.type):
        message = f"This version does not know {header.type.major_name}. Update this node."
        raise TypeUnknown(message, signed=verified, kind=header.type.major_name)
    try:
        content = _read_content(original)
        catalogue.check(header.type, content)
    except ContentRefused as error:
        raise ContentNotOfType(str(error), signed=verified, field=error.field, rule=error.rule) from None
    return content


def _read_content(original: bytes) -> Mapping[str, Any]:
    try:
        return read_canonical(original, most=MOST_BODY)
    except EnvelopeMalformed:
        raise ContentRefused("content", "canonical") from None
