"""What access forgets when its time is over."""

from datetime import datetime

from django.db import transaction

from samakki.access import audit
from samakki.access.models import ApiToken, Notice, Recovery

NODE = "node"


def clear_notices(*, read_before: datetime) -> int:
    """Delete notices read before a moment, and log how many. Returns the number."""
    with transaction.atomic():
        number, _ = Notice.objects.filter(read_at__lt=read_before).delete()
        if number:
            audit.record(NODE, "clear_notices", facts={"count": number})
    return number


def clear_recoveries(*, ended_before: datetime) -> int:
    """Delete recoveries that ended before a moment, used or not, and log how many. Returns the number."""
    with transaction.atomic():
        number, _ = Recovery.objects.filter(ends_at__lt=ended_before).delete()
        if number:
            audit.record(NODE, "clear_recoveries", facts={"count": number})
    return number


def clear_tokens(*, ended_before: datetime) -> int:
    """Delete tokens of programs that ended before a moment, and log how many. Returns the number."""
    with transaction.atomic():
        number, _ = ApiToken.objects.filter(ends_at__lt=ended_before).delete()
        if number:
            audit.record(NODE, "clear_tokens", facts={"count": number})
    return number
