"""The trust list as it stands while a batch is worked on: each question is put to the tables once.

What is kept lives as long as the value, which is seconds: the next batch asks again, so a key that was withdrawn is
believed by no message that comes after the list which says so.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from types import ModuleType

from samakki.exchange.domain.trust.statement import ListedNode
from samakki.exchange.domain.trust.validity import Freshness, KeyVerdict
from samakki.exchange.queries.listed import Desk
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.sealing.desks import Recipient
from samakki.sealing.senders import SenderKey, SenderKeys


class RememberedDirectory:
    """What delivery asks of ``queries.directory``, asked once."""

    def __init__(self, directory: ModuleType) -> None:
        self.desk: Callable[[DeskAddress | str], Desk | None] = cache(directory.desk)
        self.node: Callable[[NodeName | str], ListedNode | None] = cache(directory.node)
        self.node_of: Callable[[DeskAddress | str], NodeName | None] = cache(directory.node_of)
        self.nodes: Callable[[], tuple[NodeName, ...]] = cache(directory.nodes)
        self.freshness: Callable[[], Freshness] = cache(directory.freshness)
        self.desk_key: Callable[..., KeyVerdict | None] = cache(directory.desk_key)
        self.signing_key: Callable[..., KeyVerdict] = cache(directory.signing_key)
        self._recipients: Callable[..., tuple[Recipient, ...]] = cache(directory.recipients)

    def recipients(self, addresses: Iterable[DeskAddress | str], *, at: datetime) -> tuple[Recipient, ...]:
        """As the directory has it."""
        return self._recipients(tuple(addresses), at=at)


class RememberedSenders:
    """Keys of senders, each asked once. Who was a witness is asked every time."""

    def __init__(self, senders: SenderKeys) -> None:
        self._senders = senders
        self._node_key: Callable[[str, str], SenderKey | None] = cache(senders.node_key)
        self._officer_key: Callable[[str, str], SenderKey | None] = cache(senders.officer_key)

    def node_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return self._node_key(desk, key_id)

    def officer_key(self, desk: str, key_id: str) -> SenderKey | None:
        """As SenderKeys has it."""
        return self._officer_key(desk, key_id)

    def was_seen_before(self, digest: str, moment: datetime) -> bool:
        """As SenderKeys has it."""
        return self._senders.was_seen_before(digest, moment)
