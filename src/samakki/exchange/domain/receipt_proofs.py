"""Proofs that what a receipt tells stands in the audit log of who signed it: one file, checked without that node.

A proof is a signed document of the node: the receipt as it was signed, the hash of the line that it names, the line's
place, the path to the root (RFC 6962) and a checkpoint of the log with the key that signed it. No line of the log is in
it, so no record and no name. The outer signature ties the log's own key to the node that the trust list knows.

Source:
    RFC 6962, 2.1.1; RFC 9162, 2.1.3.2; C2SP signed notes and tlog-checkpoint.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from samakki.access.domain.merkle import is_included
from samakki.exchange.domain.receipts import DOCUMENT as RECEIPT
from samakki.exchange.domain.receipts import NotAReceipt, Receipt, read_receipt
from samakki.kernel.addresses import NodeName
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.documents import verify_document
from samakki.sealing.errors import EnvelopeAltered, EnvelopeMalformed, SealBroken, SenderUnknown
from samakki.sealing.notes import open_note, parse_checkpoint

DOCUMENT: Final = "receipt-proof"
MOST_PATH: Final = 63
KeyOf = Callable[[str, str], bytes | None]
"""Public key of a node by its name and the key's id; None where it is not known."""
_HASH = re.compile(r"[0-9a-f]{64}")
_FIELDS = {"v", "by", "receipt", "entry", "position", "size", "path", "checkpoint", "log", "log_key"}


class Wrong(Enum):
    """Why a proof does not hold, the first found."""

    UNREADABLE = "not-a-proof"
    KEY_UNKNOWN = "key-unknown"
    CHANGED = "changed"
    RECEIPT_KEY_UNKNOWN = "receipt-key-unknown"
    RECEIPT_CHANGED = "receipt-changed"
    RECEIPT_OF_ANOTHER = "receipt-of-another"
    NO_LINE = "no-line"
    OTHER_LINE = "other-line"
    CHECKPOINT_FORGED = "checkpoint-forged"
    OTHER_CHECKPOINT = "other-checkpoint"
    NOT_INCLUDED = "not-included"


CANNOT_BE_SAID = frozenset({Wrong.UNREADABLE, Wrong.KEY_UNKNOWN, Wrong.RECEIPT_KEY_UNKNOWN})
"""Whoever checks lacks something: the proof may be right."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved.

    Attributes:
        by: node that signed receipt and log.
        signed: the receipt as it was signed.
        entry: hash of the line as a leaf.
        path: hashes beside the way to the root.
        checkpoint: signed note of the log.
        log: name of the log; it stands in the checkpoint.
        log_key: public key that signed the checkpoint.
    """

    by: str
    signed: bytes
    entry: bytes
    position: int
    size: int
    path: tuple[bytes, ...]
    checkpoint: str
    log: str
    log_key: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of checking: `wrong` is None where it holds, and then the rest says what it proves."""

    wrong: Wrong | None
    by: str = ""
    key_id: str = ""
    receipt: Receipt | None = None
    position: int = 0
    size: int = 0
    root: bytes = b""


def content_of(proof: Proof) -> Mapping[str, object]:
    """A proof as it is signed."""
    return {
        "v": 1,
        "by": proof.by,
        "receipt": proof.signed.decode("ascii"),
        "entry": proof.entry.hex(),
        "position": proof.position,
        "size": proof.size,
        "path": [one.hex() for one in proof.path],
        "checkpoint": proof.checkpoint,
        "log": proof.log,
        "log_key": proof.log_key.hex(),
    }


def judge(raw: bytes, key_of: KeyOf) -> Judged:
    """Whether a proof holds, and what it proves; never raises for what somebody wrote."""
    try:
        by = str(NodeName.parse(json.loads(raw.partition(b"\n")[0])["by"]))
    except (InvalidValue, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Judged(Wrong.UNREADABLE)
    try:
        outer = verify_document(raw, kind=DOCUMENT, key_of=lambda key: key_of(by, key))
    except SenderUnknown as unknown:
        return Judged(Wrong.KEY_UNKNOWN, by, str(unknown.facts.get("key", "")))
    except EnvelopeAltered:
        return Judged(Wrong.CHANGED, by)
    except EnvelopeMalformed:
        return Judged(Wrong.UNREADABLE, by)
    proof = _read(outer.content)
    if proof is None:
        return Judged(Wrong.UNREADABLE, by)
    return _judged(proof, outer.key_id, key_of)


def _judged(proof: Proof, key_id: str, key_of: KeyOf) -> Judged:
    receipt, root = _receipt(proof, key_of), _root(proof)
    if isinstance(receipt, Wrong):
        return Judged(receipt, proof.by, key_id)
    if isinstance(root, Wrong):
        return Judged(root, proof.by, key_id, receipt)
    if not is_included(proof.entry, proof.position, proof.size, proof.path, root):
        return Judged(Wrong.NOT_INCLUDED, proof.by, key_id, receipt)
    return Judged(None, proof.by, key_id, receipt, proof.position, proof.size, root)


def _read(said: Mapping[str, Any]) -> Proof | None:
    texts = ("by", "receipt", "checkpoint", "log")
    if set(said) != _FIELDS or said["v"] != 1 or not all(isinstance(said[name], str) for name in texts):
        return None
    numbers = [said[name] for name in ("position", "size")]
    hashes = said["path"] if isinstance(said["path"], list | tuple) else [None]
    if not all(type(one) is int and one >= 0 for one in numbers) or len(hashes) > MOST_PATH:
        return None
    if not all(isinstance(one, str) and _HASH.fullmatch(one) for one in (said["entry"], said["log_key"], *hashes)):
        return None
    return Proof(
        said["by"],
        said["receipt"].encode("utf-8"),
        bytes.fromhex(said["entry"]),
        said["position"],
        said["size"],
        tuple(map(bytes.fromhex, hashes)),
        said["checkpoint"],
        said["log"],
        bytes.fromhex(said["log_key"]),
    )


def _receipt(proof: Proof, key_of: KeyOf) -> Receipt | Wrong:
    try:
        document = verify_document(proof.signed, kind=RECEIPT, key_of=lambda key: key_of(proof.by, key))
        receipt = read_receipt(document.content)
    except SenderUnknown:
        return Wrong.RECEIPT_KEY_UNKNOWN
    except (EnvelopeAltered, EnvelopeMalformed, NotAReceipt, KeyError):
        return Wrong.RECEIPT_CHANGED
    if receipt.by != proof.by:
        return Wrong.RECEIPT_OF_ANOTHER
    if not receipt.log:
        return Wrong.NO_LINE
    return receipt if receipt.log == proof.entry.hex() else Wrong.OTHER_LINE


def _root(proof: Proof) -> bytes | Wrong:
    try:
        checkpoint = parse_checkpoint(open_note(proof.checkpoint, name=proof.log, public_key=proof.log_key))
    except (SealBroken, ValueError):
        return Wrong.CHECKPOINT_FORGED
    if checkpoint.origin != proof.log or checkpoint.size != proof.size:
        return Wrong.OTHER_CHECKPOINT
    return checkpoint.root
