"""This node as delivery needs it: its name and desks, its keys, the directory, and where chunks lie.

Everything below takes a station as an argument, so that a test can play several nodes in one process.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings

from samakki.exchange.actions import own_keys
from samakki.exchange.domain.trust.statement import ListedNode
from samakki.exchange.domain.trust.validity import KeyVerdict
from samakki.exchange.queries import directory
from samakki.exchange.queries.remembered import RememberedDirectory, RememberedSenders
from samakki.exchange.queries.seen import was_seen_before
from samakki.kernel.addresses import NodeName
from samakki.kernel.refusals import SamakkiError
from samakki.sealing.desks import DeskKeys
from samakki.sealing.keyring import Keyring
from samakki.sealing.senders import SenderKeys
from samakki.sealing.signing import SigningKey

CHUNK_FOLDER = "chunks"  # backups name it too: node/stored.py


class NotInExchange(SamakkiError):
    """This node is not in the trust list, or has no keys for it yet: it can neither send nor receive."""


@dataclass(frozen=True, slots=True)
class Station:
    """One node.

    Attributes:
        node: its name.
        desks: addresses of the desks it serves.
        signing: its signing key.
        desk_keys: what it opens with.
        senders: what it knows of other nodes' keys.
        keyring: seals what is held.
        chunks: folder of chunks.
        directory: ``queries.directory``, or what stands for it in a test.
    """

    node: NodeName
    desks: frozenset[str]
    signing: SigningKey = field(repr=False)
    desk_keys: DeskKeys = field(repr=False)
    senders: SenderKeys = field(repr=False)
    keyring: Keyring = field(repr=False)
    chunks: Path
    directory: ModuleType | RememberedDirectory = directory
    _nodes: dict[str, ListedNode | None] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[tuple[str, str], KeyVerdict] = field(default_factory=dict, repr=False, compare=False)

    def remembering(self) -> "Station":
        """This node for one batch: what the trust list says is asked of the tables once."""
        if isinstance(self.directory, RememberedDirectory):
            return self
        senders = RememberedSenders(self.senders)
        return replace(self, directory=RememberedDirectory(self.directory), senders=senders)

    def anew(self) -> "Station":
        """This node with nothing asked of the trust list yet: newer data came."""
        return replace(self, _nodes={}, _keys={})

    def listed(self, node: str) -> ListedNode | None:
        """A node as the trust list has it; asked once in the life of this value, which is short."""
        if node not in self._nodes:
            self._nodes[node] = self.directory.node(node)
        return self._nodes[node]

    def signing_key(self, node: str, key_id: str, *, at: datetime) -> KeyVerdict:
        """What to make of another node's signing key now; asked once, as `listed`."""
        if (node, key_id) not in self._keys:
            self._keys[node, key_id] = self.directory.signing_key(node, key_id, at=at)
        return self._keys[node, key_id]


_here: ContextVar[Callable[[], Station] | None] = ContextVar("samakki_station", default=None)


def station() -> Station:
    """This node, as the trust list and its key files have it now.

    Raises:
        NotInExchange: it is not in the trust list, or has no keys.
    """
    if made := _here.get():
        return made()
    own = directory.own()
    if own.name is None:
        message = "This node is not in the trust list that it has. Load the trust list: samakki trust."
        raise NotInExchange(message)
    return Station(
        own.name,
        frozenset(str(desk) for desk in own.desks),
        own_keys.signing(),
        own_keys.desk_keys(),
        directory.Senders(was_seen_before=was_seen_before),
        own_keys.field_ring(),
        settings.SAMAKKI_HOME / CHUNK_FOLDER,
    )


def stand_in(made: Callable[[], Station] | None) -> None:
    """Have another node stand for this one in this thread: for tests that play several."""
    _here.set(made)
