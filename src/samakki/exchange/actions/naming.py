"""References of messages: one row of names for what is sent and what is received."""

import secrets

from samakki.access.actions.secrets_made import REFERENCE_BYTES, free_reference
from samakki.exchange.models import Inbox, Message
from samakki.kernel.references import new_reference

PREFIX = "M"


def free_references(count: int) -> list[str]:
    """So many references that no message has; the unique constraint of the column decides a race."""
    if count == 1:
        return [free_reference(PREFIX, is_taken)]
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = {new_reference(PREFIX, secrets.token_bytes(REFERENCE_BYTES)) for _ in range(count - len(free))}
        for model in (Message, Inbox):
            drawn -= set(model.objects.filter(reference__in=drawn).values_list("reference", flat=True))
        free |= dict.fromkeys(drawn)
    return list(free)


def is_taken(reference: str) -> bool:
    """Whether a message, sent or received, has this reference."""
    return Message.objects.filter(reference=reference).exists() or Inbox.objects.filter(reference=reference).exists()
