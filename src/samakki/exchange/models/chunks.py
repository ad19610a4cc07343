"""Attachments on the way: chunks of ciphertext by the hash of what they are, and which bytes of each are here."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.exchange.models.inbox import Inbox

_O = Class.OPERATIONAL


class Chunk(models.Model):
    """One chunk. Its bytes lie sealed in the node's folder of chunks, under its digest."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the ciphertext
    size = models.PositiveIntegerField()
    have = models.JSONField(default=list)  # [[from, to], …] of bytes that are here
    is_whole = models.BooleanField(default=False)
    strikes = models.PositiveIntegerField(default=0)  # how often what came had another digest
    stored_at = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {"digest": _O, "size": _O, "have": _O, "is_whole": _O, "strikes": _O, "stored_at": _O},
        retention="as long as a message names it",
    )

    def __str__(self) -> str:
        return self.digest


class ChunkWanted(models.Model):
    """A chunk that a message from a node waits for."""

    message = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="+")
    chunk = models.ForeignKey(Chunk, on_delete=models.CASCADE, related_name="+")
    node = models.CharField(max_length=24)

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {"id": _O, "message": _O, "chunk": _O, "node": _O},
        retention="until the chunk is whole",
    )

    class Meta:
        """One row for a message and a chunk."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "chunk"], name="chunk_wanted_once")
        ]

    def __str__(self) -> str:
        return str(self.chunk_id)


class ChunkLent(models.Model):
    """A chunk of a message of ours that a node may ask for: who is not sent a message gets no byte of it."""

    chunk = models.ForeignKey(Chunk, on_delete=models.CASCADE, related_name="+")
    node = models.CharField(max_length=24)

    records: ClassVar[Records] = Records(
        Compartment.REQUESTS,
        {"id": _O, "chunk": _O, "node": _O},
        retention="as long as the message is on its way or may be asked for again",
    )

    class Meta:
        """Once for a node."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chunk", "node"], name="chunk_lent_once")
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.chunk_id}"
