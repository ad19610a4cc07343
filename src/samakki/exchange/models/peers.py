"""Other nodes as we meet them: when, how far their clock is off, what went wrong, and what they asked for."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment

_O = Class.OPERATIONAL


class Peer(models.Model):
    """One other node."""

    node = models.CharField(max_length=24, primary_key=True)
    met_at = models.DateTimeField(null=True, blank=True)  # last call, in either direction, that was in order
    tried_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    draw = models.FloatField(default=0.0)  # random share of the wait after the last failure
    problem = models.CharField(max_length=40, blank=True)  # code of what went wrong last
    skew_seconds = models.IntegerField(null=True, blank=True)  # its clock less ours; shown, never used to decide
    given_challenge = models.CharField(max_length=43, blank=True)  # what its next request has to name
    taken_challenge = models.CharField(max_length=43, blank=True)  # what our next request has to name
    trust = models.CharField(max_length=80, blank=True)  # version of the trust list it knows
    trust_given_at = models.DateTimeField(null=True, blank=True)  # when it was last given trust data in a call
    trust_looked_at = models.DateTimeField(null=True, blank=True)  # when trust data that it gave was last looked at
    wants = models.JSONField(default=list)  # [[chunk, start, size], …] it asked for last
    speed = models.PositiveIntegerField(default=0)  # bytes a second that its line carried lately
    bytes_today = models.BigIntegerField(default=0)  # taken from it on `bytes_on`; a quota counts them
    messages_today = models.PositiveIntegerField(default=0)  # likewise
    bytes_on = models.DateField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "node": _O,
            "met_at": _O,
            "tried_at": _O,
            "failures": _O,
            "draw": _O,
            "problem": _O,
            "skew_seconds": _O,
            "given_challenge": _O,
            "taken_challenge": _O,
            "trust": _O,
            "trust_given_at": _O,
            "trust_looked_at": _O,
            "wants": _O,
            "speed": _O,
            "bytes_today": _O,
            "messages_today": _O,
            "bytes_on": _O,
        },
        retention="as long as the node is in the trust list, and 400 days longer",
    )

    def __str__(self) -> str:
        return self.node


class PairCount(models.Model):
    """How many messages were numbered for another node. A row of its own, as sealing waits for its turn on it."""

    node = models.CharField(max_length=24, primary_key=True)
    last = models.BigIntegerField(default=0)  # number of the newest one

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS, {"node": _O, "last": _O}, retention="as long as the node: a number is given once"
    )

    def __str__(self) -> str:
        return f"{self.node} {self.last}"


class Alarm(models.Model):
    """Something that must not happen between honest nodes: one id with two contents, a receipt that contradicts."""

    node = models.CharField(max_length=24)
    code = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    seen_by = models.CharField(max_length=12, blank=True)  # officer who looked into it

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": _O,
            "node": _O,
            "code": _O,
            "reference": _O,
            "first_at": _O,
            "last_at": _O,
            "times": _O,
            "seen_by": _O,
        },
        retention="400 days after it was looked into",
    )

    class Meta:
        """The same alarm counts up."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "code", "reference"], name="alarm_once")
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.code}"
