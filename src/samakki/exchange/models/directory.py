"""The trust list as this node has verified it, and the directory made from it.

Everything here is public among members and worked out anew from signed files; only what is gone is kept beyond that,
because a signature of last year must still be told from a forged one.
"""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment

_O = Class.OPERATIONAL


class TrustState(models.Model):
    """The newest metadata of the trust list that this node believed; one row, none before the first time."""

    root = models.BinaryField()  # TUF metadata as signed, here and in the next three
    earlier_roots = models.JSONField(default=dict)  # {version: text}; who is further behind is led by them
    timestamp = models.BinaryField()
    snapshot = models.BinaryField()
    targets = models.BinaryField()
    root_version = models.PositiveIntegerField()
    timestamp_version = models.PositiveIntegerField()
    dated = models.DateTimeField()  # domain.trust.validity.dated
    taken_at = models.DateTimeField()  # when this version first came
    asked_at = models.DateTimeField()  # when the source last answered with something to be believed
    tried_at = models.DateTimeField()  # when it was last asked

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": _O,
            "root": _O,
            "earlier_roots": _O,
            "timestamp": _O,
            "snapshot": _O,
            "targets": _O,
            "root_version": _O,
            "timestamp_version": _O,
            "dated": _O,
            "taken_at": _O,
            "asked_at": _O,
            "tried_at": _O,
        },
        retention="until newer metadata takes its place",
    )

    def __str__(self) -> str:
        return f"trust list {self.timestamp_version}"


class Member(models.Model):
    """A country of the exchange, or a body of several states, and its newest statement."""

    country = models.CharField(max_length=2, unique=True)
    version = models.PositiveIntegerField()  # of its role's metadata
    metadata = models.BinaryField()
    statement = models.BinaryField()
    reach = models.CharField(max_length=24)  # domain.trust.statement.Reach
    contact_point = models.CharField(max_length=80, blank=True)
    agencies = models.JSONField(default=list)  # [[code, kind, {language: name}], …]
    confirmed = models.DateTimeField()  # date of the newest trust data in which this statement was the current one
    came_with = models.PositiveIntegerField(null=True, blank=True)  # version of the timestamp that first had this one
    problem = models.CharField(max_length=40, blank=True)  # why a newer statement was not taken; a code
    gone_at = models.DateTimeField(null=True, blank=True)  # since when it is no member

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": _O,
            "country": _O,
            "version": _O,
            "metadata": _O,
            "statement": _O,
            "reach": _O,
            "contact_point": _O,
            "agencies": _O,
            "confirmed": _O,
            "came_with": _O,
            "problem": _O,
            "gone_at": _O,
        },
        retention="while messages of the country are kept",
    )

    def __str__(self) -> str:
        return self.country


class KnownNode(models.Model):
    """An installation that a country lists, or listed."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="nodes")
    name = models.CharField(max_length=24, unique=True)
    details = models.JSONField(default=dict)  # endpoints, pins, types, messages_a_day, megabytes_a_day
    gone_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {"id": _O, "member": _O, "name": _O, "details": _O, "gone_at": _O},
        retention="while messages of the node are kept",
    )

    def __str__(self) -> str:
        return self.name


class KnownDesk(models.Model):
    """A desk or focal point that a country lists, or listed. It names no officer."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="desks")
    address = models.CharField(max_length=80, unique=True)
    node = models.CharField(max_length=24)
    former_nodes = models.JSONField(default=list)  # names of nodes it was on before; what they signed for it stays so
    details = models.JSONField(default=dict)  # names, duty, languages, phone, may_receive, deals_with
    verified_on = models.DateField()
    gone_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": _O,
            "member": _O,
            "address": _O,
            "node": _O,
            "former_nodes": _O,
            "details": _O,
            "verified_on": _O,
            "gone_at": _O,
        },
        retention="while messages of the desk are kept",
    )

    class Meta:
        """Desks of one node."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["node"], name="exchange_desks_of_node")]

    def __str__(self) -> str:
        return self.address


class KnownKey(models.Model):
    """A public key that a country lists, or listed, for a node or a desk."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="keys")
    holder = models.CharField(max_length=80)  # name of a node or address of a desk
    key_id = models.CharField(max_length=32)
    kind = models.CharField(max_length=32)  # domain.trust.statement.KeyKind
    public = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": _O,
            "member": _O,
            "holder": _O,
            "key_id": _O,
            "kind": _O,
            "public": _O,
            "valid_from": _O,
            "valid_to": _O,
            "revoked_at": _O,
            "gone_at": _O,
        },
        retention="while anything is kept that was signed with it",
    )

    class Meta:
        """A key once for each holder."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["holder", "key_id"], name="exchange_key_of_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.key_id}"
