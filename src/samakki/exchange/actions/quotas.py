"""Counting what another node brings in a day; what is beyond the quota is put off politely, with a time to wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import F

from samakki.exchange import registries
from samakki.exchange.actions.alarms import raise_alarm
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Lane
from samakki.exchange.domain.quotas import Allowance, Brought, wait_until_tomorrow
from samakki.exchange.models import Inbox, Message, Peer
from samakki.sealing.envelopes import envelope_digest, peek
from samakki.sealing.errors import EnvelopeError

CODE = "quota"
MUCH_MORE = 10  # times the quota: urgent messages beyond it are taken, and told to whoever runs the node


@dataclass(slots=True)
class Quota:
    """What is left of a node's day while one call of it is used.

    Attributes:
        at: this node.
        node: who brings.
        brought: today, the call at hand included.
        allowed: None where this node's country states no limits for it.
        now: by this node's clock.
    """

    at: Station
    node: str
    brought: Brought
    allowed: Allowance | None
    now: datetime

    def waits(self, raws: Sequence[bytes]) -> list[int]:
        """After how many seconds each of these envelopes may be brought again; 0 where it is taken now, and counted.

        A node that marks everything urgent gets an alarm, not a refusal.
        """
        before, waits = self.brought.messages, []
        for raw in raws:
            seen = Brought(self.brought.messages + 1, self.brought.size)
            if self.allowed is not None and seen.is_over(self.allowed) and not _is_exempt(self.at, self.node, raw):
                waits.append(wait_until_tomorrow(self.now))
                continue
            self.brought = seen
            waits.append(0)
        if self.allowed is not None and self.brought.messages > before:
            Peer.objects.filter(node=self.node).update(messages_today=F("messages_today") + waits.count(0))
            if self.brought.messages > self.allowed.messages * MUCH_MORE:
                raise_alarm(self.node, "quota-many-times-over")
        return waits


def unlimited(at: Station, node: str, now: datetime) -> Quota:
    """What holds for a bundle: somebody carried it here, and stands beside the machine."""
    return Quota(at, node, Brought(0, 0), None, now)


def quota_of(at: Station, peer: Peer, size: int, now: datetime) -> Quota:
    """Count the bytes of a call in the peer's row, which the caller saves, and say what is left of the node's day.

    Args:
        at: this node; its country's statement says how much it wants from one other node.
        peer: `bytes_today` is changed, and on a new day, in the table too, what was counted on the day before.
        size: of the call.
        now: by this node's clock.
    """
    today = now.astimezone(UTC).date()
    if peer.bytes_on != today:
        peer.bytes_on, peer.bytes_today, peer.messages_today = today, 0, 0
        Peer.objects.filter(pk=peer.pk).update(bytes_on=today, bytes_today=0, messages_today=0)
    peer.bytes_today += size
    own = at.listed(str(at.node))
    allowed = Allowance(own.messages_a_day, own.megabytes_a_day * 1_000_000) if own is not None else None
    return Quota(at, peer.node, Brought(peer.messages_today, peer.bytes_today), allowed, now)


def _is_exempt(at: Station, node: str, raw: bytes) -> bool:
    """Whether an envelope is taken beyond the quota: urgent, an answer, taking something back, or here already."""
    try:
        if Inbox.objects.filter(digest=envelope_digest(raw)).exists():
            return True
        header = peek(raw, senders=at.senders).header
    except EnvelopeError:
        return True  # what is wrong with it is said at once
    owner = registries.owner_of(str(header.get("type", "")))
    if header.get("urgency") == Lane.URGENT.value or (owner is not None and owner.takes_back):
        return True
    return _answers_us(node, str(header.get("in_reply_to", "")))


def _answers_us(node: str, asked: str) -> bool:
    """Whether a message of ours went to that node under this id."""
    try:
        number = UUID(asked)
    except ValueError:
        return False
    return Message.objects.filter(message_id=number, addressees__node=node).exists()
