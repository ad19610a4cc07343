"""A message with a large attachment over a slow line that is cut again and again."""

import hashlib
import random
import secrets
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import peers_to_call, send_to
from samakki.exchange.domain.delivery import Sent
from samakki.exchange.models import Addressee
from samakki.kernel.addresses import DeskAddress
from tools.faults.exchange.nodes import Region, SimNode
from tools.faults.exchange.noise import Noise
from tools.faults.exchange.owners import Owners, noise, owned
from tools.faults.exchange.schedule import HANDLING, TYPE
from tools.faults.exchange.slow_line import SlowLine

ON_ITS_WAY = frozenset({Sent.QUEUED.value, Sent.SENDING.value, Sent.TRANSPORTED.value})
PATIENCE, LEAST_PATIENCE = 3, timedelta(minutes=10)  # times as long as the line itself needs
SEED = 4
MARKER = "00112233"
PIECE = 1 << 20


class NeverArrivedError(Exception):
    """The attachment is not there, and waiting does not bring it. Says where its message stands."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How it went.

    Attributes:
        seconds: simulated, until the receipt of the desk was here; waits after cuts are among them.
        carried: bytes over the line both ways.
        useful: bytes of the attachment.
        is_right: whether what came is what was sent.
    """

    seconds: float
    carried: int
    useful: int
    is_right: bool

    @property
    def waste(self) -> float:
        """Share of the carried bytes beyond those of the attachment."""
        return self.carried / self.useful - 1


def carry(region: Region, *, size: int, bits_a_second: float, cut_every: float = 60.0) -> Arrival:
    """Send an attachment from one node to another, each of which calls when its sender would.

    Raises:
        NeverArrivedError: it could not be sealed, was given up, or takes far longer than the line explains.
    """
    region.empty()
    sender, receiver = list(region.nodes.values())[:2]
    away = SlowLine(region, receiver, sender, bits_a_second / 8, cut_every)
    back = SlowLine(region, sender, receiver, bits_a_second / 8, cut_every)
    draws = random.Random(SEED)  # noqa: S311  (how long a node waits after a cut; the same in every run)
    owners = Owners()
    with owned(owners), patch.object(secrets, "randbelow", draws.randrange):
        _queue(sender, receiver, size)
        began = region.clock.now
        until = began + max(PATIENCE * timedelta(seconds=size * 8 / bits_a_second), LEAST_PATIENCE)
        while (state := _state(sender)) != Sent.DELIVERED.value:
            if state not in ON_ITS_WAY or region.clock.now > until:
                raise NeverArrivedError(state)
            _look(sender, receiver, away)
            _look(receiver, sender, back)  # asks for what it lacks, and goes on where the line was cut
            region.clock.pass_(1)
    seconds = (region.clock.now - began).total_seconds()
    is_right = owners.attached == {MARKER: (_digest(size),)}
    return Arrival(seconds, away.carried + back.carried, size, is_right)


def _queue(sender: SimNode, receiver: SimNode, size: int) -> None:
    with sender.at_work() as at:
        queue(
            by="node", sender=DeskAddress.parse(sender.desks[0]), to=[DeskAddress.parse(receiver.desks[0])],
            type=TYPE, body={"marker": MARKER}, handling=HANDLING, purpose="trafficking_in_persons",
            thread="t", hold=timedelta(), attachments=[noise(SEED, size, "video.mp4")],
        )  # fmt: skip
        seal_due(at)


def _state(sender: SimNode) -> str:
    with sender.at_work():
        return Addressee.objects.get().state


def _look(node: SimNode, other: SimNode, line: SlowLine) -> None:
    """What a node's sender does once a second."""
    with node.at_work() as at:
        if other.name in peers_to_call(at, timezone.now()):
            send_to(at, other.name, line)


def _digest(size: int) -> str:
    """SHA-256 of what was attached; never all of it in memory."""
    read, digest = Noise(size, seed=SEED).read, hashlib.sha256()
    while piece := read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
