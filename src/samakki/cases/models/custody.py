"""Who held an exhibit when; what was recorded is never changed.

Words that name people lie apart, so that a code can take the place of a protected person's name while the digest of
what was first written stays.
"""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models.append_only import AppendOnly
from samakki.cases.models.exhibits import KEPT, Exhibit
from samakki.entities.models import StoredFile

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL


class CustodyEvent(AppendOnly):
    """One thing that happened to an exhibit: seized, handed over, sealed anew. Rows are only added."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="custody")
    number = models.PositiveIntegerField()  # 1 is the seizure
    kind = models.CharField(max_length=16)  # CustodyKind
    at = models.DateTimeField()  # when it happened
    zone = models.CharField(max_length=40)  # in which it was told
    giver = models.CharField(max_length=12, blank=True)  # officer code; empty where an outside person gave
    receiver = models.CharField(max_length=12, blank=True)  # officer code; empty where an outside person received
    purpose = models.CharField(max_length=16, blank=True)  # CustodyPurpose
    seal_before = models.CharField(max_length=80, blank=True)  # number on the seal as found
    seal_after = models.CharField(max_length=80, blank=True)  # number on the seal as left
    seal_state = models.CharField(max_length=12)  # SealState, as found
    paper = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=12)
    words_digest = models.CharField(max_length=64)  # of the words, with a salt that lies beside them
    digest = models.CharField(max_length=64, unique=True)  # of this row and the digest before it; in the audit log too

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {
            "id": _O,
            "exhibit": _O,
            "number": _O,
            "kind": _O,
            "at": _O,
            "zone": _O,
            "giver": _O,
            "receiver": _O,
            "purpose": _O,
            "seal_before": _O,
            "seal_after": _O,
            "seal_state": _O,
            "paper": _O,
            "recorded_at": _O,
            "recorded_by": _O,
            "words_digest": _O,
            "digest": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """Events of one exhibit are counted without a hole."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="custody_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.exhibit_id}"


class CustodyWords(models.Model):
    """What was said of an event in words: people outside the node, the condition, the reason."""

    event = models.OneToOneField(CustodyEvent, on_delete=models.PROTECT, primary_key=True, related_name="words")
    outside_giver = models.CharField(max_length=200, blank=True)  # person and office, as signed on paper
    outside_receiver = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    condition = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    salt = models.CharField(max_length=32)  # keeps the digest from telling short words that can be guessed

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {
            "event": _O,
            "outside_giver": _P,
            "outside_receiver": _P,
            "place": _P,
            "condition": _P,
            "remark": _P,
            "salt": _O,
        },
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"words of {self.event_id}"


class CustodyAnswer(AppendOnly):
    """What the receiver says to a hand-over: confirmed, or not as recorded. Or the giver takes a mistake back."""

    event = models.ForeignKey(CustodyEvent, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12)  # Answer
    received_at = models.DateTimeField(null=True, blank=True)  # when the receiver took it into their hands
    seal_found = models.CharField(max_length=80, blank=True)  # as the receiver read it
    seal_state = models.CharField(max_length=12, blank=True)  # SealState
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    words_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS,
        {
            "id": _O,
            "event": _O,
            "answer": _O,
            "received_at": _O,
            "seal_found": _O,
            "seal_state": _O,
            "at": _O,
            "by": _O,
            "words_digest": _O,
            "digest": _O,
        },
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"{self.answer} of {self.event_id}"


class AnswerWords(models.Model):
    """What a receiver says in words; see ``CustodyWords``."""

    answer = models.OneToOneField(CustodyAnswer, on_delete=models.PROTECT, primary_key=True, related_name="words")
    condition = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    records: ClassVar[Records] = Records(
        Compartment.EXHIBITS, {"answer": _O, "condition": _P, "remark": _P, "salt": _O}, retention=KEPT
    )

    def __str__(self) -> str:
        return f"words of {self.answer_id}"
