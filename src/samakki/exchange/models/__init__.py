"""Tables of the exchange. Every model declares what it holds (``records``)."""

from samakki.exchange.models.chunks import Chunk, ChunkLent, ChunkWanted
from samakki.exchange.models.directory import KnownDesk, KnownKey, KnownNode, Member, TrustState
from samakki.exchange.models.inbox import Inbox, Landing, ReceiptMade
from samakki.exchange.models.outbox import Addressee, Envelope, Message, Outbox, ReceiptGot
from samakki.exchange.models.peers import Alarm, PairCount, Peer

__all__ = [
    "Addressee",
    "Alarm",
    "Chunk",
    "ChunkLent",
    "ChunkWanted",
    "Envelope",
    "Inbox",
    "KnownDesk",
    "KnownKey",
    "KnownNode",
    "Landing",
    "Member",
    "Message",
    "Outbox",
    "PairCount",
    "Peer",
    "ReceiptGot",
    "ReceiptMade",
    "TrustState",
]
