"""What subjects above the exchange fill when the node starts: who owns which type of payload.

The exchange knows no payload. A message whose type nobody owns is politely refused, at either end. A rules test lists
every registration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO

from samakki.exchange.domain.chunks import AttachedFile
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.sealing.chunks import Attachment
from samakki.sealing.content_keys import ContentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message that was opened and verified, for one desk of this node.

    Attributes:
        reference: what people here call it, "M-…".
        message_id: id the sender gave it.
        type: "disclosure.offer@1.0".
        body: content, of the form its schema promises.
        node: the node that signed it.
        sender: the desk it is from.
        to: the desk here that it is for.
        thread: what belongs together, as the sender names it.
        in_reply_to: id of the message it answers; empty for none.
        handling: conditions, as the header has them.
        digest: SHA-256 of the envelope, 64 hexadecimal digits: what receipts name.
        at: when it first came, by this node's clock.
        attachments: as the header has them; every piece of them is here.
        files: their names and kinds, as they were sealed.
        content_key: opens them; destroying every copy of it erases the message.
    """

    reference: str
    message_id: str
    type: str
    body: Mapping[str, object] = field(repr=False)
    node: NodeName
    sender: DeskAddress
    to: DeskAddress
    thread: str
    in_reply_to: str
    handling: Mapping[str, object]
    digest: str
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    files: tuple[AttachedFile, ...] = field(default=(), repr=False)
    content_key: ContentKey | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the owner says of a message: taken, or not and why. The sender gets it, signed.

    Attributes:
        accepted: whether its effect is in our tables.
        code: why not; small letters and hyphens, a constant of the program.
        subject: reference of the record it became or belongs to; shown in lists.
    """

    accepted: bool
    code: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What an owner is told of a message of its type that did not reach a desk."""

    reference: str
    desk: DeskAddress
    state: str  # value of domain.delivery.Sent: refused, expired, failed
    code: str


USUAL_DEADLINE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a type.

    Attributes:
        receive: runs inside the transaction that writes its effect, the record that it came, and the signed receipt.
            Raises nothing for what a sender can cause: it returns a verdict. If it raises, its effect is undone and
            the message is parked.
        undeliverable: told when a message did not reach a desk.
        answered: told of the reference of a message that was answered, and of the answer's reference.
        deadline: until when R2 has to be there before both desks are alerted.
        takes_back: the type undoes what was sent before: it goes however old the trust data is, and to every desk
            that holds something, whatever its country wishes of new messages.
    """

    receive: Callable[[Arrived], Verdict]
    undeliverable: Callable[[Undelivered], None] | None = None
    answered: Callable[[str, str], None] | None = None
    deadline: timedelta = USUAL_DEADLINE
    takes_back: bool = False


payload_owners: dict[str, Owner] = {}


def own_payload(kind: str, owner: Owner) -> None:
    """Register who owns a type, by its name and major version: ``disclosure.offer@1``."""
    payload_owners[kind] = owner


def owner_of(kind: str) -> Owner | None:
    """Who owns a type given with any minor version; None where nobody does.

    >>> owner_of("never.heard-of@7.1") is None
    True
    """
    name, _, version = kind.partition("@")
    return payload_owners.get(f"{name}@{version.partition('.')[0]}")


subject_pages: dict[str, Callable[[str], str]] = {}
"""Address of the page of a record that a message is about, by the letters before its hyphen: takes its reference."""


def show_subject(prefix: str, address: Callable[[str], str]) -> None:
    """Say where records of one sort have their page, so that a message leads to what it says. The page decides anew."""
    subject_pages[prefix] = address


OpenFile = Callable[[str], BinaryIO]
"""Takes a reference of a file; returns its content to be read. Raises where it is gone."""

attachment_sources: dict[str, OpenFile] = {}


def lend_files(name: str, opens: OpenFile) -> None:
    """Say where files that are attached to messages come from. They are read when a message is sealed, not before."""
    attachment_sources[name] = opens


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message.

    Attributes:
        source: name of who lends it, see `lend_files`.
        reference: of the file, "F-…".
        name: what the recipient sees; sealed, never in a table.
    """

    source: str
    reference: str
    name: str = field(repr=False)
