"""The audit log: what happened (entries), in which order (places), and signed proof (checkpoints)."""

import uuid
from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment


class AuditEntry(models.Model):
    """One act, written in the act's own transaction. No foreign keys: history never blocks or follows a deletion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=12)  # officer code, "console", "node" or "nobody"
    action = models.CharField(max_length=40)  # verb code: "open_break_glass", "read", "sign_in"
    reference = models.CharField(max_length=40, blank=True)  # of the record concerned
    outcome = models.CharField(max_length=12)  # done, refused, failed
    facts = models.JSONField(default=dict)  # codes, references and numbers only
    leaf = models.BinaryField()  # the exact bytes that are hashed: canonical JSON of the fields above

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "at": Class.OPERATIONAL,
            "actor": Class.OPERATIONAL,
            "action": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "outcome": Class.OPERATIONAL,
            "facts": Class.OPERATIONAL,
            "leaf": Class.OPERATIONAL,
        },
        retention="as long as the node; append-only",
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
            models.Index(fields=["reference", "at"], name="audit_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.reference} {self.outcome}"


class AuditPlace(models.Model):
    """The place of an entry in the log, given by the one sequencer after the act committed."""

    position = models.BigIntegerField(primary_key=True)  # 0, 1, 2 … without a gap
    entry_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()  # RFC 6962: SHA-256(0x00 || leaf)

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {"position": Class.OPERATIONAL, "entry_id": Class.OPERATIONAL, "leaf_hash": Class.OPERATIONAL},
        retention="as long as the node; append-only",
    )

    def __str__(self) -> str:
        return str(self.position)


class AuditCheckpoint(models.Model):
    """A signed statement of size and root of the log, as a C2SP note."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {"size": Class.OPERATIONAL, "root": Class.OPERATIONAL, "note": Class.OPERATIONAL, "at": Class.OPERATIONAL},
        retention="as long as the node; append-only",
    )

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
