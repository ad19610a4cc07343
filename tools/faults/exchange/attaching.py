"""A message with a large attachment over a slow line that is cut again and again."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import BinaryIO, cast

from samakki.exchange import registries
from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import send_to
from samakki.kernel.addresses import DeskAddress
from samakki.sealing.chunks import open_chunks
from tools.faults.exchange.nodes import Region
from tools.faults.exchange.noise import Noise
from tools.faults.exchange.owners import Owners, owned
from tools.faults.exchange.schedule import HANDLING, TYPE
from tools.faults.exchange.slow_line import SlowLine

MOST_TRIES = 100_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """How it went.

    Attributes:
        seconds: simulated, until the receipt of the desk was here.
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
    """Send an attachment from one node to another."""
    region.empty()
    sender, receiver = list(region.nodes.values())[:2]
    whole: list[str] = []

    def receive(arrived: registries.Arrived) -> registries.Verdict:
        digest, content_key = hashlib.sha256(), arrived.content_key
        if content_key is None:
            return registries.Verdict(accepted=False, code="no-key")
        with receiver.at_work() as at:
            stored = partial(chunk_files.read, at.chunks)
            for piece in open_chunks(arrived.attachments[0], key=content_key, fetch=stored):
                digest.update(piece)
        whole.append(digest.hexdigest())
        return registries.Verdict(accepted=True)

    registries.lend_files("noise", lambda reference: cast("BinaryIO", Noise(int(reference))))
    away = SlowLine(region, receiver, sender, bits_a_second / 8, cut_every)
    back = SlowLine(region, sender, receiver, bits_a_second / 8, cut_every)
    with owned(Owners()):
        registries.own_payload("line.check@1", registries.Owner(receive=receive))
        with sender.at_work() as at:
            queue(
                by="node", sender=DeskAddress.parse(sender.desks[0]), to=[DeskAddress.parse(receiver.desks[0])],
                type=TYPE, body={"marker": "00112233"}, handling=HANDLING, purpose="trafficking_in_persons",
                thread="t", hold=timedelta(), attachments=[registries.Attached("noise", str(size), "video.mp4")],
            )  # fmt: skip
            seal_due(at)
        began = region.clock.now
        for _ in range(MOST_TRIES):
            with sender.at_work() as at:
                send_to(at, receiver.name, away)
            with receiver.at_work() as at:  # asks for what it lacks, and goes on where the line was cut
                send_to(at, sender.name, back)
            if whole:
                break
            region.clock.pass_(1)
    seconds = (region.clock.now - began).total_seconds()
    expected = hashlib.sha256(Noise(size).read()).hexdigest()
    return Arrival(seconds, away.carried + back.carried, size, whole == [expected])
