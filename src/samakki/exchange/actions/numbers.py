"""Numbers of messages between two nodes: given when a message is sealed, so that the other end can see a gap."""

from collections.abc import Iterable, Mapping

from samakki.exchange.models import PairCount
from samakki.kernel.addresses import NodeName


def next_numbers(nodes: Iterable[str]) -> Mapping[NodeName, int]:
    """The number of one more message to each of these nodes, in the transaction that seals it.

    Trap: rows are locked in the order of names, so that two senders never wait for each other.
    """
    found: dict[NodeName, int] = {}
    for node in sorted(set(nodes)):
        PairCount.objects.get_or_create(node=node)
        row = PairCount.objects.select_for_update().get(node=node)
        row.last += 1
        row.save(update_fields=["last"])
        found[NodeName.parse(node)] = row.last
    return found
