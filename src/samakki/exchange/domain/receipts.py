"""Receipts: what a node signs about a message it was given. They never change; a duplicate gets the same bytes.

R1 accepted by the node, R2 delivered to the desk or rejected by it, R3 opened, R4 answered or refused with a reason, RX
refused by the node. The receipt names the digest of the envelope as it came, so a court can tie one to the other.

Source:
    ETSI EN 319 522 (evidence of registered delivery), as the nearest; RFC 8785 for the bytes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from samakki.exchange.domain.delivery import Sent
from samakki.exchange.domain.frames import LARGEST_RECEIPT
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.refusals import InvalidValue, SamakkiError

DOCUMENT: Final = "receipt"  # kind of the signed document


class Kind(Enum):
    """What a receipt is about."""

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    RX = "RX"


VERDICTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.R1: ("accepted", "quarantined"),
        Kind.R2: ("delivered", "rejected"),
        Kind.R3: ("opened",),
        Kind.R4: ("answered", "refused"),
        Kind.RX: ("rejected",),
    }
)
NEEDS_CODE = frozenset({"rejected", "refused", "quarantined"})

TELLS: Mapping[tuple[Kind, str], Sent] = MappingProxyType(
    {
        (Kind.R1, "accepted"): Sent.TRANSPORTED,
        (Kind.R1, "quarantined"): Sent.TRANSPORTED,
        (Kind.R2, "delivered"): Sent.DELIVERED,
        (Kind.R2, "rejected"): Sent.REFUSED,
        (Kind.R3, "opened"): Sent.OPENED,
        (Kind.R4, "answered"): Sent.ANSWERED,
        (Kind.R4, "refused"): Sent.DECLINED,
        (Kind.RX, "rejected"): Sent.REFUSED,
    }
)
"""State of the message at its sender once the receipt is there."""

_FIELDS = {"v", "kind", "of", "id", "to", "by", "desk", "verdict", "code", "first_seen"}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"(?:[a-z][a-z0-9-]{0,39})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class NotAReceipt(SamakkiError):
    """What came is no receipt, or not one that this node can have been meant to get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What one receipt says.

    Attributes:
        kind: what it is about.
        of: SHA-256 of the envelope, 64 hexadecimal digits.
        message_id: id in the envelope's header.
        to: node that sent the message.
        by: node that made the receipt.
        desk: the desk it speaks for; empty for R1 and RX, which are the node's own.
        verdict: one of `VERDICTS`.
        code: why, where the verdict is no good news.
        first_seen: when the message first came, by the clock of `by`; shown, never used to decide.
        log: hash of the entry in the audit log of `by` that tells of the same (RFC 6962 leaf); empty where none does.
    """

    kind: Kind
    of: str
    message_id: str
    to: str
    by: str
    desk: str
    verdict: str
    code: str
    first_seen: str
    log: str = ""


def content_of(receipt: Receipt) -> Mapping[str, object]:
    """A receipt as it is signed and sent."""
    said = {
        "v": 1,
        "kind": receipt.kind.value,
        "of": receipt.of,
        "id": receipt.message_id,
        "to": receipt.to,
        "by": receipt.by,
        "desk": receipt.desk,
        "verdict": receipt.verdict,
        "code": receipt.code,
        "first_seen": receipt.first_seen,
    }
    return said | {"log": receipt.log} if receipt.log else said


def node_of(raw: bytes) -> str:
    """The node that a receipt from outside says it is by; nothing of it is proven yet.

    Raises:
        NotAReceipt: it is of another form.
    """
    if len(raw) > LARGEST_RECEIPT:
        raise NotAReceipt("receipt-too-large")
    try:
        by = json.loads(raw.partition(b"\n")[0])["by"]
        return str(NodeName.parse(by))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAReceipt("receipt-form") from None


def line_named_in(signed: bytes) -> str:
    """Hash of the line of the log that a receipt on record names; empty where it names none."""
    return str(json.loads(signed.partition(b"\n")[0]).get("log", ""))


def read_receipt(said: Mapping[str, object]) -> Receipt:
    """The receipt in a document whose signature was checked.

    Raises:
        NotAReceipt: it is of another form.
    """
    try:
        if set(said) - {"log"} != _FIELDS or said["v"] != 1:
            raise NotAReceipt("receipt-form")
        return _receipt(said)
    except (ValueError, TypeError):
        raise NotAReceipt("receipt-form") from None


def _receipt(said: Mapping[str, Any]) -> Receipt:
    forms = {"of": _DIGEST, "id": _ID, "code": _CODE, "first_seen": _MOMENT}
    if not all(isinstance(said[name], str) for name in ("to", "by", "desk")):
        raise NotAReceipt("receipt-form")
    if not all(isinstance(said[name], str) and form.fullmatch(said[name]) for name, form in forms.items()):
        raise NotAReceipt("receipt-form")
    log = said.get("log", "")
    if "log" in said and not (isinstance(log, str) and _DIGEST.fullmatch(log)):
        raise NotAReceipt("receipt-form")
    kind = Kind(said["kind"])
    if said["verdict"] not in VERDICTS[kind] or (said["verdict"] in NEEDS_CODE) != bool(said["code"]):
        raise NotAReceipt("receipt-form")
    try:
        NodeName.parse(said["to"])
        NodeName.parse(said["by"])
        if said["desk"] or kind in {Kind.R2, Kind.R3, Kind.R4}:
            DeskAddress.parse(said["desk"])
    except InvalidValue:
        raise NotAReceipt("receipt-form") from None
    return Receipt(
        kind=kind,
        of=said["of"],
        message_id=said["id"],
        to=said["to"],
        by=said["by"],
        desk=said["desk"],
        verdict=said["verdict"],
        code=said["code"],
        first_seen=said["first_seen"],
        log=log,
    )
