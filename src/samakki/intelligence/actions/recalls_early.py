"""Recalls that came before what they take back: what is urgent goes first, and an offer may be parked or come by hand.

Without these the holder would answer that nothing is here, and the offer would land afterwards and stay.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from samakki.exchange.registries import Arrived
from samakki.intelligence.models import EarlyRecall, ReceivedDisclosure
from samakki.intelligence.queries.sealed import EARLY, brought_out, put_away
from samakki.sealing.canonical import canonical


def keep_early(arrived: Arrived, *, recall: str, disclosure: str) -> None:
    """Keep a recall of what is not here, or news of an emergency, once, in the caller's transaction."""
    sealed = put_away(canonical(arrived.body), table=EARLY, row=arrived.message_id, column="body")
    EarlyRecall.objects.get_or_create(
        reference=recall,
        originator_desk=str(arrived.sender),
        originator_reference=disclosure,
        desk=str(arrived.to),
        defaults={"message": arrived.message_id, "body_sealed": sealed, "at": timezone.now()},
    )


def early_recalls(row: ReceivedDisclosure) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Recalls that came before a disclosure, as they came, with the ids of their messages, oldest first."""
    found = EarlyRecall.objects.filter(
        originator_desk=row.originator_desk, originator_reference=row.originator_reference, desk=row.desk
    )
    for one in found.order_by("pk"):
        yield json.loads(brought_out(bytes(one.body_sealed), table=EARLY, row=one.message, column="body")), one.message
