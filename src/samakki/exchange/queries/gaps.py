"""Which numbered messages of other nodes are not here: a gap reports loss, and decides nothing."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from samakki.exchange.models import Inbox


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that a node gave and this one never saw.

    Attributes:
        node: that numbered.
        missing: how many, between the first and the last that came.
        last: the newest number that came.
    """

    node: str
    missing: int
    last: int


def gaps() -> tuple[Gap, ...]:
    """Nodes of which numbered messages are missing, the most first.

    What the sender gave up, or is still on its way with, counts as missing: whoever runs the node calls the other one.
    """
    rows = (
        Inbox.objects.filter(pair_number__isnull=False)
        .order_by()
        .values("sender")
        .annotate(least=Min("pair_number"), most=Max("pair_number"), there=Count("pair_number", distinct=True))
    )
    found = (Gap(row["sender"], row["most"] - row["least"] + 1 - row["there"], row["most"]) for row in rows)
    return tuple(sorted((one for one in found if one.missing > 0), key=lambda one: (-one.missing, one.node)))
