"""A line of a given speed that is cut every so often, in simulated time: how much of what it carried was of use."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from samakki.exchange.actions.calls import LineBroken, NotBelieved, answer
from samakki.exchange.domain.frames import NotAFrame
from tools.faults.exchange.nodes import Region, SimNode

ROUND_TRIP_SECONDS = 0.3


@dataclass(slots=True)
class SlowLine:
    """One line between two nodes, as one of them has it.

    Attributes:
        bytes_a_second: in either direction.
        cut_every: seconds of simulated time after which the line breaks, in the middle of whatever it carries.
        carried: bytes that went over it, of use or not.
    """

    region: Region
    receiver: SimNode
    caller: SimNode
    bytes_a_second: float
    cut_every: float
    carried: int = 0
    began: datetime | None = None

    def post(self, node: str, call: bytes) -> bytes:
        """As ``calls.Wire``."""
        del node
        try:
            sent = self._carry(call)
            with suppress(NotAFrame, NotBelieved), self.receiver.at_work() as at:
                answered = answer(at, sent)
                if len(sent) < len(call):
                    raise LineBroken("cut")
                got = self._carry(answered)
                if len(got) < len(answered):
                    raise LineBroken("cut", partial=got)
                return got
            raise LineBroken("cut")
        finally:
            self.caller.clock.show()

    def _carry(self, content: bytes) -> bytes:
        """What of it comes out: all, or what was through when the line was cut."""
        self.began = self.began or self.region.clock.now
        left = self.cut_every - (self.region.clock.now - self.began).total_seconds() % self.cut_every
        whole = len(content) / self.bytes_a_second + ROUND_TRIP_SECONDS / 2
        through = (
            content if whole <= left else content[: max(int((left - ROUND_TRIP_SECONDS / 2) * self.bytes_a_second), 0)]
        )
        self.region.clock.pass_(min(whole, left))
        self.carried += len(through)
        return through
