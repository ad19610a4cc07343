"""What this node has seen, and when, by its own clock."""

from datetime import datetime

from samakki.exchange.models import Inbox


def was_seen_before(digest: str, moment: datetime) -> bool:
    """Whether this very message came here before `moment`.

    The only witness there is so far: checkpoints that other countries cosign would be a second one.
    """
    return Inbox.objects.filter(digest=digest, first_seen__lt=moment).exclude(verdict="quarantined").exists()
