"""Numbers of forms that counted, so that none counts twice. Digests under secrets that stand nowhere."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment


class Sending(models.Model):
    """A form, or a program's request with a key, that did something: written in the transaction of what it did."""

    number = models.CharField(max_length=64, primary_key=True)
    content = models.CharField(max_length=64)  # tells the same form sent twice from another under its number
    place = models.CharField(max_length=64, blank=True, default="", db_index=True)  # browser and address
    words = models.CharField(max_length=64, blank=True, default="")  # what was typed, whatever form it stood in
    request = models.UUIDField()  # one form may do several acts; this says that they are of one request
    sent_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # empty while it runs, and where its process ended
    answer = models.CharField(
        max_length=500, blank=True, default=""
    )  # where the browser was sent; for programs a reference

    records: ClassVar[Records] = Records(
        Compartment.ACCOUNTS,
        {
            "number": Class.OPERATIONAL,
            "content": Class.OPERATIONAL,
            "place": Class.OPERATIONAL,
            "words": Class.OPERATIONAL,
            "request": Class.OPERATIONAL,
            "sent_at": Class.OPERATIONAL,
            "answered_at": Class.OPERATIONAL,
            "answer": Class.OPERATIONAL,
        },
        retention="seven days; who sent it is not kept",
    )

    def __str__(self) -> str:
        return self.number
