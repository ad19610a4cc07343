"""Making what came unreadable for good, where its owner erased it: the content goes, what proves the message stays."""

from contextlib import suppress
from uuid import UUID

from django.db.models import Q

from samakki.exchange.models import Envelope, Inbox
from samakki.sealing.envelopes import skeleton


def drop_content(*, subject: str, message: str, sender: str) -> int:
    """Keep of messages no more than their skeletons; how many lost their content. In the caller's transaction.

    Digest and signatures verify as before, and no key opens it any more, not that of a desk whose epoch still runs.

    Args:
        subject: reference of the record that the messages became.
        message: id of the first of them: it does not name the record while that is being made.
        sender: desk that this one is from; an id belongs to who gave it.
    """
    wanted = Q(subject=subject)
    with suppress(ValueError):  # it came some other way
        wanted |= Q(message_id=UUID(message), from_desk=sender)
    digests = Inbox.objects.filter(wanted, envelope__isnull=False).values_list("envelope_id", flat=True)
    count = 0
    for row in Envelope.objects.select_for_update().filter(digest__in=list(digests)).order_by("digest"):
        bones = skeleton(bytes(row.sealed))
        if bones != bytes(row.sealed):
            row.sealed, row.size = bones, len(bones)
            row.save(update_fields=["sealed", "size"])
            count += 1
    return count
