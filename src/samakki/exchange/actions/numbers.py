"""Numbers of messages between two nodes: given when a message is sealed, so that the other end can see a gap."""

from collections import Counter
from collections.abc import Iterable, Mapping

from samakki.exchange.models import PairCount
from samakki.kernel.addresses import NodeName


class Numbers:
    """Numbers for a few messages, in the transaction that seals them: what is not sealed takes its numbers back.

    Trap: rows are locked in the order of names, so that two that seal never wait for each other.
    """

    def __init__(self, nodes_of_each: Iterable[Iterable[str]]) -> None:
        """Take as many numbers as there are messages to each node.

        Args:
            nodes_of_each: names of the nodes that each message goes to.
        """
        wanted = Counter(node for nodes in nodes_of_each for node in set(nodes))
        self._next: dict[str, int] = {}
        for node, count in sorted(wanted.items()):
            PairCount.objects.get_or_create(node=node)
            row = PairCount.objects.select_for_update().get(node=node)
            self._next[node] = row.last + 1
            PairCount.objects.filter(node=node).update(last=row.last + count)

    def of_next(self, nodes: Iterable[str]) -> Mapping[NodeName, int]:
        """The numbers of one more message, by the nodes it goes to."""
        found: dict[NodeName, int] = {}
        for node in sorted(set(nodes)):
            found[NodeName.parse(node)] = self._next[node]
            self._next[node] += 1
        return found
