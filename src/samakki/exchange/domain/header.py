"""The header of an envelope: what is readable on the way, so as little as delivery and the marking need.

No name of a person, no title, no file name. What a newer version adds stays in `other` and goes out again unchanged,
so that reading and writing never break a digest. Fields that sealing adds (suite, keys, commitments, attachments) are
its own and not here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.fields import Fields, HeaderUnreadable
from samakki.exchange.domain.message_types import MessageType
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.handling import HandlingCode
from samakki.kernel.moments import write_moment
from samakki.sealing.canonical import canonical, read_canonical
from samakki.sealing.frames import MOST_HEADER
from samakki.sealing.header_facts import OWN_FIELDS

MOST_DESKS: Final = 50
MOST_REFERENCES: Final = 32
MOST_NODES: Final = 50
LONGEST_REFERENCE: Final = 80
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})

_REFERENCE = re.compile(r"[!-~]{1,80}")  # printing ASCII without blanks
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.,:/()-]{0,79}")
_RELIABILITY = re.compile("[ABCX]")
_ACCURACY = re.compile("[1-4]")
_CRITICAL = re.compile(r"[a-z][a-z0-9_.]{0,39}")
UUID_VERSION: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is readable on the way of the conditions on a message; the whole of them stands in its content.

    Attributes:
        codes: handling codes, the strictest of everything in the message.
        purpose: what it may be used for, as the sender's form has it: "trafficking_in_persons".
        source: 4x4 reliability of the source; empty where there is no single one.
        information: 4x4 accuracy; as above.
        concerns_victim: it concerns a presumed or identified victim.
        legal_basis: treaty or law under which it is sent; empty for none named.
        review_by: last day on which the conditions are looked at again.
    """

    codes: tuple[HandlingCode, ...]
    purpose: str
    source: str = ""
    information: str = ""
    concerns_victim: bool = False
    legal_basis: str = ""
    review_by: date | None = None
    other: Mapping[str, Any] = field(default_factory=lambda: NOTHING_MORE)

    def fields(self) -> dict[str, Any]:
        """As it stands in a header; what is empty is left out."""
        return {
            **self.other,
            "codes": [code.value for code in self.codes],
            "purpose": self.purpose,
            **({"source": self.source} if self.source else {}),
            **({"info": self.information} if self.information else {}),
            **({"victim": True} if self.concerns_victim else {}),
            **({"legal_basis": self.legal_basis} if self.legal_basis else {}),
            **({"review_by": self.review_by.isoformat()} if self.review_by else {}),
        }

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Marking":
        """A marking as it stood in a header.

        Raises:
            HeaderUnreadable: a field has another form.
        """
        fields = Fields(given, within="handling.")
        return cls(
            codes=tuple(fields.members("codes", HandlingCode, most=len(HandlingCode))),
            purpose=fields.text("purpose", _WORD),
            source=fields.text_or_empty("source", _RELIABILITY),
            information=fields.text_or_empty("info", _ACCURACY),
            concerns_victim=fields.claim("victim"),
            legal_basis=fields.text_or_empty("legal_basis", _WORD),
            review_by=fields.day_or_none("review_by"),
            other=fields.rest(),
        )


@dataclass(frozen=True, slots=True)
class TrustMark:
    """Which trust data the sender had when it chose keys."""

    root: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a sender says of a message, outside its seal.

    Attributes:
        id: made by the sender, UUID version 7; with the sending node it names the message for good.
        sender: desk it is from.
        to: every desk that can read it, in order. There is no "all".
        type: of the content.
        thread: what belongs together, "KH-2026-000412".
        created: by the sender's clock; shown, and compared with dates of the sender's own country alone.
        expires: the sender stops trying then.
        marking: handling codes, grade, purpose.
        lane: how soon it goes.
        in_reply_to: id of the message it answers.
        reply_by: until when an answer is wanted.
        actor: pseudonym of the officer that the sender's own audit log resolves; empty for the node.
        refs: references of either side, "hit:9c1e".
        channel_also: where else it was sent, "interpol:2026/881".
        pair_seq: number of this message among all from this node to each node; gaps report loss, nothing else.
        roster_epoch: of the case's roster; None outside joint cases.
        trust: trust data used.
        crit: names of what a recipient must understand or refuse.
        other: fields of newer versions, kept.
    """

    id: UUID
    sender: DeskAddress
    to: tuple[DeskAddress, ...]
    type: MessageType
    thread: str
    created: datetime
    expires: datetime
    marking: Marking
    lane: Lane = Lane.NORMAL
    in_reply_to: UUID | None = None
    reply_by: datetime | None = None
    actor: str = ""
    refs: tuple[str, ...] = ()
    channel_also: tuple[str, ...] = ()
    pair_seq: Mapping[NodeName, int] = field(default_factory=lambda: MappingProxyType({}))
    roster_epoch: int | None = None
    trust: TrustMark | None = None
    crit: tuple[str, ...] = ()
    other: Mapping[str, Any] = field(default_factory=lambda: NOTHING_MORE)

    def fields(self) -> dict[str, Any]:
        """As ``seal`` takes them; what is empty is left out, never null."""
        optional: dict[str, Any] = {
            "in_reply_to": str(self.in_reply_to) if self.in_reply_to else None,
            "reply_by": write_moment(self.reply_by) if self.reply_by else None,
            "actor": self.actor,
            "refs": list(self.refs),
            "channel_also": list(self.channel_also),
            "pair_seq": {str(node): number for node, number in self.pair_seq.items()},
            "crit": list(self.crit),
        }
        return {
            **self.other,
            "id": str(self.id),
            "from": str(self.sender),
            "to": [str(desk) for desk in self.to],
            "type": str(self.type),
            "thread": self.thread,
            "created": write_moment(self.created),
            "expires": write_moment(self.expires),
            "handling": self.marking.fields(),
            "urgency": self.lane.value,
            **{name: value for name, value in optional.items() if value},
            **({"roster_epoch": self.roster_epoch} if self.roster_epoch is not None else {}),
            **({"tl": {"root": self.trust.root, "ts": write_moment(self.trust.at)}} if self.trust else {}),
        }

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Header":
        """The header of a proved envelope.

        Raises:
            HeaderUnreadable: a field is missing or has another form.
        """
        fields = Fields(given)
        header = cls(
            id=fields.uuid("id", version=UUID_VERSION),
            sender=fields.parsed("from", DeskAddress.parse),
            to=tuple(fields.each("to", DeskAddress.parse, most=MOST_DESKS)),
            type=fields.parsed("type", MessageType.parse),
            thread=fields.text("thread", _REFERENCE),
            created=fields.moment("created"),
            expires=fields.moment("expires"),
            marking=Marking.read(fields.mapping("handling")),
            lane=fields.member("urgency", Lane),
            in_reply_to=fields.uuid("in_reply_to", version=UUID_VERSION) if "in_reply_to" in given else None,
            reply_by=fields.moment("reply_by") if "reply_by" in given else None,
            actor=fields.text_or_empty("actor", _REFERENCE),
            refs=fields.texts("refs", _REFERENCE, most=MOST_REFERENCES),
            channel_also=fields.texts("channel_also", _REFERENCE, most=MOST_REFERENCES),
            pair_seq=fields.numbers("pair_seq", NodeName.parse, most=MOST_NODES),
            roster_epoch=fields.count("roster_epoch") if "roster_epoch" in given else None,
            trust=_trust_mark(fields.mapping("tl")) if "tl" in given else None,
            crit=fields.texts("crit", _CRITICAL, most=MOST_REFERENCES),
            other=fields.rest(OWN_FIELDS),
        )
        if header.expires <= header.created:
            raise HeaderUnreadable("expires")
        return header

    def to_bytes(self) -> bytes:
        """RFC 8785 bytes of `fields`, without what sealing adds."""
        return canonical(self.fields())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Header":
        """The header that these bytes are the one form of.

        Raises:
            EnvelopeMalformed: not canonical JSON.
            HeaderUnreadable: a field is missing or has another form.
        """
        return cls.read(read_canonical(raw, most=MOST_HEADER))


UNDERSTOOD: Final = frozenset(
    {
        "actor",
        "channel_also",
        "expires",
        "handling",
        "handling.legal_basis",
        "handling.review_by",
        "handling.victim",
        "in_reply_to",
        "pair_seq",
        "refs",
        "reply_by",
        "thread",
        "tl",
        "type",
        "urgency",
    }
)
"""What a header may demand in "crit" of this version: names of fields, with a full stop for fields inside fields."""


def _trust_mark(given: Mapping[str, Any]) -> TrustMark:
    fields = Fields(given, within="tl.")
    return TrustMark(fields.count("root"), fields.moment("ts"))
