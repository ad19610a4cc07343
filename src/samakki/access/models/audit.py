"""The audit log: what happened (entries), in which order (places), and signed proof (checkpoints).

Entries, places, blocks and checkpoints only grow. Two tables are the sequencer's working state and do change: which
entries wait for a place, and the right edge of the tree.
"""

import uuid
from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models.append_only import AppendOnly
from samakki.kernel.addresses import LONGEST_ADDRESS


class AuditEntry(AppendOnly):
    """One act, written in the act's own transaction. No foreign keys: history never blocks or follows a deletion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=12)  # officer code, "console", "node" or "nobody"
    action = models.CharField(max_length=40)  # verb code: "open_break_glass", "read", "sign_in"
    reference = models.CharField(max_length=LONGEST_ADDRESS, blank=True)  # of the record, officer or desk concerned
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
        """The overseer's filters, each with the time."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
            models.Index(fields=["action", "at"], name="audit_action"),
            models.Index(fields=["reference", "at"], name="audit_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.reference} {self.outcome}"


class AuditWaiting(models.Model):
    """An entry without a place yet. Written with the entry, removed by the sequencer, in the order of writing."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.UUIDField(unique=True)

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {"id": Class.OPERATIONAL, "entry_id": Class.OPERATIONAL},
        retention="until the sequencer has given the entry its place, seconds as a rule",
    )

    def __str__(self) -> str:
        return str(self.entry_id)


class AuditPlace(AppendOnly):
    """The place of an entry in the log, given by the one sequencer after the act committed."""

    position = models.BigIntegerField(primary_key=True)  # 0, 1, 2 … without a gap
    entry_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()  # RFC 6962: SHA-256(0x00 || leaf)
    stamp = models.BinaryField()  # the sequencer's mark on position and leaf hash; made with a key outside the database

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "position": Class.OPERATIONAL,
            "entry_id": Class.OPERATIONAL,
            "leaf_hash": Class.OPERATIONAL,
            "stamp": Class.OPERATIONAL,
        },
        retention="as long as the node; append-only",
    )

    def __str__(self) -> str:
        return str(self.position)


class AuditBlock(AppendOnly):
    """Root of 1,024 places that are all taken, so that a proof need not hash the whole log."""

    number = models.BigIntegerField(primary_key=True)  # the places 1024 * number and following
    root = models.BinaryField()

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {"number": Class.OPERATIONAL, "root": Class.OPERATIONAL},
        retention="as long as the node; append-only",
    )

    def __str__(self) -> str:
        return str(self.number)


class AuditEdge(models.Model):
    """The one row that says how far the log goes; the sequencer holds its lock while it works."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()
    peaks = models.BinaryField()  # see ``domain.merkle.Edge``
    stamp = models.BinaryField()  # the sequencer's mark on size and peaks

    records: ClassVar[Records] = Records(
        Compartment.AUDIT,
        {
            "id": Class.OPERATIONAL,
            "size": Class.OPERATIONAL,
            "peaks": Class.OPERATIONAL,
            "stamp": Class.OPERATIONAL,
        },
        retention="as long as the node; follows from the places",
    )

    class Meta:
        """There is one edge."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_has_one_edge"),
        ]

    def __str__(self) -> str:
        return f"edge at {self.size}"


class AuditCheckpoint(AppendOnly):
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
