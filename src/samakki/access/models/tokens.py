"""Tokens of officers' programs. The token itself is shown once and stands nowhere."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models.people import Officer


class ApiToken(models.Model):
    """Lets a program ask and write for one officer, by the officer's own roles and ties, until a day."""

    code = models.CharField(max_length=12, unique=True)  # "K-7K3QX": what pages and the log call it
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)  # what the officer calls it
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of a random token of 256 bits
    scope = models.CharField(max_length=12)  # Scope
    epoch = models.PositiveIntegerField()  # the officer's session epoch: who signs out everywhere ends tokens too
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    minute = models.BigIntegerField(default=0)  # of the last use, since 1970
    in_minute = models.PositiveIntegerField(default=0)  # uses in that minute

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "id": Class.OPERATIONAL,
            "code": Class.OPERATIONAL,
            "officer": Class.PERSONAL,
            "name": Class.OPERATIONAL,
            "digest": Class.OPERATIONAL,
            "scope": Class.OPERATIONAL,
            "epoch": Class.OPERATIONAL,
            "made_at": Class.OPERATIONAL,
            "ends_at": Class.OPERATIONAL,
            "revoked_at": Class.OPERATIONAL,
            "last_used_at": Class.PERSONAL,
            "minute": Class.OPERATIONAL,
            "in_minute": Class.OPERATIONAL,
        },
        retention="one year after it ended; the audit log names its code",
    )

    def __str__(self) -> str:
        return self.code
