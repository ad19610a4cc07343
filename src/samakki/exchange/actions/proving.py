"""Writes the proof that a receipt of this node stands in its audit log, for whoever has the receipt."""

import re
from collections.abc import Sequence

from samakki.access import audit
from samakki.access.models import AuditCheckpoint, Officer
from samakki.exchange.actions.station import Station
from samakki.exchange.domain import receipt_proofs as proofs
from samakki.exchange.domain.receipts import line_named_in
from samakki.exchange.models import ReceiptMade
from samakki.kernel.refusals import SamakkiError
from samakki.sealing.documents import sign_document
from samakki.sealing.errors import SealBroken
from samakki.sealing.notes import open_note
from samakki.sealing.signing import SigningKey

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotProvable(SamakkiError):
    """A receipt cannot be proved: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def receipts_named(name: str) -> Sequence[ReceiptMade]:
    """Receipts of this node by their own digest, or all about one message: its number here, or that in its header."""
    rows = ReceiptMade.objects.select_related("message").order_by("made_at", "kind")
    if _DIGEST.fullmatch(name):
        return list(rows.filter(digest=name))
    found = rows.filter(message__message_id=name) if _ID.fullmatch(name) else rows.filter(message__reference=name)
    return list(found)


def prove_receipt(by: Officer | str, at: Station, receipt: ReceiptMade) -> bytes:
    """The proof, signed by this node; one line of the log says that it was written.

    Raises:
        NotProvable: "no-line": the receipt names none; "not-in-log"; "no-checkpoint": none covers it yet.
        KeyMissing: the log's key is not there.
    """
    signed = bytes(receipt.signed)
    named = line_named_in(signed)
    if not named:
        raise NotProvable("no-line")
    entry = audit.entry_of(bytes.fromhex(named), near=receipt.made_at)
    if entry is None:
        raise NotProvable("not-in-log")
    checkpoint = _checkpoint(entry.position)
    proof = audit.prove_inclusion(entry.entry, size=checkpoint.size)
    made = proofs.Proof(
        str(at.node),
        signed,
        proof.leaf_hash,
        proof.position,
        proof.size,
        proof.path,
        checkpoint.note,
        audit.log_name(),
        _key_of(checkpoint.note).public,
    )
    audit.record(by, "prove_receipt", receipt.message.reference, facts={"digest": receipt.digest})
    return sign_document(proofs.content_of(made), kind=proofs.DOCUMENT, key=at.signing)


def file_name(receipt: ReceiptMade) -> str:
    """What its proof is called as a file: no name and no subject."""
    return f"receipt-{receipt.kind}-{receipt.digest[:16]}.proof"


def _checkpoint(position: int) -> AuditCheckpoint:
    """The first that covers a place: whoever witnesses this log saw it about when the receipt was made."""
    found = AuditCheckpoint.objects.filter(size__gt=position).order_by("size").first()
    if found is None:
        raise NotProvable("no-checkpoint")
    return found


def _key_of(note: str) -> SigningKey:
    for key in reversed(audit.log_keys()):
        try:
            open_note(note, name=audit.log_name(), public_key=key.public)
        except SealBroken:
            continue
        return key
    raise NotProvable("no-checkpoint")
