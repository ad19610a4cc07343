"""What access forgets when its time is over."""

from datetime import datetime

from django.db import transaction

from samakki.access import audit
from samakki.access.models import Notice

NODE = "node"


def clear_notices(*, read_before: datetime) -> int:
    """Delete notices read before a moment, and log how many. Returns the number."""
    with transaction.atomic():
        number, _ = Notice.objects.filter(read_at__lt=read_before).delete()
        if number:
            audit.record(NODE, "clear_notices", facts={"count": number})
    return number
